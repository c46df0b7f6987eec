import { asBatch, comparedWithFloors, growing, sharingALimit } from "./cli";
import { load } from "./load";
import { profile } from "./profile";
import { type Figure, publish, report } from "./report";
import { detectionLag, polling, underALimit } from "./virtual";

interface Settings {
  readonly count: number;
  readonly rounds: number;
  readonly sizes: readonly number[];
}

const full: Settings = { count: 300, rounds: 3, sizes: [1, 10, 100, 300, 1000] };
/** Under a minute: tells whether something broke, not how fast it is. */
const quick: Settings = { count: 30, rounds: 1, sizes: [1, 30] };

const parts: Readonly<Record<string, (settings: Settings) => Promise<Figure[]>>> = {
  floors: ({ count, rounds }) => comparedWithFloors(count, rounds),
  lag: ({ count }) => detectionLag(count),
  polling: ({ count }) => polling(count),
  limit: ({ count }) => underALimit(Math.max(count, 100)),
  shared: ({ count }) => sharingALimit(count),
  growing: ({ sizes }) => growing(sizes),
  batch: ({ count, rounds }) => asBatch(count, rounds),
  load: () => load(),
};

/** What tells something in a minute. */
const quickParts = ["floors", "lag", "polling", "limit"];

/** A part that fails leaves the others their figures. @returns whether all parts have run */
async function main(words: readonly string[]): Promise<boolean> {
  const isQuick = words.includes("--quick");
  const chosen = isQuick ? quick : full;
  const settings = {
    ...chosen,
    count: Number(process.env.COUNT ?? chosen.count),
    rounds: Number(process.env.ROUNDS ?? chosen.rounds),
  };
  const given = words.filter((word) => !word.startsWith("--"));
  const names = given.length > 0 ? given : isQuick ? quickParts : Object.keys(parts);
  const unknown = names.filter((name) => !parts[name]);
  if (unknown.length > 0) throw new Error(`there is no part ${unknown}; there are ${Object.keys(parts).join(", ")}`);
  const figures: Figure[] = [];
  let isWhole = true;
  for (const name of names) {
    const started = Date.now();
    process.stderr.write(`${name} …`);
    try {
      figures.push(...((await parts[name]?.(settings)) ?? []));
    } catch (error) {
      isWhole = false;
      process.stderr.write(`\n${(error as Error).stack}\n`);
    }
    process.stderr.write(` ${Math.round((Date.now() - started) / 1_000)} s\n`);
  }
  const text = report(figures, settings);
  process.stdout.write(text);
  if (words.includes("--publish")) publish(text);
  if (words.includes("--profile")) process.stdout.write(await profile(settings.count));
  return isWhole;
}

main(process.argv.slice(2)).then(
  (isWhole) => process.exit(isWhole ? 0 : 1),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
