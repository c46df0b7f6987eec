import { isDeepStrictEqual } from "node:util";
import type { HttpAnswer } from "../../provider/core/host/http";
import { seeded } from "../engine/world";
import { seed, type Trouble } from "./proof";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Random = () => number;

/** An answer as a broken or hostile server gives it. */
export interface Mangling {
  readonly name: string;
  mangle(answer: HttpAnswer, random: Random, ids: Ids): HttpAnswer;
}

export interface Ids {
  /** Of the instances that the cloud holds. */
  readonly own: readonly string[];
  /** An instance of somebody else in the same account. */
  readonly foreign?: string | undefined;
}

const pick = <Item>(items: readonly Item[], random: Random): Item | undefined =>
  items[Math.floor(random() * items.length)];

interface Spot {
  readonly holder: { [name: string]: Json };
  readonly name: string;
  readonly value: Json;
}

/** Every value in the body, however deep. */
function spots(value: Json): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as { [name: string]: Json };
  return Object.entries(holder).flatMap(([name, inner]) => [{ holder, name, value: inner }, ...spots(inner)]);
}

/** Changes the JSON body in place; an answer without one stays as it is. */
const inBody =
  (change: (all: Spot[], random: Random) => void) =>
  (answer: HttpAnswer, random: Random): HttpAnswer => {
    try {
      const body = JSON.parse(answer.text) as Json;
      change(spots(body), random);
      return { ...answer, text: JSON.stringify(body) };
    } catch {
      return answer;
    }
  };

/** One value, chosen by chance, becomes another. */
const oneBecomes = (accepts: (spot: Spot) => boolean, become: (spot: Spot) => Json) =>
  inBody((all, random) => {
    const spot = pick(all.filter(accepts), random);
    if (spot) spot.holder[spot.name] = become(spot);
  });

const isList = ({ value }: Spot) => Array.isArray(value);
const otherType = ({ value }: Spot): Json => {
  if (typeof value === "string") return value === "" ? 7 : { text: value };
  if (typeof value === "number") return `about ${value}`;
  if (typeof value === "boolean") return value ? "yes" : [];
  return Array.isArray(value) ? { 0: null } : [[null]];
};

const page = "<!doctype html><html><title>Sign in</title><body>You have to sign in to this network.</body></html>";
const html = { "content-type": "text/html; charset=gb2312" };
/** Every vendor's names for an error at once. */
const error = {
  ...{ RequestId: "request-1", requestId: "request-1", request_id: "request-1" },
  ...{ Code: "InternalError", Message: "The request processing has failed." },
  ...{ error_code: "DCS.5000", error_msg: "Internal service error." },
  error: { code: 500, status: "INTERNAL", message: "internal error" },
};
const megabytes = 4 * 1024 * 1024;

const becomes = (what: Partial<HttpAnswer>) => (answer: HttpAnswer) => ({ ...answer, ...what });

export const manglings: readonly Mangling[] = [
  {
    name: "missing field",
    mangle: inBody((all, random) => {
      const spot = pick(
        all.filter(({ holder }) => !Array.isArray(holder)),
        random,
      );
      if (spot) delete spot.holder[spot.name];
    }),
  },
  {
    name: "null",
    mangle: oneBecomes(
      () => true,
      () => null,
    ),
  },
  { name: "wrong type", mangle: oneBecomes(() => true, otherType) },
  { name: "null list", mangle: oneBecomes(isList, () => null) },
  { name: "list with null", mangle: oneBecomes(isList, () => [null]) },
  {
    name: "unknown text",
    mangle: oneBecomes(
      ({ value }) => typeof value === "string",
      () => "\u0000\ud800Nobody-Knows",
    ),
  },
  { name: "body null", mangle: becomes({ text: "null" }) },
  { name: "body {}", mangle: becomes({ text: "{}" }) },
  { name: "empty body", mangle: becomes({ text: "" }) },
  {
    name: "truncated",
    mangle: (answer, random) => ({ ...answer, text: answer.text.slice(0, Math.floor(random() * answer.text.length)) }),
  },
  { name: "U+FEFF first", mangle: (answer) => ({ ...answer, text: `\ufeff${answer.text}` }) },
  { name: "HTML", mangle: becomes({ status: 200, headers: html, text: page }) },
  { name: "HTML with 502", mangle: becomes({ status: 502, headers: html, text: page }) },
  { name: "error body with 200", mangle: becomes({ status: 200, text: JSON.stringify(error) }) },
  { name: "redirect", mangle: becomes({ status: 302, headers: { location: "http://portal.example/" }, text: "" }) },
  { name: "204", mangle: becomes({ status: 204, text: "" }) },
  { name: "huge text", mangle: becomes({ status: 500, text: ` ${"\t ".repeat(megabytes / 2)}x` }) },
  {
    name: "huge message",
    mangle: becomes({ status: 400, text: JSON.stringify({ ...error, Message: `${" .".repeat(megabytes / 2)}x` }) }),
  },
  {
    name: "huge list",
    mangle: oneBecomes(
      (spot) => isList(spot) && (spot.value as Json[]).length > 0,
      ({ value }) => Array.from({ length: 20_000 }, () => (value as Json[])[0] as Json),
    ),
  },
  {
    name: "date far away",
    mangle: (answer) => ({ ...answer, headers: { ...answer.headers, date: "Fri, 31 Dec 9999 23:59:59 GMT" } }),
  },
  {
    name: "more pages",
    mangle: inBody((all) => {
      for (const { holder, name, value } of all) {
        if (typeof value === "number" && /total|count|pages/i.test(name)) holder[name] = 1e9;
        if (typeof value === "string" && /token|marker/i.test(name)) holder[name] = "again";
      }
    }),
  },
  {
    name: "empty id",
    mangle: (answer, _, { own }) => ({
      ...answer,
      text: own.reduce((text, id) => text.replaceAll(id, ""), answer.text),
    }),
  },
];

/**
 * Answers as if somebody else's instance had been asked for. Tags are what shows whose an instance is: a list of tags alone
 * that gives our pending tag to another instance is believed, so it is left out.
 */
export const foreignId: Mangling = {
  name: "another instance's id",
  mangle: (answer, _, { own, foreign = "" }) => ({
    ...answer,
    ...(!answer.text.includes('"TagResources"') && {
      text: own.reduce((text, id) => text.replaceAll(id, foreign), answer.text),
    }),
  }),
};

/** The answer of the nth call is mangled, and where `isLasting` all after it. */
export function mangledFrom({ name, mangle }: Mangling, isLasting: boolean): Trouble {
  return {
    name: `${name}${isLasting ? " from then on" : ""}`,
    isCreationHidden: true,
    begin(world, call, foreign) {
      let calls = 0;
      let isMet = false;
      const random = seeded(seed + call);
      world.engine.world.mangle = (answer) => {
        calls++;
        if (calls < call || (calls > call && !isLasting)) return answer;
        const other = mangle(answer, random, {
          // Few manglings look.
          get own() {
            return world.instanceIds().filter((id) => !foreign.has(id));
          },
          foreign: [...foreign][0],
        });
        isMet ||= !isDeepStrictEqual(other, answer);
        return other;
      };
      return {
        end() {
          world.engine.world.mangle = undefined;
          return isMet;
        },
      };
    },
  };
}
