import { execFileSync } from "node:child_process";
import { median } from "./median";
import type { Figure } from "./report";

const rounds = 9;

/** Milliseconds that a fresh process spends in `require`. */
function timeToLoad(modules: readonly string[]): number {
  const code = `const t=process.hrtime.bigint();${modules.map((name) => `require("${name}");`).join("")}console.log(Number(process.hrtime.bigint()-t)/1e6)`;
  return Number(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }));
}

/** What the package adds to a program's start. Rounds alternate, so that what else the machine does falls on both. */
export async function load(): Promise<Figure[]> {
  const sdk: number[] = [];
  const both: number[] = [];
  for (let round = 0; round < rounds; round++) {
    sdk.push(timeToLoad(["@pulumi/pulumi"]));
    both.push(timeToLoad(["@pulumi/pulumi", "pulumi-cn-cache"]));
  }
  const [alone, together] = [median(sdk), median(both)];
  const detail = `${together.toFixed(0)} ms, the SDK alone ${alone.toFixed(0)} ms; medians of ${rounds}`;
  return [{ name: "loading SDK and package, to the SDK alone", value: together / alone, unit: "×", detail }];
}
