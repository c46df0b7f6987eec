import { execFileSync } from "node:child_process";
import { median } from "./median";

const rounds = 9;

/** Milliseconds that a fresh process spends in `require`. */
function timeToLoad(modules: readonly string[]): number {
  const code = `const t=process.hrtime.bigint();${modules.map((name) => `require("${name}");`).join("")}console.log(Number(process.hrtime.bigint()-t)/1e6)`;
  return Number(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }));
}

/** Rounds alternate, so that what else the machine does falls on both. */
export async function load(): Promise<void> {
  const sdk: number[] = [];
  const both: number[] = [];
  for (let round = 0; round < rounds; round++) {
    sdk.push(timeToLoad(["@pulumi/pulumi"]));
    both.push(timeToLoad(["@pulumi/pulumi", "pulumi-cn-cache"]));
  }
  const [alone, together] = [median(sdk), median(both)];
  process.stdout.write(
    `load: the SDK alone ${alone.toFixed(0)} ms, with pulumi-cn-cache ${together.toFixed(0)} ms: ×${(together / alone).toFixed(2)} (medians of ${rounds}).\n`,
  );
}
