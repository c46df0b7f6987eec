import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "../..");
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
  ts.sys,
  root,
);

const resources: readonly (readonly [resource: string, file: string, parts: readonly Part[]])[] = [
  ["AliyunRedis", "provider/aliyun/outputs.ts", ["type", "table", "function", "createOnly"]],
  ["AliyunRedisBatch", "provider/aliyun/batch/outputs.ts", ["type", "table"]],
  ["AliyunRedisAccount", "provider/aliyun/account/outputs.ts", ["type", "table", "function"]],
  ["AliyunRedisBackup", "provider/aliyun/backup/outputs.ts", ["type", "table", "function"]],
  ["HuaweiDcsInstance", "provider/huawei/outputs.ts", ["type", "table", "function"]],
  ["HuaweiDcsBatch", "provider/huawei/batch/outputs.ts", ["type", "table"]],
  ["HuaweiDcsAccount", "provider/huawei/account/outputs.ts", ["type", "table", "function"]],
  ["HuaweiDcsBackup", "provider/huawei/backup/outputs.ts", ["type", "table", "function"]],
  ["HuaweiDcsTemplate", "provider/huawei/template/outputs.ts", ["type", "table", "function"]],
  ["JdRedis", "provider/jd/outputs.ts", ["type", "table", "function", "createOnly"]],
  ["JdRedisAccount", "provider/jd/account/outputs.ts", ["type", "table", "function"]],
  ["JdRedisBackup", "provider/jd/backup/outputs.ts", ["type", "table", "function"]],
  ["JdRedisTemplate", "provider/jd/template/outputs.ts", ["type", "table", "function"]],
];
type Part = "type" | "table" | "function" | "createOnly";

/** Files of unchanged text are parsed once; each program after the first takes over what the one before it resolved. */
const parsed = new Map<string, ts.SourceFile | undefined>();
let previous: ts.Program | undefined;

/** What the compiler says of the file when it has this text; nothing is written. */
function errorsIn(file: string, text: string): readonly string[] {
  const path = join(root, file);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => {
    if (resolve(name) === path) return ts.createSourceFile(name, text, version, true);
    if (!parsed.has(name)) parsed.set(name, read(name, version));
    return parsed.get(name);
  };
  const program = ts.createProgram([path], { ...options, types: [] }, host, previous);
  previous = program;
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The members that a part lists, by name. */
function membersOf(source: ts.SourceFile, resource: string, part: Part): readonly (readonly [string, ts.Node])[] {
  const found: [string, ts.Node][] = [];
  const add = (members: readonly (ts.TypeElement | ts.ObjectLiteralElementLike)[]) => {
    for (const member of members) if (member.name) found.push([member.name.getText(source), member]);
  };
  const visit = (node: ts.Node): void => {
    if (part === "type" && ts.isInterfaceDeclaration(node) && node.name.text === `${resource}Outputs`)
      add(node.members);
    if (
      part === "table" &&
      ts.isVariableDeclaration(node) &&
      node.type?.getText(source) === `OutputTable<${resource}Outputs>`
    )
      if (node.initializer && ts.isObjectLiteralExpression(node.initializer)) add(node.initializer.properties);
    if (part === "function" && ts.isFunctionDeclaration(node) && node.name?.text === "outputs") {
      const last = node.body?.statements.at(-1);
      if (last && ts.isReturnStatement(last) && last.expression && ts.isObjectLiteralExpression(last.expression))
        add(last.expression.properties);
    }
    if (part === "createOnly" && ts.isVariableDeclaration(node) && node.name.getText(source) === "createOnlyOutputs")
      visitList(node);
    ts.forEachChild(node, visit);
  };
  const visitList = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push([node.text, node]);
    ts.forEachChild(node, visitList);
  };
  visit(source);
  return found;
}

describe.each(resources)("the outputs of %s", (resource, file, parts) => {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

  test("compile as they stand", () => {
    expect(errorsIn(file, text)).toEqual([]);
  });

  test.each(parts)("do not compile when the %s lacks any one of them", (part) => {
    const members = membersOf(source, resource, part);
    expect(members.length).toBeGreaterThan(part === "createOnly" ? 0 : 3);
    const unnoticed = members.filter(([name, node]) => {
      // With the comma or semicolon behind it.
      const end = text.slice(node.end).startsWith(",") ? node.end + 1 : node.end;
      const without = text.slice(0, node.getFullStart()) + text.slice(end);
      return !errorsIn(file, without).join("\n").includes(`'${name}'`);
    });
    expect(unnoticed.map(([name]) => name)).toEqual([]);
  });
});
