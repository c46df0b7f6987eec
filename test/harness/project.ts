import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sdk } from "./sdk";

const root = realpathSync(join(__dirname, "../.."));

/** A user's project with this SDK installed. */
export interface Project {
  folder: string;
  remove(): void;
}

/**
 * The package lies there as a copy, not as a link: from behind a link, its `require("@pulumi/pulumi")` would find the
 * clone's own SDK instead of the one under test.
 */
export function makeProject(sdk: Sdk): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-harness-")));
  const modules = join(folder, "node_modules");
  const copy = join(modules, "pulumi-cn-cache");
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  symlinkSync(sdk.folder, join(modules, "@pulumi/pulumi"), "junction");
  for (const part of ["package.json", "dist"]) cpSync(join(root, part), join(copy, part), { recursive: true });
  const { dependencies } = require(join(root, "package.json")) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
