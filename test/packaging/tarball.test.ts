import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, type Tarball } from "../e2e/driver/packed";

describe("the tarball of npm pack", () => {
  let folder: string;
  let tarball: Tarball;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-tarball-"));
    tarball = pack(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("holds the build, the documents and the manifest, and no source, test or map", () => {
    const isKnown = /^dist\/(provider|sandbox|bin)\/.*\.(js|d\.ts)$|^docs\/.*\.md$|^examples\//;
    const outside = tarball.files.filter((file) => !isKnown.test(file));
    expect(outside.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "README.zh-CN.md", "package.json"]);
    expect(tarball.files.filter((file) => /^(?!examples|docs).*\btests?\b|\.map$|node_modules/.test(file))).toEqual([]);
    for (const file of ["docs/resources/AliyunRedis.md", "examples/aliyun-quickstart/index.ts"])
      expect(tarball.files).toContain(file);
    // No program can import these.
    expect(tarball.files.filter((file) => /^dist\/(bin|sandbox)\/.*\.d\.ts$/.test(file))).toEqual([]);
    // For those who change the sandbox, in the repository.
    expect(tarball.files).not.toContain("docs/sandbox-coverage.md");
  });

  test("is small: at most 1200 files and 760 kB", () => {
    expect(tarball.files.length).toBeLessThanOrEqual(1200);
    expect(tarball.size).toBeLessThanOrEqual(760_000);
  });
});
