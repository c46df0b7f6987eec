import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/**
 * Transpiles `bin/` and `sandbox/`, and what both may load, into a folder of its own, so that they can be started as processes.
 * Gives the folder, which is where they find our packages.
 */
export function buildPrograms(): string {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "sandbox-build-"));
  writeFileSync(join(folder, "package.json"), readFileSync(join(root, "package.json")));
  for (const part of ["bin", "sandbox", "provider/core/host"]) {
    for (const name of readdirSync(join(root, part), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(root, part, name), "utf8"), {
        compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
      });
      const target = join(folder, part, name.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
    }
  }
  return folder;
}
