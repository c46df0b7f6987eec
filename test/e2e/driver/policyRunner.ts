import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The `runtime` of the tests' policy packs. For `nodejs` the CLI asks the language host to run the pack, which the host
 * that can be built from source does not do yet; for a runtime without a language host it starts a program of this name.
 */
export const policyRuntime = "policies";

/** @returns the folder of that program, for PATH */
export function policyRunner(workspace: string): string {
  const folder = join(workspace, "bin");
  mkdirSync(folder);
  const script = '#!/bin/sh\nexec node node_modules/@pulumi/pulumi/cmd/run-policy-pack "$@"\n';
  writeFileSync(join(folder, `pulumi-analyzer-policy-${policyRuntime}`), script, { mode: 0o755 });
  return folder;
}
