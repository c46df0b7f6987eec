import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bringBun, install, manifest, npx, pack, type Tarball, writeLock } from "./driver/packed";
import { openWorkspace, password, upFlags, type Workspace } from "./driver/workspace";

// Each manager downloads itself and the SDK when its cache has neither.
jest.setTimeout(300_000);

const args = `{ instanceName: "sessions", instanceClass: "redis.master.small.default", password }`;

/** One program in each form that a project may have; the compiler sees the last two. */
const programs = {
  "JavaScript, CommonJS": {
    file: "index.js",
    text: `
const pulumi = require("@pulumi/pulumi");
const { AliyunRedis } = require("pulumi-cn-cache");
const password = new pulumi.Config().requireSecret("password");
exports.host = new AliyunRedis("sessions", ${args}).connectionDomain;
`,
  },
  "JavaScript, ESM": {
    file: "index.js",
    type: "module",
    text: `
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";
const password = new pulumi.Config().requireSecret("password");
export const host = new AliyunRedis("sessions", ${args}).connectionDomain;
`,
  },
  "TypeScript, CommonJS": {
    file: "index.ts",
    text: `
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, type AliyunRedisArgs } from "pulumi-cn-cache";
const password = new pulumi.Config().requireSecret("password");
const args: AliyunRedisArgs = ${args};
export const host: pulumi.Output<string> = new AliyunRedis("sessions", args).connectionDomain;
`,
  },
  "TypeScript, ESM": {
    file: "index.ts",
    type: "module",
    text: `
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, type AliyunRedisArgs } from "pulumi-cn-cache";
const password = new pulumi.Config().requireSecret("password");
const args: AliyunRedisArgs = ${args};
export const host: pulumi.Output<string> = new AliyunRedis("sessions", args).connectionDomain;
`,
  },
} as const;

type Form = keyof typeof programs;

/** How each puts packages where the engine finds them; gives the folder of the project. */
const managers: Readonly<Record<string, (folder: string, form: Form, tarball: Tarball) => string>> = {
  "yarn 1": (folder, form, tarball) => {
    write(folder, form, tarball);
    npx(
      folder,
      "yarn@1.22.22",
      "install",
      "--ignore-scripts",
      "--no-lockfile",
      "--non-interactive",
      "--prefer-offline",
    );
    return folder;
  },
  "yarn 4 with nodeLinker: node-modules": (folder, form, tarball) => {
    write(folder, form, tarball);
    const settings = ["nodeLinker: node-modules", "enableScripts: false", "enableTelemetry: false"];
    writeFileSync(join(folder, ".yarnrc.yml"), `${settings.join("\n")}\n`);
    // Without it yarn would look for a project further up.
    writeFileSync(join(folder, "yarn.lock"), "");
    npx(folder, "@yarnpkg/cli-dist@4.18.1", "install", "--no-immutable");
    return folder;
  },
  bun: (folder, form, tarball) => {
    write(folder, form, tarball);
    install(folder, bringBun(join(folder, "..", "bun-itself")), "install", "--ignore-scripts", "--no-save");
    return folder;
  },
  "npm workspaces": (folder, form, tarball) => {
    const infra = join(folder, "infra");
    mkdirSync(infra);
    write(infra, form, tarball);
    const whole = { name: "whole", private: true, workspaces: ["infra"] };
    writeFileSync(join(folder, "package.json"), JSON.stringify(whole));
    writeLock(folder, whole, { infra: manifest(tarball), "node_modules/shop": { resolved: "infra", link: true } });
    install(folder, "npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    expect(existsSync(join(infra, "node_modules/pulumi-cn-cache"))).toBe(false);
    return infra;
  },
};

function write(folder: string, form: Form, tarball: Tarball): void {
  const { file, text, ...more } = programs[form];
  const isTypeScript = file.endsWith(".ts");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest(tarball, isTypeScript), ...more }));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: shop\nruntime: nodejs\nmain: ${file}\n`);
  writeFileSync(join(folder, file), text);
  const compilerOptions = { strict: true, target: "es2022", module: "nodenext", skipLibCheck: true, types: [] };
  if (isTypeScript) writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
}

describe("the tarball, installed by", () => {
  let folder: string;
  let tarball: Tarball;
  let workspace: Workspace;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-managers-")));
    tarball = pack(folder);
    workspace = await openWorkspace();
  });
  afterAll(async () => {
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["yarn 1", "JavaScript, ESM"],
    ["yarn 4 with nodeLinker: node-modules", "TypeScript, CommonJS"],
    ["bun", "TypeScript, ESM"],
    ["npm workspaces", "JavaScript, CommonJS"],
  ] as const)("%s comes up and goes away, with a program in %s", async (manager, form) => {
    const whole = mkdtempSync(join(folder, "project-"));
    let project: string;
    try {
      project = managers[manager]?.(whole, form, tarball) ?? "";
    } catch (error) {
      if (process.env.CI) throw error;
      return console.warn(`${manager} WAS NOT TESTED: ${(error as Error).message}`);
    }
    const run = (...args: string[]) => workspace.runIn(project, ...args);
    await run("stack", "init", "installed");
    await run("config", "set", "--secret", "password", password);
    await run("up", ...upFlags);
    expect(workspace.cloud.instances()).toMatchObject([{ name: "sessions", status: "Normal" }]);
    await run("destroy", ...upFlags);
    expect(workspace.cloud.instances()).toEqual([]);
    await run("stack", "rm", "--yes");
  });
});
