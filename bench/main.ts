import { asBatch, comparedWithFloors, growing, sharingALimit } from "./cli";
import { load } from "./load";
import { profile } from "./profile";
import { type Figure, report } from "./report";
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

async function main(words: readonly string[]): Promise<void> {
  const isQuick = words.includes("--quick");
  const chosen = isQuick ? quick : full;
  const settings = {
    ...chosen,
    count: Number(process.env.COUNT ?? chosen.count),
    rounds: Number(process.env.ROUNDS ?? chosen.rounds),
  };
  const names = words.filter((word) => !word.startsWith("--"));
  const figures: Figure[] = [];
  for (const name of names.length > 0 ? names : isQuick ? quickParts : Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`there is no part "${name}"; there are ${Object.keys(parts).join(", ")}`);
    process.stderr.write(`${name} …\n`);
    figures.push(...(await part(settings)));
  }
  process.stdout.write(report(figures, settings));
  if (words.includes("--profile")) process.stdout.write(await profile(settings.count));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
