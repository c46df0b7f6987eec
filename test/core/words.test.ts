import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** "." stands for the files of the root. */
const folders = [".", "provider", "sandbox", "test", "bench", "docs", "examples", "tools", "bin"];

/** Any of these words, alone or as a part of an identifier in camel case. */
const word = (...words: string[]) => {
  const capitals = words.map((each) => each[0]?.toUpperCase() + each.slice(1));
  return new RegExp(`(?<![A-Za-z])(?:${words.join("|")})(?![a-z])|(?:${capitals.join("|")})(?![a-z])`);
};

interface OldWord {
  readonly old: RegExp;
  readonly now: string;
  /** Phrases in which the word means something else, and why. */
  readonly allowed?: readonly (readonly [phrase: RegExp, reason: string])[];
}

const oldWords: readonly OldWord[] = [
  {
    old: /\b\w*Kinds?\b/,
    now: "resource definition",
    allowed: [[/\b(Syntax|Module|Output|[Ff]ault|endpoint)Kinds?\b/, "TypeScript's, and plain enumerations"]],
  },
  { old: /\b(toy|member|[a-z]*Redis|[a-z]*Dcs\w*)Plan\b/, now: "attributes" },
  { old: word("aspect", "aspects"), now: "updater" },
  { old: word("birth", "births", "born"), now: "create (the call), identity (the hash), readiness (the state)" },
  {
    old: word("mark", "marks", "marked", "marking", "unmarked"),
    now: "pending tag",
    allowed: [[/question mark/i, "a sign"]],
  },
  { old: word("misplaced"), now: "location" },
  {
    old: /__place\b|\b(same|other|the)?Place(Of)?\b|\bplaceOf\b/,
    now: "location",
    allowed: [[/inPlace\b|InPlace\b/, "in place"]],
  },
  { old: /\btold\b(?=[:?)}\]]| =)/, now: "createOnlyOutputs" },
  { old: word("sighting", "sightings", "handedOut"), now: "engine history" },
  { old: word("farewell"), now: "shutdown" },
  { old: /shutdown\.say\(/, now: "shutdown.run" },
  { old: word("haul", "hunt"), now: "ProvisionResult, Provisioner" },
  {
    old: word("obtain", "obtains", "obtained", "obtaining"),
    now: "provision",
    allowed: [[/obtain\.mjs|obtainPulumiCli|obtain(?=\(| =)|obtaining the Pulumi/, "a tool's name"]],
  },
  { old: word("converge", "converges", "converged", "convergence"), now: "reconcile" },
  { old: word("agenda", "vacancy", "vacancies", "carryOut"), now: "batch plan, step, apply" },
  { old: word("glance", "tally"), now: "listing, observed counts" },
  { old: /\bboard\b|\b[a-z]+Board\b/, now: "statusPoller" },
  { old: /\b(a|an|one|each|first|last|next|single|batch) looks?\b|\blooks\b(?=[^\w]*(=|\.length))/, now: "poll" },
  { old: /\b\w+Live\b|\bLive\b|\blive\b(?=[.,);])/, now: "observed" },
  { old: /\bshownAs\b/, now: "normalize" },
  { old: /\bhidden(?=[A-Z]| (inputs?|names?|part|properties|ones?)\b)/, now: "internal" },
  { old: word("complaint", "complaints", "judge", "judges", "judged"), now: "message, validate" },
  { old: /half-?made/i, now: "partially created, PartialCreateError" },
  { old: word("goesFirst", "deletesFirst"), now: "deleteBeforeReplace" },
  { old: /["'](gone|refused|denied)["']|\bGone\b/, now: "notFound, rejected, accessDenied" },
  {
    old: word("refuse", "refuses", "refused", "refusing", "refusal", "refusals"),
    now: "reject, rejection",
    allowed: [
      [/["`]refuse["`]|policy is refuse/, "a value of prepaidDestroy, which programs hold"],
      [/ECONNREFUSED/i, "the operating system's word"],
    ],
  },
  { old: /["']soldOut["']/, now: "outOfStock" },
  { old: /["']unpaid["']|\bunpaid[A-Z]|[a-z]Unpaid/, now: "awaitingPayment" },
  { old: /\b(new|class) Turns\b/, now: "semaphore" },
  { old: word("mustServe", "notServed"), now: "requireConfigured" },
  { old: /["']serves["']/, now: "configuredClouds" },
  { old: word("wish", "wishes", "wished"), now: "requested", allowed: [[/wish(es)? to\b/, "plain English"]] },
  { old: word("shelf", "bear", "bears", "borne", "suffer"), now: "table, create, applyFaults" },
  { old: /paid in advance/i, now: "prepaid" },
  { old: /"spec"/, now: "size" },
  { old: /\b(toy|Toy|plugin)Runtime\b|\bRuntime\b/, now: "session" },
];

/** Vendors' vectors, locks and this file itself hold words that are not ours. */
const isOurs = (file: string) =>
  /\.(ts|mjs|cjs|js|md)$/.test(file) && !/^test\/vectors\/|^test\/core\/words\.test\.ts$/.test(file);

function hits(file: string): string[] {
  const lines = `${file}\n${readFileSync(join(root, file), "utf8")}`.split("\n");
  return oldWords.flatMap(({ old, now, allowed = [] }) =>
    lines.flatMap((line, index) => {
      const rest = allowed.reduce((text, [phrase]) => text.replaceAll(new RegExp(phrase, "g"), ""), line);
      const [found] = old.exec(rest) ?? [];
      return found === undefined ? [] : [`${file}:${index}: "${found}" is now: ${now}`];
    }),
  );
}

const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(isOurs);

test.each(folders)("%s uses no word that the project has given up", (folder) => {
  const own = files.filter((file) => (folder === "." ? !file.includes("/") : file.startsWith(`${folder}/`)));
  expect(own).not.toEqual([]);
  expect(own.flatMap(hits)).toEqual([]);
});
