import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Process {
  pid: number;
  command: string;
}

/** The process that runs the provider, as opposed to the CLI and the language host. */
export const isPlugin = ({ command }: Process) => /dynamic-provider|pulumi-resource-/.test(command);

/** Every living process whose environment has this variable set so: all that a run started, however far from it. */
export function processesWith(name: string, value: string): Process[] {
  return (existsSync("/proc/self/environ") ? fromProc : fromPs)(`${name}=${value}`);
}

function fromProc(marker: string): Process[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(marker)) return [];
        return [
          { pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() },
        ];
      } catch {
        // It ended while we looked, or belongs to somebody else.
        return [];
      }
    });
}

function fromPs(marker: string): Process[] {
  const { stdout } = spawnSync("ps", ["eww", "-axo", "pid=,command="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line.includes(marker))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim() }));
}
