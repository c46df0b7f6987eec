/** Sequences that make a terminal do something. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escapes = /[\u001b\u009b][[\]()#;?]*[0-9;]*[@-~]?/g;
/** Controls, invisible signs and changes of the writing direction. */
export const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text from elsewhere on one line, as a terminal and a log can show it: cut to a length, without control characters. They
 * become blanks, so that nothing grows together.
 */
export function printable(text: string, most = 1000): string {
  // A little more is read than is shown, because blanks fall away.
  const read = text
    .slice(0, 4 * most)
    .toWellFormed()
    .replace(escapes, " ")
    .replace(invisible, " ");
  const words = read.split(" ").filter(Boolean).join(" ");
  return words.length > most || text.length > 4 * most ? `${words.slice(0, most).toWellFormed()}…` : words;
}

/** The same for a text of ours that may contain others' words: its lines stay. */
export const printableLines = (text: string, most = 20_000): string => {
  const lines = text.slice(0, most).split("\n");
  const shown = lines.map((line) => line.toWellFormed().replace(escapes, " ").replace(invisible, " ")).join("\n");
  return text.length > most ? `${shown}…` : shown;
};

/** As much of a value as a message needs. */
export const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** A sentence without its full stop. */
export function withoutFullStop(text: string): string {
  let end = text.length;
  while (end > 0 && ". \n".includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

/** The first ones; the last of them says how many more there are, which nobody would read. */
export function firstOf(problems: readonly string[], most: number): readonly string[] {
  const [last, left] = [problems[most - 1], problems.length - most];
  return left > 0 ? [...problems.slice(0, most - 1), `${last} (and ${left} more problems)`] : problems;
}
