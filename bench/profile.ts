import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { profiled } from "./cli";

interface CpuProfile {
  readonly nodes: readonly { id: number; callFrame: { functionName: string; url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const directory = "bench/results/profile";

/** Where the milliseconds of each process go: by package, and the functions that take most. */
export async function profile(count: number): Promise<string> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await profiled(count, join(process.cwd(), directory));
  const texts = readdirSync(directory)
    .filter((name) => name.endsWith(".cpuprofile"))
    .map((name) => ({ name, profile: JSON.parse(readFileSync(join(directory, name), "utf8")) as CpuProfile }))
    .map(({ name, profile: each }) => ({ name, ...summary(each) }))
    .filter(({ process }) => process !== "other")
    .map(({ name, process, text }) => `${process} (${directory}/${name})\n${text}`);
  return `profiles of preview, up, refresh and destroy of ${count}:\n${texts.join("\n")}`;
}

function summary({ nodes, samples, timeDeltas }: CpuProfile): { process: string; text: string } {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string, ms: number) => sums.set(key, (sums.get(key) ?? 0) + ms);
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (!frame || frame.functionName === "(idle)") return;
    const ms = (timeDeltas[index] ?? 0) / 1_000;
    add(byPackage, packageOf(frame.url, frame.functionName), ms);
    add(byFunction, `${frame.functionName || "(anonymous)"} ${frame.url.split("/").slice(-2).join("/")}`, ms);
  });
  const top = (sums: Map<string, number>, most: number) =>
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([key, ms]) => `    ${ms.toFixed(0)} ms ${key}`)
      .join("\n");
  const urls = nodes.map(({ callFrame }) => callFrame.url);
  const isPlugin = urls.some((url) => url.includes("dynamic-provider"));
  const process = isPlugin ? "plugin" : urls.some((url) => url.includes("cmd/run")) ? "program" : "other";
  return { process, text: `  by package:\n${top(byPackage, 8)}\n  by function:\n${top(byFunction, 8)}` };
}

function packageOf(url: string, functionName: string): string {
  if (url === "") return functionName.startsWith("(") ? functionName : "native code";
  if (url.startsWith("node:")) return "node";
  const inside = url.split("/node_modules/").at(-1);
  if (inside === undefined || inside === url) return url.includes("/dist/") ? "pulumi-cn-cache" : "the user's program";
  const [scope = "", name = ""] = inside.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}
