import { readdirSync, readFileSync } from "node:fs";

/** The parts of a run of the CLI that cost something, besides the sandbox. */
export const parts = ["engine", "program", "plugin"] as const;
export type Part = (typeof parts)[number];

/** What a part has used. */
export interface Use {
  cpuSeconds: number;
  /** Most resident memory at one moment. */
  megabytes: number;
}

const everyMs = 200;
const ticksPerSecond = 100;

/**
 * Watches a process and its descendants until stopped, through /proc; elsewhere than on Linux it sees nothing.
 * @returns ends the watch, and tells what each part has used
 */
export function watchProcesses(root: number): () => Record<Part, Use> {
  const byProcess = new Map<number, Use & { part: Part }>();
  const look = () => {
    for (const { pid, part, cpuSeconds, megabytes } of descendants(root)) {
      const before = byProcess.get(pid);
      // A process that has ended, and was not waited for yet, has no command any more.
      byProcess.set(pid, {
        part: part ?? before?.part ?? "engine",
        cpuSeconds,
        megabytes: Math.max(before?.megabytes ?? 0, megabytes),
      });
    }
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    const total = (part: Part): Use => {
      const uses = [...byProcess.values()].filter((use) => use.part === part);
      const sum = (of: keyof Use) => uses.reduce((all, use) => all + use[of], 0);
      return { cpuSeconds: sum("cpuSeconds"), megabytes: sum("megabytes") };
    };
    return { engine: total("engine"), program: total("program"), plugin: total("plugin") };
  };
}

function* descendants(root: number) {
  const processes = readProcesses();
  const own = new Set([root]);
  // A child may have a smaller number than its parent, once numbers are used again.
  for (let size = 0; size !== own.size; ) {
    size = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  for (const one of processes) if (own.has(one.pid)) yield { ...one, part: partOf(one.pid) };
}

function readProcesses() {
  let names: string[];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/stat`, "utf8");
      // After the command in parentheses: state, parent, …; times are the 14th and 15th field, pages the 24th.
      const fields = text
        .slice(text.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const cpuSeconds = ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticksPerSecond;
      return [
        { pid: Number(name), parent: fields[1] ?? 0, cpuSeconds, megabytes: ((fields[21] ?? 0) * 4096) / 2 ** 20 },
      ];
    } catch {
      return [];
    }
  });
}

function partOf(pid: number): Part | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (command === "") return undefined;
    if (command.includes("dynamic-provider")) return "plugin";
    return /cmd.run\b/.test(command) ? "program" : "engine";
  } catch {
    return undefined;
  }
}
