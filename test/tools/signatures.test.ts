import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const tool = join(__dirname, "../../tools/lib/signatures.mjs");

/** What the tool makes of this npm. */
function audit(npm: string): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-signatures-"));
  try {
    writeFileSync(join(folder, "npm"), `#!/bin/sh\n${npm}\n`, { mode: 0o755 });
    const script = `import(${JSON.stringify(tool)}).then(({ auditSignatures }) => auditSignatures(".")).then(console.log, (error) => console.log("threw", error.message))`;
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    return spawnSync(process.execPath, ["-e", script], { env, encoding: "utf8" }).stdout.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a wrong or missing signature stops a release, and says of which package", () => {
  const bad = audit(`echo '{"invalid":[{"name":"zod","version":"4.0.0"}],"missing":[]}'; exit 1`);
  expect(bad).toBe("threw Not released: no valid signature: zod@4.0.0.");
  expect(audit(`echo '{"invalid":[],"missing":[{"name":"yaml","version":"2.0.0"}]}'; exit 1`)).toMatch(/yaml@2\.0\.0/);
});

test("valid signatures are told", () => {
  expect(audit(`echo '{"invalid":[],"missing":[]}'`)).toBe("every package that the registry signs has its signature");
});

test("a registry without signatures is told, with its reason, and stops nothing", () => {
  expect(audit(`echo 'npm error found no dependencies to audit' >&2; exit 1`)).toBe(
    "signatures could not be verified: npm error found no dependencies to audit",
  );
});
