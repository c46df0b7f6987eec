import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "../..");

interface Import {
  /** A file of ours, relative to the root, or a module's name. */
  readonly to: string;
  /** Erased by compilation. */
  readonly isType: boolean;
  /** Loaded when a function runs, not with the file. */
  readonly isLater: boolean;
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (module: string, isType: boolean, isLater = false) => {
    const own = module.startsWith(".") ? relative(root, resolve(root, dirname(file), module)) : undefined;
    const path = own && [`${own}.ts`, join(own, "index.ts"), own].find((name) => existsSync(join(root, name)));
    found.push({ to: path ?? module, isType, isLater });
  };
  const isInFunction = (node: ts.Node): boolean => ts.findAncestor(node, ts.isFunctionLike) !== undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const clause = node.importClause;
      const names =
        clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const onlyTypes = names.length > 0 && !clause?.name && names.every((name) => name.isTypeOnly);
      add(node.moduleSpecifier.text, clause?.isTypeOnly === true || onlyTypes);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const names = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
      add(node.moduleSpecifier.text, node.isTypeOnly || (names.length > 0 && names.every((name) => name.isTypeOnly)));
    } else if (ts.isCallExpression(node)) {
      const isLoad = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
      const [module] = node.arguments;
      if (isLoad && module && ts.isStringLiteral(module)) add(module.text, false, isInFunction(node));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = ["provider", "sandbox", "bin", "tools"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mjs|cjs)$/.test(name) && !name.includes("node_modules"))
    .map((name) => join(folder, name)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const clouds = [...new Set(files.flatMap((file) => /^provider\/([a-z]+)\//.exec(file)?.[1] ?? []))].filter(
  // The component stands above all clouds.
  (folder) => folder !== "core" && folder !== "cache",
);

/** Imports from files under one path to what the other matches: `from → to`. */
function crossings(from: RegExp, to: (path: string, file: string) => boolean): string[] {
  return [...imports].flatMap(([file, list]) =>
    from.test(file) ? list.filter((entry) => to(entry.to, file)).map((entry) => `${file} → ${entry.to}`) : [],
  );
}

/** Everything that loading the file loads; with everything, what its functions load and its compilation reads too. */
function reachable(start: string, withAll = false, seen = new Set<string>()): Set<string> {
  for (const { to, isType, isLater } of imports.get(start) ?? []) {
    if (((isType || isLater) && !withAll) || seen.has(to)) continue;
    seen.add(to);
    reachable(to, withAll, seen);
  }
  return seen;
}

/** The folders of provider/core. An import, types included, goes to the same floor or to one further up in this list. */
const floors = [
  ["host"],
  ["client"],
  ["resource"],
  ["ownership", "waiter"],
  ["session"],
  ["lifecycle"],
  ["batch"],
  ["provider"],
  ["program"],
] as const;

const floorOf = (path: string): number => {
  const [, folder] = /^provider\/core\/(\w+)\//.exec(path) ?? [];
  return floors.findIndex((names) => (names as readonly (string | undefined)[]).includes(folder));
};

describe("layers", () => {
  test("the imports are found", () => {
    expect(clouds).toContain("aliyun");
    expect(importsOf("provider/index.ts").map(({ to }) => to)).toContain("provider/aliyun/resource.ts");
  });

  test("provider imports neither sandbox nor test, because it is shipped to users' machines and talks to real clouds", () => {
    expect(crossings(/^provider\//, (to) => /^(sandbox|test|bench|tools|examples)\//.test(to))).toEqual([]);
  });

  test("sandbox imports nothing of provider, because a mistake that both share would hide", () => {
    expect(crossings(/^sandbox\//, (to) => to.startsWith("provider/"))).toEqual([]);
  });

  test("core imports no cloud, because a fourth cloud must be one new folder", () => {
    expect(
      crossings(/^provider\/core\//, (to) => to.startsWith("provider/") && !to.startsWith("provider/core/")),
    ).toEqual([]);
  });

  test("core's code names no cloud, because a cloud answers through data", () => {
    const names = /aliyun|alibaba|huawei|\bdcs\b|\bjd\b|jdcloud/i;
    const printer = ts.createPrinter({ removeComments: true });
    const named = files.filter((file) => {
      if (!file.startsWith("provider/core/")) return false;
      const text = readFileSync(join(root, file), "utf8");
      return names.test(printer.printFile(ts.createSourceFile(file, text, ts.ScriptTarget.Latest)));
    });
    expect(named).toEqual([]);
  });

  test("the component is imported by the package's entries only, and talks to no cloud itself", () => {
    const entries = ["provider/index.ts", "provider/dynamic.ts"];
    const importers = crossings(
      /./,
      (to, file) => to.startsWith("provider/cache/") && !file.startsWith("provider/cache/"),
    );
    expect(importers.filter((crossing) => !entries.some((entry) => crossing.startsWith(`${entry} `)))).toEqual([]);
    const loaded = crossings(/^provider\/cache\//, (to) =>
      /^provider\/core\/(client|session|lifecycle|provider|batch)\//.test(to),
    );
    expect(loaded).toEqual([]);
  });

  test("a cloud imports only itself and core, because clouds come and go one by one", () => {
    const isForeign = (to: string, file: string) =>
      to.startsWith("provider/") &&
      !to.startsWith("provider/core/") &&
      dirname(to).split("/")[1] !== file.split("/")[1];
    for (const cloud of clouds) expect(crossings(new RegExp(`^provider/${cloud}/`), isForeign)).toEqual([]);
  });

  test("a cloud of the sandbox imports only itself and the sandbox's core, for the same reason", () => {
    const isForeign = (to: string, file: string) =>
      /^sandbox\/[a-z]+\//.test(to) && !to.startsWith("sandbox/core/") && to.split("/")[1] !== file.split("/")[1];
    for (const cloud of clouds) expect(crossings(new RegExp(`^sandbox/${cloud}/`), isForeign)).toEqual([]);
  });

  test("the program's entry loads no zod, undici, yaml or node:crypto, because every program start would pay for them", () => {
    const loaded = [...reachable("provider/index.ts")];
    expect(loaded.filter((name) => /^(zod|undici|yaml|(node:)?crypto)(\/|$)/.test(name))).toEqual([]);
    // Node has loaded the others by then; credentials.ts, which lists the settings, also reads profile files.
    expect(loaded.filter((name) => !name.startsWith("provider/")).sort()).toEqual([
      "@pulumi/pulumi",
      "node:fs",
      "node:os",
      "node:path",
    ]);
  });

  test("every file of provider/core stands on a floor", () => {
    const core = files.filter((file) => file.startsWith("provider/core/"));
    expect(core.filter((file) => floorOf(file) < 0)).toEqual([]);
    expect(core.length).toBeGreaterThan(40);
  });

  test("an import in provider/core goes to the same folder or down, types included", () => {
    const isUpward = (to: string, file: string) =>
      to.startsWith("provider/core/") &&
      (floorOf(to) > floorOf(file) || (floorOf(to) === floorOf(file) && to.split("/")[2] !== file.split("/")[2]));
    expect(crossings(/^provider\/core\//, isUpward)).toEqual([]);
  });

  test("the program's side of core loads nothing but the SDK and files that load nothing beyond core's lower floors", () => {
    const loaded = files
      .filter((file) => file.startsWith("provider/core/program/"))
      .flatMap((file) => [...reachable(file)].filter((to) => !to.startsWith("provider/core/")));
    expect([...new Set(loaded)]).toEqual(["@pulumi/pulumi"]);
  });

  test.each(["provider/", "sandbox/", "bin/", "tools/"])(
    "no file of %s imports itself in a circle, types included, because nothing in a circle can be read on its own",
    (folder) => {
      const circular = files.filter((file) => file.startsWith(folder) && reachable(file, true).has(file));
      expect(circular).toEqual([]);
    },
  );

  test("no module of provider keeps a WeakMap: what a process remembers belongs to its session", () => {
    const holders = files.filter(
      (file) =>
        file.startsWith("provider/") &&
        /^(export )?(const|let) [^;]*new WeakMap/m.test(readFileSync(join(root, file), "utf8")),
    );
    expect(holders).toEqual([]);
  });
});
