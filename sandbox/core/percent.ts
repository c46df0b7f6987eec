/** RFC 3986: only letters, digits and `- _ . ~` stay; a blank is %20. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes `a=b&c=d`; both `+` and `%20` are a blank. */
export function decodePairs(text: string): [string, string][] {
  return [...new URLSearchParams(text)];
}
