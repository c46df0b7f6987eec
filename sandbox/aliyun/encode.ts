/** RFC 3986 as the vendor wants it: only letters, digits and `- _ . ~` stay; a blank is %20. [doc] */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Sorted by the bytes of the name, `name=value` joined with `&`; an empty value keeps its `=`. */
export function canonicalQuery(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

/**
 * Decodes `a=b&c=d`. Both `+` and `%20` are a blank: Python's SDK sends `+` and signs `%20`, so the signature can only be
 * verified over decoded values. [seen]
 */
export function decodePairs(text: string): [string, string][] {
  return [...new URLSearchParams(text)];
}
