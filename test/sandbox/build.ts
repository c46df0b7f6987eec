import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** Transpiles `bin/` and `sandbox/` into a temporary folder, so that they can be started as processes. Gives the folder. */
export function buildPrograms(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-build-"));
  for (const part of ["bin", "sandbox"]) {
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
