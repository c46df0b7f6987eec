import { spawnSync } from "node:child_process";
import { ToolError } from "./tool-error.mjs";

const patienceMs = 5 * 60_000;

/**
 * Compares every installed package with the registry's signature. A registry without signatures, or without an answer, is
 * no reason against a release: the lock file's checksums hold all the same.
 * @returns what came of it
 * @throws ToolError  a signature is wrong, or missing where the registry signs
 */
export function auditSignatures(cwd) {
  const { stdout, stderr, error } = spawnSync("npm", ["audit", "signatures", "--json"], {
    cwd,
    encoding: "utf8",
    timeout: patienceMs,
  });
  const report = parse(stdout ?? "");
  const bad = [...(report?.invalid ?? []), ...(report?.missing ?? [])].map(({ name, version }) => `${name}@${version}`);
  if (bad.length > 0) throw new ToolError(`Not released: no valid signature: ${bad.join(", ")}.`);
  if (report?.invalid) return "every package that the registry signs has its signature";
  const reason = report?.error?.summary ?? error?.message ?? stderr?.trim().split("\n").at(-1);
  return `signatures could not be verified: ${reason || "npm said nothing"}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
