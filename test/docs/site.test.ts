import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

describe("the documentation site", () => {
  let site: string;
  // TypeDoc's warnings, such as a link that leads nowhere, are errors here: see tools/typedoc.json.
  beforeAll(() => {
    site = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-site-"));
    const command = [join(root, "node_modules/typedoc/bin/typedoc"), "--options", join(root, "tools/typedoc.json")];
    execFileSync(process.execPath, [...command, "--out", site], { cwd: root, encoding: "utf8" });
  }, 300_000);
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  const page = (path: string) => readFileSync(join(site, path), "utf8");

  test("begins with the README and can be searched", () => {
    expect(page("index.html")).toContain("npm install pulumi-cn-cache");
    expect(readdirSync(join(site, "assets"))).toContain("search.js");
  });

  test("has a page for each document", () => {
    const titles = readdirSync(join(site, "documents"));
    expect(titles).toEqual(
      expect.arrayContaining(["AliyunRedis.html", "Errors.html", "Costs.html", "README.zh-CN.html"]),
    );
  });

  test("describes the arguments where they are declared", () => {
    expect(page("interfaces/index.AliyunRedisArgs.html")).toContain("IP addresses and CIDR blocks that may connect");
  });
});
