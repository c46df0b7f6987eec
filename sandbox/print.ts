import { clouds } from "./clouds";
import type { CloudDefinition } from "./core/cloud";
import type { SandboxInfo } from "./start";

/** The `export NAME='value'` lines for a shell's eval. */
export function envLines(info: SandboxInfo): string {
  const control = ["PULUMI_CN_CACHE_SANDBOX_CONTROL", info.control] as const;
  return [...clouds.flatMap((cloud) => Object.entries((cloud as CloudDefinition).env(info[cloud.name]))), control]
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}

/** For a person. */
export function humanText(info: SandboxInfo): string {
  const lines = clouds.map((cloud) => {
    const values = Object.entries(info[cloud.name]).map(([name, value]) => `    ${name}: ${value}`);
    return `  ${cloud.name}\n${values.join("\n")}`;
  });
  return [
    "The sandbox is listening.",
    ...lines,
    `  control\n    ${info.control} (GET /instances, GET /requests, POST /faults, /release, /drift, /reset)`,
    "Stop it with Ctrl-C. `--env` prints this for a shell's eval, `--json` for a program.",
    "",
  ].join("\n");
}
