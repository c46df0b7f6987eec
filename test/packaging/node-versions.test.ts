import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packForRelease, root, run, runBy } from "./packed";
import { resources } from "./resources";

// Each version is a download of some 60 MB when npm's cache has none.
jest.setTimeout(300_000);

const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8")) as T;
const own = json<{ engines: { node: string }; devDependencies: Record<string, string> }>(root, "package.json");

/** The oldest that package.json allows, which is a 20, and the newest 22 and 24. */
const versions = [own.engines.node.replace(">=", ""), "22", "24"];

/** Node's binaries as npm has them: what the package `node` would install for this machine by a script. */
const platform = process.platform === "win32" ? "win" : process.platform;
const binaries = `node${platform === "darwin" && process.arch === "arm64" ? "-bin" : ""}-${platform}-${process.arch}`;

/** Every resource type and the explicit provider, as a program uses them. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisBatch, type AliyunRedisArgs, CnCacheProvider, HuaweiDcsBatch, HuaweiDcsInstance, JdRedis } from "pulumi-cn-cache";

const password = new pulumi.Config().requireSecret("password");
const args: AliyunRedisArgs = { instanceClass: "redis.master.small.default", password, tags: { team: "shop" } };
const provider = new CnCacheProvider("beijing", { aliyun: { region: "cn-beijing" } });
const sessions = new AliyunRedis("sessions", args, { provider, customTimeouts: { create: "40m" } });
export const host: pulumi.Output<string> = sessions.connectionDomain;
export const found: AliyunRedis = AliyunRedis.get("found", "r-bp1");
export const definitions = [AliyunRedisBatch, HuaweiDcsBatch, HuaweiDcsInstance, JdRedis];
// @ts-expect-error  No such argument.
new AliyunRedis("wrong", { instanceClazz: "redis.master.small.default" });
`;

/** Both ways into a package, and what the engine asks for in its process. */
const load = `
import { createRequire } from "node:module";
import { AliyunRedis, CnCacheProvider } from "pulumi-cn-cache";
const require = createRequire(import.meta.url);
const index = require("pulumi-cn-cache");
const { definitions, ...factories } = require("pulumi-cn-cache/dynamic");
console.log(JSON.stringify({
  isOne: index.AliyunRedis === AliyunRedis && index.CnCacheProvider === CnCacheProvider,
  providers: Object.values(factories).map((factory) => typeof factory().create),
  node: process.version,
}));
process.exit(0);
`;

/**
 * A project into which the tarball is installed: once for all versions, as nothing in it is compiled for one of them. With
 * our own lock, so that everything comes out of npm's cache.
 */
function install(folder: string, tarball: string): string {
  const project = join(folder, "project");
  mkdirSync(project);
  const sdk = { "@pulumi/pulumi": own.devDependencies["@pulumi/pulumi"] };
  const manifest = { name: "shop", private: true, dependencies: { ...sdk, "pulumi-cn-cache": `file:${tarball}` } };
  const lock = json<{ packages: object }>(root, "package-lock.json");
  const packages = { ...lock.packages, "": manifest };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ ...lock, name: "shop", packages }));
  run(project, "npm", "install", "--engine-strict", "--ignore-scripts", "--prefer-offline");
  return project;
}

describe("the packed package", () => {
  let folder: string;
  let project: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-node-")));
    project = install(folder, packForRelease(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** @returns why there is none, or the binary */
  const obtain = (version: string): { node: string } | { missing: string } => {
    const place = join(folder, `node-${version}`);
    mkdirSync(place);
    writeFileSync(join(place, "package.json"), "{}");
    try {
      run(place, "npm", "install", "--ignore-scripts", "--prefer-offline", `${binaries}@${version}`);
    } catch (error) {
      return { missing: (error as Error).message };
    }
    const home = join(place, "node_modules", binaries);
    return { node: join(home, json<{ bin: { node: string } }>(home, "package.json").bin.node) };
  };

  test.each(versions)("loads and answers on Node %s", (version) => {
    const got = obtain(version);
    if ("missing" in got) {
      if (process.env.CI) throw new Error(got.missing);
      return console.warn(`NODE ${version} WAS NOT TESTED, npm could not install it: ${got.missing}`);
    }
    const { node } = got;
    writeFileSync(join(project, "load.mjs"), load);
    const loaded = JSON.parse(runBy(node, project, node, "load.mjs")) as Record<string, unknown>;
    expect(loaded).toEqual({
      isOne: true,
      providers: [...resources, "CacheRecord"].map(() => "function"),
      node: expect.stringMatching(`^v${version.replaceAll(".", "\\.")}(\\.|$)`),
    });

    const command = join(project, "node_modules/.bin/pulumi-cn-cache");
    expect(existsSync(command)).toBe(true);
    expect(runBy(node, project, command, "--help")).toContain("orphans");
    expect(runBy(node, project, command, "sandbox", "--help")).toContain("--host");
  });

  test("compiles with a program that uses every resource type, and rejects an argument that there is not", () => {
    writeFileSync(join(project, "index.ts"), program);
    const compilerOptions = { noEmit: true, strict: true, module: "node20", skipLibCheck: true, types: [] };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
    run(project, process.execPath, join(root, "node_modules/typescript/bin/tsc"));
  });
});
