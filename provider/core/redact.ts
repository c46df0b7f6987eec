const hidden = "[hidden]";

/** Shorter texts would turn ordinary words into holes, and no cloud accepts a password that short. */
const shortestSecret = 4;

/** Takes the given secret values, also in their URL and JSON spelling, out of a text that will be shown or logged. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const spellings = secrets
    .filter((secret) => secret !== undefined && secret.length >= shortestSecret)
    .flatMap((secret) => {
      const value = secret as string;
      return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
    })
    .sort((a, b) => b.length - a.length);
  return spellings.reduce((result, spelling) => result.replaceAll(spelling, hidden), text);
}
