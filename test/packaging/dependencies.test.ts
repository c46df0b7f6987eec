import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as lock from "../../package-lock.json";
import { root } from "./packed";

interface Locked {
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const packages = Object.entries(lock.packages as Readonly<Record<string, Locked>>).filter(([path]) => path !== "");
/** What `npm install pulumi-cn-cache` brings beside the SDK, whose version is the user's. */
const shipped = packages.filter(([, { dev }]) => !dev).map(([path, locked]) => ({ path, ...locked }));
const permissive = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"];

describe("dependencies", () => {
  test("the lock file holds a checksum of every package", () => {
    expect(packages.length).toBeGreaterThan(shipped.length);
    expect(packages.filter(([, { integrity = "" }]) => !/^sha512-/.test(integrity)).map(([path]) => path)).toEqual([]);
  });

  test("the shipped ones are these, and bring no others", () => {
    const names = ["commander", "undici", "yaml", "zod"];
    expect(shipped.map(({ path }) => path)).toEqual(names.map((name) => `node_modules/${name}`));
  });

  test.each(shipped)("$path has a permissive licence, and runs nothing when it is installed", ({ path, ...locked }) => {
    const { license } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")) as Locked;
    expect(permissive).toContain(license);
    expect(locked).toMatchObject({ license });
    expect(locked.hasInstallScript).toBeUndefined();
  });
});
