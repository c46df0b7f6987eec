import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { clouds, folders } from "./cloudPlan";

const root = join(__dirname, "../..");

const namesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .map((name) => name.replace(/\.(ts|md)$/, ""))
    .sort();

const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const large = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function named(text: string, cloud: string): string[] {
  const { resource, batch = "", account = "", backup = "", template = "" } = clouds[cloud] ?? { resource: "" };
  return text
    .replaceAll("<Cloud>", large(cloud))
    .replaceAll("<cloud>", cloud)
    .replaceAll("<Resource>", resource)
    .replaceAll("<resource>", small(resource))
    .replaceAll("<Batch>", batch)
    .replaceAll("<batch>", small(batch))
    .replaceAll("<Account>", account)
    .replaceAll("<account>", small(account))
    .replaceAll("<Backup>", backup)
    .replaceAll("<backup>", small(backup))
    .replaceAll("<Template>", template)
    .replaceAll("<template>", small(template))
    .split(" ")
    .filter((name) => name !== "")
    .sort();
}

/** The exported names of a file, or of the index of a folder. */
function exportsOf(path: string): string[] {
  const file = [`${path}.ts`, join(path, "index.ts")].find((each) => existsSync(join(root, each)));
  if (file === undefined) return [];
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause: clause } = statement;
      return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
    }
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.flatMap((each) => {
      const { name } = each as ts.NamedDeclaration;
      return name && ts.isIdentifier(name) ? [name.text] : [];
    });
  });
}

const cases = folders.flatMap(({ folder, cloud, common }) =>
  Object.entries(common).map(([file, names]) => [`${folder}/${file}`, named(names, cloud)] as const),
);

describe("one plan per cloud", () => {
  test.each(folders)(
    "$folder holds the common files, and others only for a named reason",
    ({ folder, common, own }) => {
      expect(namesIn(folder)).toEqual([...Object.keys(common), ...Object.keys(own)].sort());
    },
  );

  test("every cloud has a plan", () => {
    const found = readdirSync(join(root, "provider"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !["core", "cache"].includes(entry.name))
      .map(({ name }) => name);
    expect(Object.keys(clouds).sort()).toEqual([...found, "toy"].sort());
    const planned = folders.map(({ folder }) => folder);
    expect(planned).toEqual(
      expect.arrayContaining(found.flatMap((cloud) => [`provider/${cloud}`, `sandbox/${cloud}`])),
    );
  });

  test.each(cases.filter(([, names]) => names.length > 0))("%s exports %s", (path, names) => {
    expect(exportsOf(path)).toEqual(expect.arrayContaining(names));
  });
});
