import { batch } from "./batch";
import { load } from "./load";
import { overhead } from "./overhead";
import { polling } from "./polling";

const all: Readonly<Record<string, () => Promise<void>>> = { polling, load, overhead, batch };

async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(all)) {
    const bench = all[name];
    if (!bench) throw new Error(`there is no benchmark "${name}"; there are ${Object.keys(all).join(", ")}`);
    await bench();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
