// npm run release -- --dry-run    everything but the publishing; `npm test` runs it
// npm run release                 in CI, on the tag of the version
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./lib/root.mjs";
import { auditSignatures } from "./lib/signatures.mjs";
import { fail, ToolError } from "./lib/tool-error.mjs";
import { setUpPackage } from "./setup.mjs";

const isDryRun = process.argv.includes("--dry-run");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: "utf8" });

try {
  requireVersionInChangelog();
  for (const reason of unready()) {
    if (!isDryRun) throw new ToolError(`Not released: ${reason}`);
    console.log(`release: would be rejected: ${reason}`);
  }
  // npm asks the network, and `npm test` makes a dry run.
  console.log(`release: ${isDryRun ? "would verify the signatures of all packages" : auditSignatures(root)}`);
  // The compiler leaves what it made of deleted sources.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await setUpPackage((line) => console.log(`release: ${line}`));
  publish();
} catch (error) {
  fail(error);
}

function requireVersionInChangelog() {
  const heading = headingOfChangelog();
  if (heading.version === version) return;
  throw new ToolError(`Not released: package.json says ${version}, and CHANGELOG.md begins with "${heading.line}".`);
}

function headingOfChangelog() {
  const line = /^## .*$/m.exec(readFileSync(join(root, "CHANGELOG.md"), "utf8"))?.[0] ?? "no heading";
  const [, headed, date] = /^## (\S+)(?: \((\d{4}-\d\d-\d\d)\))?/.exec(line) ?? [];
  return { line, version: headed, date };
}

/** What is in order only when there is a release: a dry run says it and goes on. */
function unready() {
  const reasons = [];
  const changes = run("git", "status", "--porcelain").trimEnd();
  if (changes) reasons.push(`the work tree is not clean:\n${changes}`);
  const { line, date } = headingOfChangelog();
  if (!date) reasons.push(`CHANGELOG.md gives no date, as in "## ${version} (2000-12-31)": "${line}".`);
  const tags = run("git", "tag", "--points-at", "HEAD").split("\n");
  if (!tags.includes(`v${version}`)) {
    reasons.push(`this commit has no tag v${version}, which the links of the packed README use.`);
  }
  return reasons;
}

/** The very tarball that is shown is published: packed once, by `npm pack`, and then only sent. */
function publish() {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-release-"));
  try {
    const [packed] = JSON.parse(run("npm", "pack", "--json", "--pack-destination", folder));
    const built = packed.files.filter(({ path }) => path.startsWith("dist/"));
    const others = packed.files.filter((file) => !built.includes(file)).map(({ path }) => path);
    console.log(`release: ${name} ${version}, ${packed.size} bytes, ${packed.unpackedSize} unpacked`);
    console.log(`release: ${built.length} files of dist/, and ${others.join(", ")}`);
    // Provenance is a statement, signed with CI's own identity, of where the tarball was built. npm asks for that identity
    // only when it really publishes, and then rejects where there is none; so a dry run can carry the flag anywhere.
    const flags = ["--provenance", "--access", "public", "--loglevel", "error", ...(isDryRun ? ["--dry-run"] : [])];
    const command = ["publish", join(folder, packed.filename), ...flags];
    console.log(`release: npm publish ${packed.filename} ${flags.join(" ")}`);
    console.log(run("npm", ...command).trimEnd());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
