import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { engines } from "../../package.json";
import { resources } from "../packaging/resources";
import { bringBun, bringNode, installByNpm, manifest, npx, pack, runOn, type Tarball } from "./driver/packed";
import { openWorkspace, upFlags, type Workspace } from "./driver/workspace";

// Each manager, and each Node, is a download when npm's cache does not have it.
jest.setTimeout(300_000);

/** The oldest Node that package.json allows, which is a 20, and the newest 22 and 24. */
const oldest = engines.node.replace(">=", "");

/** The instance shows which program ran last, and where. */
const args = (form: string) =>
  `{ instanceName: "sessions", instanceClass: "redis.master.small.default", password, tags: { form: "${form}", node: process.version } }`;

const inJavaScript = (imports: string, exported: string, form: string) => `
${imports}
const password = new pulumi.Config().requireSecret("password");
${exported} = new AliyunRedis("sessions", ${args(form)}).connectionDomain;
`;
const typed = (form: string) => `
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, type AliyunRedisArgs } from "pulumi-cn-cache";
declare const process: { readonly version: string };
const password = new pulumi.Config().requireSecret("password");
const args: AliyunRedisArgs = ${args(form)};
export const host: pulumi.Output<string> = new AliyunRedis("sessions", args).connectionDomain;
`;
const required = `const pulumi = require("@pulumi/pulumi");\nconst { AliyunRedis } = require("pulumi-cn-cache");`;
const imported = `import * as pulumi from "@pulumi/pulumi";\nimport { AliyunRedis } from "pulumi-cn-cache";`;

/** One program in each form that a project may have. */
const programs = {
  "JavaScript-CommonJS": (form: string) => inJavaScript(required, "exports.host", form),
  "JavaScript-ESM": (form: string) => inJavaScript(imported, "export const host", form),
  "TypeScript-CommonJS": typed,
  "TypeScript-ESM": typed,
};

type Form = keyof typeof programs;

const isTypeScript = (form: Form) => form.startsWith("TypeScript");

/** Both ways into the package, and what the engine asks for in its process. */
const load = `
import { createRequire } from "node:module";
import { AliyunRedis, CnCacheProvider } from "pulumi-cn-cache";
const require = createRequire(import.meta.url);
const index = require("pulumi-cn-cache");
const factories = require("pulumi-cn-cache/dynamic");
console.log(JSON.stringify({
  isOne: index.AliyunRedis === AliyunRedis && index.CnCacheProvider === CnCacheProvider,
  providers: Object.values(factories).map((factory) => typeof factory().create),
}));
process.exit(0);
`;

/** An empty folder, and what is to be installed there. */
interface Installation {
  readonly node: string;
  readonly folder: string;
  readonly project: ReturnType<typeof manifest>;
}

const yarnBerry = "@yarnpkg/cli-dist@4.18.1";

function installByYarnBerry({ node, folder }: Installation, nodeLinker: string): void {
  const settings = [`nodeLinker: ${nodeLinker}`, "enableScripts: false", "enableTelemetry: false"];
  writeFileSync(join(folder, ".yarnrc.yml"), `${settings.join("\n")}\n`);
  // Without it yarn would look for a project further up.
  writeFileSync(join(folder, "yarn.lock"), "");
  npx(node, folder, yarnBerry, "install", "--no-immutable");
}

/** How each puts packages where the engine finds them. Some say in which folder the project is, or what `NODE_OPTIONS` has to be. */
const managers: Readonly<
  Record<string, (installation: Installation) => { folder?: string; options?: string } | undefined>
> = {
  npm: ({ node, folder, project }) => void installByNpm(node, folder, project),
  pnpm: ({ node, folder }) => {
    npx(node, folder, "pnpm@10.34.9", "install", "--prefer-offline", "--ignore-scripts");
    // A project sees its direct dependencies only.
    expect(existsSync(join(folder, "node_modules/zod"))).toBe(false);
    return undefined;
  },
  "yarn 1": ({ node, folder }) => {
    const quietly = ["--ignore-scripts", "--no-lockfile", "--non-interactive", "--prefer-offline"];
    npx(node, folder, "yarn@1.22.22", "install", ...quietly);
    return undefined;
  },
  "yarn 4 with nodeLinker: node-modules": (installation) => void installByYarnBerry(installation, "node-modules"),
  "yarn 4 with Plug'n'Play": (installation) => {
    installByYarnBerry(installation, "pnp");
    // What `yarn exec pulumi …` tells Node.
    return {
      options: npx(installation.node, installation.folder, yarnBerry, "exec", "printenv", "NODE_OPTIONS").trim(),
    };
  },
  bun: ({ node, folder }) =>
    void runOn(node, folder, bringBun(join(folder, "..", "bun-itself")), "install", "--ignore-scripts", "--no-save"),
  "npm workspaces": ({ node, folder, project }) => {
    const infra = join(folder, "infra");
    mkdirSync(infra);
    writeFileSync(join(infra, "package.json"), JSON.stringify(project));
    const whole = { name: "whole", private: true, workspaces: ["infra"] };
    writeFileSync(join(folder, "package.json"), JSON.stringify(whole));
    installByNpm(node, folder, whole, { infra: project, "node_modules/shop": { resolved: "infra", link: true } });
    expect(existsSync(join(infra, "node_modules/pulumi-cn-cache"))).toBe(false);
    return { folder: infra };
  },
};

/** A project in this form, whatever was there before. */
function write(folder: string, form: Form, project: Installation["project"]): void {
  const [file, other] = isTypeScript(form) ? ["index.ts", "index.js"] : ["index.js", "index.ts"];
  const type = form.endsWith("ESM") ? "module" : "commonjs";
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...project, type }));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: shop\nruntime: nodejs\nmain: ${file}\n`);
  for (const each of [other, "tsconfig.json"]) rmSync(join(folder, each), { force: true });
  writeFileSync(join(folder, file), programs[form](form));
  const compilerOptions = { strict: true, target: "es2022", module: "nodenext", skipLibCheck: true, types: [] };
  if (isTypeScript(form))
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
}

/**
 * Every manager has two forms, every form has three managers and every Node, and one run of the CLI counts for all three.
 * Without TypeScript a project has neither the compiler nor its launcher. Under Plug'n'Play there is no ESM beside ts-node,
 * which has a resolver of its own for that and finds no packages there.
 */
const rows: readonly (readonly [manager: string, node: string, first: Form, second: Form])[] = [
  ["npm", oldest, "JavaScript-CommonJS", "TypeScript-ESM"],
  ["pnpm", oldest, "JavaScript-ESM", "TypeScript-CommonJS"],
  ["yarn 4 with nodeLinker: node-modules", "22", "TypeScript-CommonJS", "TypeScript-ESM"],
  ["npm workspaces", "22", "JavaScript-CommonJS", "JavaScript-ESM"],
  ["yarn 1", "24", "JavaScript-CommonJS", "JavaScript-ESM"],
  ["yarn 4 with Plug'n'Play", "24", "JavaScript-CommonJS", "TypeScript-CommonJS"],
  ["bun", "24", "JavaScript-ESM", "TypeScript-ESM"],
];

/**
 * Where ts-node checks the types itself, once in each form in TypeScript, and where nothing else could, as under Plug'n'Play.
 * Elsewhere the compiler in Go does, in a fifth of the time.
 */
const checkedByLauncher = new Set(["npm", "yarn 4 with Plug'n'Play"]);
const compiler = join(__dirname, "../../node_modules/typescript-7.0/bin/tsc");

describe("the tarball, installed by", () => {
  let folder: string;
  let tarball: Tarball;
  let workspace: Workspace;
  let path: string | undefined;
  const nodes = new Map<string, string>();
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-managers-")));
    tarball = pack(folder);
    workspace = await openWorkspace();
    path = workspace.env.PATH;
  });
  afterAll(async () => {
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const nodeOf = (version: string) => {
    const node = nodes.get(version) ?? bringNode(join(folder, `node-${version}`), version);
    nodes.set(version, node);
    return node;
  };

  /** @returns the project, or why it could not be installed */
  const install = (manager: string, version: string, project: Installation["project"]) => {
    try {
      const node = nodeOf(version);
      const whole = mkdtempSync(join(folder, "project-"));
      writeFileSync(join(whole, "package.json"), JSON.stringify(project));
      const special = managers[manager]?.({ node, folder: whole, project });
      return { folder: special?.folder ?? whole, whole, node, options: special?.options };
    } catch (error) {
      if (process.env.CI) throw error;
      console.warn(`${manager} WAS NOT TESTED: ${(error as Error).message}`);
      return undefined;
    }
  };

  test.each(rows)(
    "%s on Node %s comes up with a program in %s, is changed by one in %s, and goes away",
    async (...row) => {
      const [manager, version, ...forms] = row;
      const project = manifest(tarball, forms.some(isTypeScript));
      const installed = install(manager, version, project);
      if (!installed) return;
      const { node, options } = installed;
      workspace.env.PATH = [dirname(node), path].join(delimiter);
      if (options) workspace.env.NODE_OPTIONS = options;
      else delete workspace.env.NODE_OPTIONS;
      const isChecked = checkedByLauncher.has(manager);
      // The SDK heeds one of them for CommonJS, and ts-node the other for ESM.
      for (const name of ["PULUMI_NODEJS_TRANSPILE_ONLY", "TS_NODE_TRANSPILE_ONLY"])
        workspace.env[name] = String(!isChecked);
      copyFileSync(join(workspace.folder, "Pulumi.dev.yaml"), join(installed.folder, "Pulumi.dev.yaml"));
      const run = (...args: string[]) => workspace.runIn(installed.folder, ...args, "--stack", "dev", ...upFlags);

      const ids = new Set<string>();
      for (const form of forms) {
        write(installed.folder, form, project);
        if (isTypeScript(form) && !isChecked)
          runOn(process.execPath, installed.folder, process.execPath, compiler, "--noEmit");
        await run("up");
        const [instance, ...others] = workspace.cloud.instances();
        expect(others).toEqual([]);
        const ran = expect.stringMatching(`^v${version.replaceAll(".", "\\.")}(\\.|$)`);
        expect(instance).toMatchObject({ name: "sessions", status: "Normal", tags: { form, node: ran } });
        ids.add(instance?.id ?? "");
      }
      expect(ids.size).toBe(1);
      await run("destroy");
      expect(workspace.cloud.instances()).toEqual([]);

      if (options) return;
      writeFileSync(join(installed.folder, "load.mjs"), load);
      expect(JSON.parse(runOn(node, installed.folder, node, "load.mjs"))).toEqual({
        isOne: true,
        providers: [...resources, "CacheRecord"].map(() => "function"),
      });
      const help = runOn(node, installed.folder, join(installed.whole, "node_modules/.bin/pulumi-cn-cache"), "--help");
      for (const command of ["orphans", "sandbox"]) expect(help).toContain(command);
    },
  );
});
