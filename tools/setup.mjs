import { fileURLToPath } from "node:url";
import { build, installPackages, linkPackage, requireNode } from "./lib/steps.mjs";
import { fail } from "./lib/tool-error.mjs";

/** Everything that the demo and the tests stand on. Each step looks first whether it has anything to do. */
export async function setUp(note) {
  await setUpPackage(note);
  // Only now: it asks the installed SDK for its installer.
  const { obtainPulumiCli } = await import("./pulumi-cli/obtain.mjs");
  return obtainPulumiCli({ note });
}

/** The part without the CLI, which is all that the sandbox needs. */
export async function setUpPackage(note) {
  requireNode();
  await installPackages(note);
  await build(note);
  linkPackage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { folder, version, from } = await setUp((line) => console.log(`set-up: ${line}`));
    console.log(`set-up: done. pulumi ${version} (${from}) is in ${folder}`);
  } catch (error) {
    fail(error);
  }
}
