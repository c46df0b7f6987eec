import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import * as index from "../../provider/index";

const root = resolve(__dirname, "../..");
const entry = join(root, "dist/provider/index.js");

interface Loaded {
  readonly exported: readonly string[];
  /** Files of packages and of ours, by their path from the root. */
  readonly files: readonly string[];
  /** What files of ours asked for. */
  readonly asked: readonly string[];
}

/** Loads a file of the build in a process of its own, as a program does, and tells what that loaded. */
function load(file: string): Loaded {
  const script = `
    const Module = require("node:module");
    const { relative, sep } = require("node:path");
    const asked = new Set();
    const load = Module._load;
    Module._load = function (request, parent, isMain) {
      if (parent && parent.filename && parent.filename.includes(sep + "dist" + sep + "provider" + sep)) asked.add(request);
      return load.call(this, request, parent, isMain);
    };
    const exported = Object.keys(require(${JSON.stringify(file)}));
    const files = Object.keys(require.cache).map((name) => relative(${JSON.stringify(root)}, name));
    process.stdout.write(JSON.stringify({ exported, files, asked: [...asked] }));
    process.exit(0);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Loaded;
}

describe("the built package", () => {
  beforeAll(() => {
    if (!existsSync(entry))
      throw new Error(`${entry} does not exist: run \`npm run build\` (\`npm test\` does) first.`);
  });

  test("its entry loads neither zod nor undici, nor asks for node:crypto: a program start must stay quick", () => {
    const { files, asked } = load(entry);
    expect(files.filter((file) => /^node_modules\/(zod|undici|yaml)\//.test(file))).toEqual([]);
    // Node has loaded these three itself by then; the settings' table stands beside the code that reads profile files.
    const builtin = ["node:fs", "node:os", "node:path"];
    expect(asked.filter((module) => !module.startsWith(".") && !builtin.includes(module))).toEqual(["@pulumi/pulumi"]);
    expect(files).toContain("dist/provider/index.js");
  });

  test("its entry is built from these sources; if not: `npm run build`", () => {
    expect([...load(entry).exported].sort()).toEqual(Object.keys(index).sort());
  });

  test("what the engine runs loads zod and undici: the test above would notice them", () => {
    const { files } = load(join(root, "dist/provider/dynamic.js"));
    for (const name of ["zod", "undici"]) {
      expect(files.some((file) => file.startsWith(`node_modules/${name}/`))).toBe(true);
    }
  });
});
