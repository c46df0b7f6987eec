import { Decoder } from "./decoder";

/** What a message shows in place of a secret. */
export const placeholder = "[hidden]";

/** Redacting shorter texts would remove ordinary words, and no cloud accepts a password that short. */
const shortestSecret = 4;

/** One encoding inside another: a form inside JSON, a URL inside a URL. */
const mostEncodings = 2;

/**
 * Removes secret values from a text that will be shown or logged, however they are encoded: for URLs, forms, JSON, XML and
 * base64, one encoding inside another, each character in its own way, digits in either case.
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const byFirst = new Map<string, string[][]>();
  for (const secret of new Set(secrets)) {
    if (secret === undefined || secret.length < shortestSecret) continue;
    for (const spelling of [secret, ...wholly(secret)]) {
      // Half of a surrogate pair, which no encoding has, is sent as U+FFFD.
      const characters = [...spelling].map((character) => character.toWellFormed());
      const first = characters[0] as string;
      byFirst.set(first, [...(byFirst.get(first) ?? []), characters]);
    }
  }
  if (byFirst.size === 0) return text;
  const decoder = new Decoder(text);
  const shown: string[] = [];
  for (let at = 0; at < text.length; ) {
    const mayBegin = new Set(decoder.at(at, mostEncodings).flatMap(({ character }) => byFirst.get(character) ?? []));
    const end = Math.max(-1, ...[...mayBegin].map((secret) => endOf(secret, decoder, at)));
    shown.push(end < 0 ? (text[at] as string) : placeholder);
    at = end < 0 ? at + 1 : end;
  }
  return shown.join("");
}

/** The end of the longest spelling of the secret that begins here; -1 where there is none. */
function endOf(secret: readonly string[], decoder: Decoder, start: number): number {
  // All ends of what has been read so far: `%2525` can be one character, or more.
  let ends = new Set([start]);
  for (const wanted of secret) {
    const next = new Set<number>();
    for (const at of ends) {
      for (const { character, end } of decoder.at(at, mostEncodings)) if (character === wanted) next.add(end);
    }
    if (next.size === 0) return -1;
    ends = next;
  }
  return Math.max(...ends);
}

/** Encodings of the text as a whole: hexadecimal, and base64 from any of its three positions inside a longer text. */
function wholly(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const asBase64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
    // The first and the last digit may belong to a neighbour as well.
    const digits = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return before === 0 ? [digits, text] : [digits];
  });
  const asHex = bytes.toString("hex");
  return [
    ...asBase64.filter((digits) => digits.length > shortestSecret),
    ...asBase64.map((digits) => digits.replaceAll("-", "+").replaceAll("_", "/")),
    ...[asHex, asHex.toUpperCase()],
  ].filter((spelling) => spelling.length > shortestSecret);
}
