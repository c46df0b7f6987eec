// Writes docs/resources/<type>.md from the built definitions and the doc comments in args.ts, outputs.ts and resource.ts.
// With --check it writes nothing and fails when a page is out of date.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import ts from "typescript";
import { cell, publish, row, table } from "./lib/pages.mjs";
import { root } from "./lib/root.mjs";

const require = createRequire(import.meta.url);
const { definitions } = require(join(root, "dist/provider/definitions.js"));
const { name: packageName } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const clouds = readdirSync(join(root, "provider"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["core", "cache"].includes(entry.name))
  .map(({ name }) => join(root, "provider", name));

/** Where a cloud declares its resources. */
const foldersIn = (cloud) => [cloud, ...["batch", "account", "backup", "template"].map((name) => join(cloud, name))];

const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const program = ts.createProgram(
  clouds.flatMap((folder) =>
    ["args.ts", "outputs.ts", "resource.ts"]
      .flatMap((name) => foldersIn(folder).map((each) => join(each, name)))
      .filter((file) => existsSync(file)),
  ),
  ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root).options,
);
const checker = program.getTypeChecker();

// Doc comments

const isOurs = (node) => clouds.some((folder) => node.getSourceFile().fileName.startsWith(`${folder}/`));

function declarationIn(file, name) {
  return program.getSourceFile(file)?.statements.find((node) => node.name?.text === name);
}

const textOf = (comment) => ts.getTextOfJSDocComment(comment) ?? "";
const docOf = (node) => textOf(node.jsDoc?.at(-1)?.comment);
const tagOf = (node, name) =>
  textOf(node.jsDoc?.at(-1)?.tags?.find(({ tagName }) => tagName.text === name)?.comment) || undefined;

/** The members of an interface by name, inherited ones too, with what their declarations say. */
function membersOf(declaration) {
  const members = checker
    .getPropertiesOfType(checker.getTypeAtLocation(declaration))
    .map((property) => property.declarations?.[0])
    .filter((member) => member && ts.isPropertySignature(member) && isOurs(member));
  return new Map(
    members.map((member) => [
      member.name.text,
      {
        text: docOf(member),
        default: tagOf(member, "default"),
        type: member.type.getText(),
        isOptional: member.questionToken !== undefined,
        group: groupOf(member),
        namedTypes: typesIn(member.type),
      },
    ]),
  );
}

/** The last line `// Group` at or above a member of an interface. */
function groupOf(member) {
  const { members } = member.parent;
  for (let i = members.indexOf(member); i >= 0; i--) {
    const [line] = lineCommentsBefore(members[i]).slice(-1);
    if (line) return line;
  }
  return undefined;
}

function lineCommentsBefore(node) {
  const text = node.getSourceFile().text;
  return (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
    .filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
    .map(({ pos, end }) => text.slice(pos, end).replace(/^\/\/\s*|[\s.:]+$/g, ""))
    .filter((line) => !line.startsWith("biome-ignore"));
}

/** Our own interfaces and unions that a type names, and those that they name. */
function typesIn(node, found = new Set()) {
  if (ts.isTypeReferenceNode(node)) {
    const named = checker
      .getSymbolAtLocation(node.typeName)
      ?.declarations?.map((each) => (ts.isImportSpecifier(each) ? aliased(each) : each))
      .find((each) => each && (ts.isInterfaceDeclaration(each) || isUnion(each)));
    if (named && isOurs(named) && !found.has(named)) {
      found.add(named);
      for (const member of named.members ?? []) typesIn(member, found);
    }
  }
  ts.forEachChild(node, (child) => void typesIn(child, found));
  return found;
}

const aliased = (specifier) => checker.getAliasedSymbol(checker.getSymbolAtLocation(specifier.name)).declarations?.[0];
const isUnion = (node) => ts.isTypeAliasDeclaration(node) && unionIn(node.type) !== undefined;
/** The values that a type lists; those of `Suggested<…>` are not all. */
const unionIn = (type) => (ts.isUnionTypeNode(type) ? type : suggestedIn(type));
const suggestedIn = (type) =>
  ts.isTypeReferenceNode(type) && type.typeName.getText() === "Suggested" ? type.typeArguments[0] : undefined;

// Markdown

/** Whether a value can be absent is a column of its own. */
const typeCell = (type) => `\`${cell(type.replace(/^\s*\|/, "").replace(/\s*\| undefined$/, ""))}\``;
const firstSentence = (text) => (text.split(/(?<=[.;]) /)[0] ?? "").replace(/;$/, ".");
const yes = (holds) => (holds ? "yes" : "");
const labelled = (name, labels) => `\`${name}\`${labels.length > 0 ? ` *(${labels.join(", ")})*` : ""}`;
const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1);

const changeModes = {
  inPlace: "in place",
  replace: "by replacement",
  createOnly: "by replacement; removing it changes nothing",
  requestOption: "not compared",
  stateOnly: "stored in the state only",
};

const hasInstanceMode = (attribute) =>
  attribute !== undefined && !["requestOption", "stateOnly"].includes(attribute.changeMode);

/** What a batch leaves to its members changes as the single resource's argument of the same name does. */
function changeCell(attribute, memberAttribute) {
  if (attribute.updater === "members")
    return ["member by member", ...(hasInstanceMode(memberAttribute) ? [changeCell(memberAttribute)] : [])].join(", ");
  const { changeMode, mayReplace, deletesBeforeReplace } = attribute;
  const mode = changeModes[changeMode];
  return [
    changeMode === "inPlace" && mayReplace ? `${mode} or by replacement` : mode,
    ...(deletesBeforeReplace ? ["a replacement deletes the old instance first"] : []),
  ].join("; ");
}

/** The cloud's folder or one in it, whichever declares the resource's arguments. */
function folderOf({ type, cloud }) {
  const folder = clouds.find((each) => each.endsWith(`/${cloud.name}`));
  const found = foldersIn(folder).find((each) => declarationIn(join(each, "args.ts"), `${type}Inputs`));
  if (!found) throw new Error(`No args.ts in ${relative(root, folder)} declares ${type}Inputs.`);
  return found;
}

/** A batch's own declarations leave the group, and the text of a member's output, to the single resource. */
function singleInputs({ cloud, member }) {
  if (!member) return new Map();
  const folder = clouds.find((each) => each.endsWith(`/${cloud.name}`));
  return membersOf(declarationIn(join(folder, "args.ts"), `${member.type}Inputs`));
}

/** In the order of args.ts; of a batch what it adds, and then the single resource's own. */
function orderedNames(attributes, args, single) {
  const names = [...args.keys()].filter((name) => !single.has(name)).concat([...single.keys()], [...args.keys()]);
  return [...new Set([...names, ...Object.keys(attributes)])].filter((name) => Object.hasOwn(attributes, name));
}

function argumentSections({ type, attributes, member }, args, single) {
  const groups = new Map();
  for (const name of orderedNames(attributes, args, single)) {
    const attribute = attributes[name];
    const arg = args.get(name);
    if (!arg?.text) throw new Error(`${type}.${name} has no doc comment.`);
    const group = arg.group ?? single.get(name)?.group ?? "";
    const labels = [...(attribute.isSecret ? ["secret"] : []), ...(attribute.isWriteOnly ? ["write-only"] : [])];
    const line = row(
      labelled(name, labels),
      typeCell(arg.type),
      yes(!arg.isOptional),
      cell(arg.default ?? ""),
      changeCell(attribute, member?.attributes[name]),
      cell(arg.text),
    );
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  const heads = ["argument", "type", "required", "default", "a change is made", "what it is"];
  // What belongs to no group comes first, under the section's own heading.
  return [...groups]
    .sort(([a], [b]) => Number(b === "") - Number(a === ""))
    .map(([group, rows]) => `${group ? `### ${group}\n\n` : ""}${table(heads, rows)}`);
}

function timeoutSection({ member, timeoutsMs = member.timeoutsMs }) {
  const minutes = (ms) => `${ms / 60_000} minutes`;
  return table(Object.keys(timeoutsMs), [row(...Object.values(timeoutsMs).map(minutes))]);
}

function outputSection({ type }, folder, outputs, neverAbsent) {
  const tableOfOutputs = require(join(root, "dist", relative(root, folder), "outputs.js"))[
    `${lowerFirst(type)}Outputs`
  ];
  const rows = [...outputs].map(([name, output]) =>
    row(
      labelled(name, tableOfOutputs[name] === "secret" ? ["secret"] : []),
      typeCell(output.type),
      yes(output.type.includes("undefined")),
      cell(output.text),
    ),
  );
  const names = neverAbsent.map((name) => `\`${name}\``).join(", ");
  return `${table(["output", "type", "can be absent", "what it is"], rows)}

Every argument is an output too: the declared value, or what the cloud shows. Never absent: ${names}.
An absent output is undefined.`;
}

function lookUpSection({ type, attributes }, folder, args) {
  const declaration = declarationIn(join(folder, "resource.ts"), type);
  const get = declaration.members.find((each) => each.name?.text === "get");
  const parts = [
    ...(get ? [`\`${type}.get(name, id, opts?)\`: ${docOf(get)}`] : []),
    ...["adoptInstanceId", "adoptExisting"]
      .filter((name) => name in attributes)
      .map((name) => `\`${name}\`: ${args.get(name).text}`),
  ];
  return parts.length > 0 ? parts.join("\n\n") : "A batch can neither be looked up nor adopt existing instances.";
}

/** One section for each type that the members name. */
function nestedSections(members, tableOf) {
  const named = new Set([...members.values()].flatMap(({ namedTypes }) => [...namedTypes]));
  return [...named].map((declaration) => {
    const doc = docOf(declaration);
    const body = isUnion(declaration) ? `One of ${valuesOf(declaration)}.` : tableOf(membersOf(declaration));
    return [`### ${declaration.name.text}`, ...(doc ? [doc] : []), body].join("\n\n");
  });
}

function valuesOf({ type }) {
  const values = unionIn(type).types.map((each) => `\`${each.getText()}\``);
  return [...values, ...(suggestedIn(type) ? ["or another text, which only the preview validates"] : [])].join(", ");
}

const fieldTable = (members) =>
  table(
    ["field", "type", "required", "default", "what it is"],
    [...members].map(([name, field]) =>
      row(`\`${name}\``, typeCell(field.type), yes(!field.isOptional), cell(field.default ?? ""), cell(field.text)),
    ),
  );

const memberTable = (single) => (members) =>
  table(
    ["output", "type", "what it is"],
    [...members].map(([name, { type, text }]) => {
      const what = single.has(name) ? firstSentence(text || single.get(name).text) : text;
      return row(`\`${name}\``, typeCell(type), cell(what));
    }),
  );

function pageOf(definition) {
  const { type } = definition;
  const folder = folderOf(definition);
  const args = membersOf(declarationIn(join(folder, "args.ts"), `${type}Inputs`));
  const single = singleInputs(definition);
  const outputs = membersOf(declarationIn(join(folder, "outputs.ts"), `${type}Outputs`));
  const required = [...args].filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  const narrowed = declarationIn(join(folder, "outputs.ts"), `${type}State`).members.map(({ name }) => name.text);
  const declaration = declarationIn(join(folder, "resource.ts"), type);
  const [description] = docOf(declaration).split("\n```");
  const [, example] = /```ts\n(.*?)\n?```/s.exec(`${docOf(declaration)}\n${tagOf(declaration, "example")}`) ?? [];
  if (!description || !example) throw new Error(`The doc comment of ${type} needs a description and an example.`);
  const nested = [
    ...nestedSections(args, fieldTable),
    ...nestedSections(outputs, memberTable(new Map([...singleOutputs(definition), ...single]))),
  ];
  return `${[
    `---\ntitle: ${type}\ncategory: Resources\n---`,
    `# ${type}`,
    `<!-- Generated by \`npm run docs\` from ${relative(root, folder)}/; edit the doc comments there. -->`,
    description.trim(),
    `\`\`\`ts\nimport { ${type} } from "${packageName}";\n\n${example}\n\`\`\``,
    "## Arguments",
    ...argumentSections(definition, args, single),
    "## Time-outs",
    timeoutSection(definition),
    `Set others with the resource option \`customTimeouts\`, such as \`{ customTimeouts: { create: "45m" } }\`.`,
    "## Outputs",
    outputSection(definition, folder, outputs, [...new Set([...narrowed, ...required])]),
    "## Look up and adopt",
    lookUpSection(definition, folder, args),
    ...(nested.length > 0 ? ["## Nested types", ...nested] : []),
  ].join("\n\n")}\n`;
}

/** What a member of a batch shows beside the arguments. */
function singleOutputs({ cloud, member }) {
  if (!member) return new Map();
  const folder = clouds.find((each) => each.endsWith(`/${cloud.name}`));
  return membersOf(declarationIn(join(folder, "outputs.ts"), `${member.type}Outputs`));
}

publish(new Map(definitions.map((definition) => [`docs/resources/${definition.type}.md`, pageOf(definition)])));
