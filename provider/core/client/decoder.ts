/** A character that can be read at a place of a text, and where the next one begins. */
export interface Decoded {
  readonly character: string;
  readonly end: number;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const escaped: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const digit = /^[0-9a-fA-F]$/;

/**
 * Reads a text that may be encoded: for URLs and forms (`%21`, `+`), JSON (`\n`, `\u0021`) or XML (`&amp;`, `&#33;`), each
 * character in its own way, and one encoding inside another. Remembers what it has read, so that the time is linear.
 */
export class Decoder {
  private readonly known: Map<number, readonly Decoded[]>[] = [];

  constructor(private readonly text: string) {}

  /** Everything that may begin at a place, read through as many encodings at most. */
  at(place: number, encodings: number): readonly Decoded[] {
    const known = this.known[encodings] ?? new Map<number, readonly Decoded[]>();
    this.known[encodings] = known;
    const before = known.get(place);
    if (before) return before;
    const decoded = encodings === 0 ? this.plain(place) : this.encoded(place, encodings - 1);
    known.set(place, decoded);
    return decoded;
  }

  private plain(place: number): Decoded[] {
    const point = this.text.codePointAt(place);
    if (point === undefined) return [];
    const character = String.fromCodePoint(point);
    return [{ character: character.toWellFormed(), end: place + character.length }];
  }

  /** What stands here without a further encoding, and with one. */
  private encoded(place: number, inside: number): Decoded[] {
    const found = [...this.at(place, inside)];
    for (const { character, end } of this.at(place, inside)) {
      if (character === "+") found.push({ character: " ", end });
      else if (character === "%") found.push(...this.percent(end, inside));
      else if (character === "\\") found.push(...this.escape(end, inside));
      else if (character === "&") found.push(...this.reference(end, inside));
    }
    const different = new Map(found.map((each) => [`${each.end} ${each.character}`, each]));
    return [...different.values()];
  }

  /** The bytes of one character, after the first percent sign. */
  private percent(place: number, inside: number): Decoded[] {
    return this.digits(place, inside, 2).flatMap(({ character: first, end }) => {
      const lead = Number.parseInt(first, 16);
      const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      let bytes: { readonly read: readonly number[]; readonly end: number }[] = [{ read: [lead], end }];
      for (let count = 1; count < length; count++) {
        bytes = bytes.flatMap(({ read, end: from }) =>
          this.sign(from, inside, /^%$/).flatMap((percent) =>
            this.digits(percent.end, inside, 2).map((byte) => ({
              read: [...read, Number.parseInt(byte.character, 16)],
              end: byte.end,
            })),
          ),
        );
      }
      return bytes.map((each) => ({ character: Buffer.from(each.read).toString("utf8"), end: each.end }));
    });
  }

  /** What follows a backslash. */
  private escape(place: number, inside: number): Decoded[] {
    return this.at(place, inside).flatMap(({ character, end }) => {
      if (character !== "u")
        return /^["\\/bfnrt']$/.test(character) ? [{ character: escaped[character] ?? character, end }] : [];
      return this.digits(end, inside, 4).flatMap((unit) => {
        const high = String.fromCharCode(Number.parseInt(unit.character, 16));
        const pairs = /^[\ud800-\udbff]$/.test(high)
          ? this.sign(unit.end, inside, /^\\$/)
              .flatMap((slash) => this.sign(slash.end, inside, /^u$/))
              .flatMap((u) => this.digits(u.end, inside, 4))
              .map((low) => ({
                character: (high + String.fromCharCode(Number.parseInt(low.character, 16))).toWellFormed(),
                end: low.end,
              }))
          : [];
        return [{ character: high.toWellFormed(), end: unit.end }, ...pairs];
      });
    });
  }

  /** What follows the & of XML, up to its semicolon. */
  private reference(place: number, inside: number): Decoded[] {
    let read: Decoded[] = [{ character: "", end: place }];
    for (let length = 0; length < 9 && read.length > 0; length++) {
      const ended = read.flatMap(({ character, end }) =>
        this.sign(end, inside, /^;$/).flatMap((semicolon) => {
          const meant = referenced(character);
          return meant === undefined ? [] : [{ character: meant, end: semicolon.end }];
        }),
      );
      if (ended.length > 0) return ended;
      read = read.flatMap(({ character, end }) =>
        this.sign(end, inside, /^[#\w]$/).map((next) => ({ character: character + next.character, end: next.end })),
      );
    }
    return [];
  }

  private sign(place: number, inside: number, wanted: RegExp): Decoded[] {
    return this.at(place, inside).filter(({ character }) => wanted.test(character));
  }

  /** So many hexadecimal digits, as one text. */
  private digits(place: number, inside: number, count: number): Decoded[] {
    let read: Decoded[] = [{ character: "", end: place }];
    for (let length = 0; length < count; length++) {
      read = read.flatMap(({ character, end }) =>
        this.sign(end, inside, digit).map((next) => ({ character: character + next.character, end: next.end })),
      );
    }
    return read;
  }
}

function referenced(name: string): string | undefined {
  const [, sign, digits = ""] = /^#(x?)([0-9a-f]{1,7})$/i.exec(name) ?? [];
  if (sign === undefined) return named[name];
  const point = Number.parseInt(digits, sign ? 16 : 10);
  return point <= 0x10ffff ? String.fromCodePoint(point).toWellFormed() : undefined;
}
