import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import type { Host } from "../host/host";
import { backendFolder, type StackName } from "./backend";

export interface SavedResource {
  readonly urn: string;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Every instance that a resource of the state holds: a batch holds many. */
export function heldIds({ id, outputs = {} }: Pick<SavedResource, "id" | "outputs">): string[] {
  const { __instanceIds: members } = outputs as { __instanceIds?: unknown };
  // Resources of other packages may use the name for anything.
  const texts = Array.isArray(members) ? members.filter((each): each is string => typeof each === "string") : [];
  return [...(id === undefined ? [] : [id]), ...texts];
}

/** How long resources that are created at the same time share one answer. */
const answerServesMs = 2_000;

/**
 * The instances that the saved state of a stack holds. The provider protocol does not tell; it is asked only where an
 * instance would otherwise be in doubt.
 */
export interface SavedState {
  /** From the state's file; undefined where the backend is no folder, or cannot be read. */
  inFile(stack: StackName): ReadonlySet<string> | undefined;
  /** From the file, or from the CLI, which takes a second or two; undefined where neither can tell. */
  read(stack: StackName, withinMs: number): Promise<ReadonlySet<string> | undefined>;
  /** Does the CLI fail to read it, as it fails to save it while the backend is out of order? */
  isBroken(stack: StackName, withinMs: number): Promise<boolean>;
}

interface Answer {
  readonly ids?: ReadonlySet<string>;
  readonly isBroken: boolean;
}

export function savedStateOf(host: Pick<Host, "env" | "cwd" | "clock">): SavedState {
  let last: { readonly at: number; readonly key: string; readonly answer: Promise<Answer> } | undefined;
  const inFile = (stack: StackName) => fromFile(host, stack);
  const ask = async (stack: StackName, withinMs: number): Promise<Answer> => {
    const ids = inFile(stack);
    return ids ? { ids, isBroken: false } : fromCli(host, stack, withinMs);
  };
  const answerOf = (stack: StackName, withinMs: number): Promise<Answer> => {
    const key = JSON.stringify(stack);
    if (last?.key !== key || host.clock.now() - last.at >= answerServesMs)
      last = { at: host.clock.now(), key, answer: ask(stack, withinMs) };
    return last.answer;
  };
  return {
    inFile,
    read: async (stack, withinMs) => (await answerOf(stack, withinMs)).ids,
    isBroken: async (stack, withinMs) => (await answerOf(stack, withinMs)).isBroken,
  };
}

const idsOf = (resources: readonly SavedResource[]): ReadonlySet<string> => new Set(resources.flatMap(heldIds));

/** As the CLI lays out a file backend; older ones have no folder for the project. */
function fromFile(host: Pick<Host, "env" | "cwd">, { project, stack }: StackName): ReadonlySet<string> | undefined {
  const folder = backendFolder(host);
  if (folder === undefined) return undefined;
  const stacks = join(folder, ".pulumi", "stacks");
  for (const path of [join(stacks, project, stack), join(stacks, stack)]) {
    for (const [file, unpack] of [
      [`${path}.json`, (content: Buffer) => content],
      [`${path}.json.gz`, gunzipSync],
    ] as const) {
      try {
        const { checkpoint } = JSON.parse(unpack(readFileSync(file)).toString()) as {
          checkpoint?: { latest?: { resources?: SavedResource[] } | null };
        };
        return idsOf(checkpoint?.latest?.resources ?? []);
      } catch {
        // No such file, one that is being written, or something else.
      }
    }
  }
  return undefined;
}

async function fromCli(
  { env, cwd }: Pick<Host, "env" | "cwd">,
  { organization, project, stack }: StackName,
  timeout: number,
): Promise<Answer> {
  const name = [organization, project, stack].filter((part) => part !== "").join("/");
  try {
    const { stdout } = await promisify(execFile)("pulumi", ["stack", "export", "--stack", name, "--non-interactive"], {
      cwd,
      env: env as NodeJS.ProcessEnv,
      timeout,
      maxBuffer: 2 ** 30,
    });
    const { deployment } = JSON.parse(stdout) as { deployment?: { resources?: SavedResource[] } };
    return { ids: idsOf(deployment?.resources ?? []), isBroken: false };
  } catch (error) {
    // A CLI that is not there, or slow, has no exit code.
    return { isBroken: typeof (error as { code?: unknown }).code === "number" };
  }
}
