import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packForRelease, root, run } from "./packed";

const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const { repository, version } = JSON.parse(read(root, "package.json")) as {
  repository: { url: string };
  version: string;
};
const page = repository.url.replace(/^git\+|\.git$/g, "");

describe("the packed README", () => {
  let folder: string;
  let unpacked: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-readme-"));
    run(folder, "tar", "-xzf", packForRelease(folder));
    unpacked = join(folder, "package");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the linter says of links in an unpacked package to files that are not in it. */
  const deadLinks = (place: string): string => {
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"), "junction");
    const config = {
      customRules: ["markdownlint-rule-relative-links"],
      config: { default: false, "relative-links": true, "link-fragments": true },
    };
    writeFileSync(join(place, ".markdownlint-cli2.jsonc"), JSON.stringify(config));
    const linter = join(root, "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs");
    return spawnSync(process.execPath, [linter, "README.md"], { cwd: place, encoding: "utf8" }).stderr;
  };

  test("has no link to a file that is not in the tarball", () => {
    expect(deadLinks(unpacked)).toBe("");
  });

  test("would have, were it packed as it is in the repository: the test above would notice it", () => {
    const raw = join(folder, "raw");
    mkdirSync(raw);
    cpSync(join(root, "README.md"), join(raw, "README.md"));
    expect(deadLinks(raw)).toContain('"ARCHITECTURE.md" should exist');
  });

  test("leads to the files of this version in the repository", () => {
    const links = [...read(unpacked, "README.md").matchAll(/\]\((?<target>[^)]+)\)/g)].map(
      ({ groups }) => groups?.target ?? "",
    );
    expect(links).toContain(`${page}/blob/v${version}/docs/resources/AliyunRedis.md`);
    expect(links).toContain(`${page}/blob/v${version}/examples/README.md`);
    expect(links.filter((link) => !/^(https:\/\/|#)/.test(link))).toEqual([]);
  });

  test("is in the clone again what it was, once the tarball is made", () => {
    expect(read(folder, "clone/README.md")).toBe(read(root, "README.md"));
  });
});
