import type { CloudDefinition } from "../../sandbox";
import { clouds } from "../../sandbox";
import { keys } from "../contract/fixture";
import { resources } from "./resources";

/** A raw exception's text, or a value that has become a part of a sentence. */
export const unclear =
  /TypeError|RangeError|SyntaxError|Cannot read|is not a function|is not iterable|is not defined|\bundefined\b|\bNaN\b|\[object |Maximum call stack/;

const passwords = resources
  .flatMap(({ args }) => [args("base").password, args("changed").password])
  .filter((password) => typeof password === "string");
const sandboxKeys = (clouds as readonly unknown[] as readonly CloudDefinition[]).map(({ defaultKey }) => defaultKey);

/** The secrets of the programs and the keys of the clouds, as they are and in base64 at any place of a longer text. */
const spellings: readonly string[] = [
  ...new Set([...passwords, ...[...sandboxKeys, ...Object.values(keys)].map(({ secret }) => secret)]),
].flatMap((secret) => [secret, ...[0, 1, 2].map((before) => inBase64(secret, before))]);

function inBase64(secret: string, before: number): string {
  const digits = Buffer.from(`${" ".repeat(before)}${secret}`).toString("base64url");
  return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6));
}

/** Does the text contain a secret, as it is, in base64 or percent-encoded? */
export function isLeaking(text: string): boolean {
  const decoded = text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return spellings.some((secret) => text.includes(secret) || decoded.includes(secret));
}

/** In the state and to the engine these are secrets, and the CLI encrypts them. */
const secretProperties = ["password", "passwords", "connectionString", "connectionStrings"];

export const withoutSecretProperties = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !secretProperties.includes(name)));
