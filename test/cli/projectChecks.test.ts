import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkNode, checkProject, isAtLeast } from "../../bin/projectChecks";

test.each([
  ["20.18.1", "20.18.1", true],
  ["20.18.0", "20.18.1", false],
  ["22.0.0", "20.18.1", true],
  ["3.216.0-alpha.1", "3.216.0", true],
  ["3.99.9", "3.216.0", false],
])("%s is at least %s: %s", (version, oldest, is) => {
  expect(isAtLeast(version, oldest)).toBe(is);
});

test("an old Node is a problem", () => {
  expect(checkNode("18.20.0")).toMatchObject({ status: "problem", found: expect.stringContaining("18.20.0 (>=20") });
});

describe("a project", () => {
  const { PATH } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "project-checks-")));
    // No CLI: what the project has is told without it.
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });

  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  const install = (name: string, version: string) => {
    write(`node_modules/${name}/package.json`, { name, version, main: "index.js" });
    write(`node_modules/${name}/index.js`, "");
  };
  const check = (name: string) => checkProject(folder).find((each) => each.name === name);

  test("is not asked for where there is none", () => {
    expect(check("project")).toMatchObject({ status: "warning", found: "there is no Pulumi project here" });
  });

  test("has the runtime nodejs, in the long and the short form", () => {
    write("Pulumi.yaml", "name: shop\nruntime:\n  name: python\n");
    expect(check("project")).toMatchObject({ status: "problem", found: expect.stringContaining("python") });
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    expect(check("project")).toMatchObject({ status: "ok" });
  });

  const malformed = [
    "",
    "null",
    "[",
    "- 1",
    "runtime: 5",
    "runtime: {name: 5, options: 7}\nmain: [7]",
    "runtime: !x\n - &x *x",
  ];
  test.each(malformed)("whose Pulumi.yaml is %j has no runtime, and everything else is still told", (text) => {
    write("Pulumi.yaml", text);
    const checks = checkProject(folder);
    expect(checks.find(({ name }) => name === "project")).toMatchObject({
      status: "problem",
      found: `${folder} has no runtime in its Pulumi.yaml`,
    });
    expect(checks.map(({ name }) => name)).toContain("package");
  });

  test("has the package as a direct dependency", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("package.json", { name: "shop" });
    expect(check("package")).toMatchObject({
      status: "problem",
      advice: expect.stringContaining("npm install pulumi-cn-cache"),
    });
    install("pulumi-cn-cache", "1.2.3");
    expect(check("package")).toMatchObject({
      status: "warning",
      found: expect.stringContaining("another package only"),
    });
    write("package.json", { name: "shop", dependencies: { "pulumi-cn-cache": "^1.0.0" } });
    expect(check("package")).toMatchObject({ status: "ok", found: "pulumi-cn-cache 1.2.3, a direct dependency" });
  });

  test("is not found in Yarn's Plug'n'Play, which has a sentence of its own", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write(".pnp.cjs", "");
    expect(check("package")).toMatchObject({
      status: "problem",
      advice: expect.stringContaining("nodeLinker: node-modules"),
    });
  });

  test("has an SDK of the supported range", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    install("@pulumi/pulumi", "3.100.0");
    expect(check("Pulumi SDK")).toMatchObject({
      status: "problem",
      found: expect.stringMatching(/^3\.100\.0 \(\^3\./),
    });
    install("@pulumi/pulumi", "3.300.0");
    expect(check("Pulumi SDK")).toMatchObject({ status: "ok" });
  });

  test("in TypeScript has a compiler that reads the types, and ts-node", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    install("@pulumi/pulumi", "3.300.0");
    expect(check("TypeScript")).toMatchObject({ status: "unused" });
    write("index.ts", "");
    expect(check("TypeScript")).toMatchObject({ status: "problem", found: expect.stringContaining("3.8") });
    install("typescript", "4.8.4");
    expect(check("TypeScript")).toMatchObject({ status: "problem", found: "4.8.4 (>=4.9.0)" });
    install("typescript", "5.9.0");
    expect(check("TypeScript")).toMatchObject({ status: "warning", found: "5.9.0, without ts-node" });
    install("ts-node", "10.9.2");
    expect(check("TypeScript")).toMatchObject({ status: "ok", found: "5.9.0, launched by ts-node 10.9.2" });
  });

  test("has no CLI on PATH: one sentence", () => {
    expect(check("Pulumi CLI")).toMatchObject({
      status: "problem",
      found: "the Pulumi CLI is not on PATH",
    });
  });
});
