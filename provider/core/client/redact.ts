const placeholder = "[hidden]";

/** Redacting shorter texts would remove ordinary words, and no cloud accepts a password that short. */
const shortestSecret = 4;

/** Removes secret values, also in their URL and JSON spelling, from a text that will be shown or logged. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret) => secret !== undefined && secret.length >= shortestSecret)
    .flatMap((secret) => {
      const value = secret as string;
      // A lone surrogate, which no request can carry, would make the encoding fail.
      const encoded = encodeURIComponent(Buffer.from(value).toString());
      return [value, encoded, strictly(encoded), JSON.stringify(value).slice(1, -1)];
    })
    .sort((a, b) => b.length - a.length);
  return spellings.reduce((result, spelling) => result.replaceAll(spelling, placeholder), text);
}

/** RFC 3986, as in the canonical requests that clouds quote when they reject a signature. */
function strictly(encoded: string): string {
  return encoded.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
