import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./workspace";

interface LogLine {
  readonly method: string;
  readonly progress: string;
  readonly request?: { readonly urn?: string; readonly olds?: Record<string, unknown> };
}

const methods = ["Check", "Diff", "Create", "Read", "Update", "Delete"];

/**
 * The calls that the engine makes for our resources while the work is done, in their order, by the names that the mini
 * engine gives them: `check new` is one without old inputs.
 */
export async function recordProviderCalls(workspace: Workspace, work: () => Promise<unknown>): Promise<string[]> {
  const file = join(workspace.folder, "grpc.json");
  workspace.env.PULUMI_DEBUG_GRPC = file;
  try {
    await work();
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : callsIn(JSON.parse(line) as LogLine)));
  } finally {
    delete workspace.env.PULUMI_DEBUG_GRPC;
    rmSync(file, { force: true });
  }
}

function callsIn({ method, progress, request }: LogLine): string[] {
  const [, name = ""] = /^\/pulumirpc\.ResourceProvider\/(\w+)$/.exec(method) ?? [];
  const isOurs = request?.urn?.includes("dynamic/cn-cache:") ?? false;
  if (progress !== "request_started" || !isOurs || !methods.includes(name)) return [];
  const isNew = name === "Check" && Object.keys(request?.olds ?? {}).length === 0;
  return [isNew ? "check new" : name.toLowerCase()];
}
