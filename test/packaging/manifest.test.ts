import { spawnSync } from "node:child_process";
import * as manifest from "../../package.json";
import { root } from "./packed";

const page = manifest.repository.url.replace(/^git\+|\.git$/g, "");

describe("package.json", () => {
  test("tells where the source is and where to go with a bug, under one address", () => {
    expect(page).toMatch(/^https:\/\//);
    expect([manifest.homepage, manifest.bugs]).toEqual([`${page}#readme`, `${page}/issues`]);
    expect(manifest.author).toBeTruthy();
  });

  test("is the only file that holds this address, so that one change moves all", () => {
    const { stdout } = spawnSync("git", ["grep", "--name-only", "--fixed-strings", page.replace("https://", "")], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout).toBe("package.json\n");
  });
});
