import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

/** A clone with nothing but what decides whether there is a release: none of these tests gets as far as a build. */
describe("npm run release", () => {
  let clone: string;
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { cwd: clone });
  const edit = (file: string, from: string | RegExp, to: string) =>
    writeFileSync(join(clone, file), readFileSync(join(clone, file), "utf8").replace(from, to));
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--no-verify", "--message", "All of it");
  };
  const release = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, "tools/release.mjs"), ...args], {
      cwd: clone,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-release-"));
    for (const name of ["package.json", "CHANGELOG.md", "tools"]) {
      cpSync(join(root, name), join(clone, name), { recursive: true });
    }
    git("init", "--quiet");
    edit("CHANGELOG.md", /^## .*$/m, `## ${version} (2026-12-31)`);
    commit();
    git("tag", `v${version}`);
  });
  afterEach(() => rmSync(clone, { recursive: true, force: true }));

  test.each([[], ["--dry-run"]])("rejects a version that is not the changelog's newest: %j", (...args) => {
    edit("package.json", `"version": "${version}"`, '"version": "9.9.9"');
    commit();
    expect(release(...args)).toEqual({
      status: 1,
      stdout: "",
      stderr: `Not released: package.json says 9.9.9, and CHANGELOG.md begins with "## ${version} (2026-12-31)".\n`,
    });
  });

  test("rejects a work tree with changes", () => {
    writeFileSync(join(clone, "left-over.txt"), "");
    expect(release()).toEqual({
      status: 1,
      stdout: "",
      stderr: "Not released: the work tree is not clean:\n?? left-over.txt\n",
    });
  });

  test("rejects a version without a date", () => {
    edit("CHANGELOG.md", "(2026-12-31)", "(not released)");
    commit();
    git("tag", "--force", `v${version}`);
    expect(release().stderr).toContain("Not released: CHANGELOG.md gives no date");
  });

  test("rejects a commit without the version's tag", () => {
    git("tag", "--delete", `v${version}`);
    expect(release().stderr).toContain(`Not released: this commit has no tag v${version}`);
  });
});
