// Writes docs/resources/<type>.md from the arguments' doc comments and the resource's plan.
// With --check it writes nothing and fails when a page is not what it would write.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import ts from "typescript";
import { root } from "./lib/root.mjs";

const { definitions } = createRequire(import.meta.url)(join(root, "dist/provider/dynamic.js"));

const changes = {
  inPlace: "in place",
  replace: "replaced",
  createOnly: "replaced by another value; taking it away does nothing",
  requestOption: "never a difference",
  stateOnly: "stored without a call",
};

const clouds = readdirSync(join(root, "provider"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => join(root, "provider", name));

/** A batch has a room of its own beside the single resource. */
function roomOf({ type, cloud }) {
  const folder = clouds.find((each) => each.endsWith(cloud.name));
  const rooms = [folder, join(folder, "batch")].filter((room) => existsSync(join(room, "args.ts")));
  const room = rooms.find((each) => declarationIn(join(each, "args.ts"), `${type}Inputs`));
  if (!room) throw new Error(`${type}Inputs is in none of ${rooms.join(", ")}`);
  return room;
}

const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const program = ts.createProgram(
  clouds.flatMap((folder) =>
    ["args.ts", "outputs.ts", "batch/args.ts", "batch/outputs.ts"]
      .map((name) => join(folder, name))
      .filter((file) => existsSync(file)),
  ),
  ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root).options,
);
const checker = program.getTypeChecker();

function declarationIn(file, name) {
  return program.getSourceFile(file)?.statements.find((node) => node.name?.text === name);
}

/** Doc comments and types of the members of an interface or a class, by name; inherited ones as their base has them. */
function membersOf(declaration) {
  const type = checker.getTypeAtLocation(declaration);
  const members = checker
    .getPropertiesOfType(type)
    .map((property) => property.declarations?.[0])
    .filter((member) => member && (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)))
    .filter((member) => isOurs(member));
  return new Map(
    members.map((member) => {
      const [doc] = member.jsDoc ?? [];
      const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
      const standard = (doc?.tags ?? []).find((tag) => tag.tagName.text === "default");
      const fallback = standard && ts.getTextOfJSDocComment(standard.comment);
      return [
        member.name.text,
        {
          text: text + (fallback ? ` Default: ${fallback}.` : ""),
          type: member.type.getText(),
          parts: interfacesIn(member.type),
        },
      ];
    }),
  );
}

const isOurs = (node) => clouds.some((folder) => node.getSourceFile().fileName.startsWith(`${folder}/`));

/** Our interfaces that a type names, and those that they name. */
function interfacesIn(node, found = new Set()) {
  if (ts.isTypeReferenceNode(node)) {
    const named = checker.getTypeAtLocation(node.typeName).symbol?.declarations?.find(ts.isInterfaceDeclaration);
    if (named && isOurs(named) && !found.has(named)) {
      found.add(named);
      for (const member of named.members) interfacesIn(member, found);
    }
  }
  ts.forEachChild(node, (child) => void interfacesIn(child, found));
  return found;
}

const cell = (text) => text.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|");
/** What a type is to who reads a page: a value that may be missing is of the same type. */
const shownType = (type) => cell(type.replace(/^Output<(.*)>$/s, "$1").replace(" | undefined", ""));
const firstSentence = (text = "") => (text.split(/(?<=[.;:]) /)[0] ?? "").replace(/[;:]$/, ".");

function outputTable(title, members, also = new Map()) {
  const rows = [...members].map(
    ([name, { text, type }]) =>
      `| \`${name}\` | \`${shownType(type)}\` | ${cell(text || firstSentence(also.get(name)?.text))} |`,
  );
  return `| ${title} | type | what it is |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** A table for each interface that the members' types name. */
function nestedTables(title, members, also) {
  const named = new Set([...members.values()].flatMap(({ parts }) => [...parts]));
  return [...named]
    .map((declaration) => {
      const doc = ts.getTextOfJSDocComment(declaration.jsDoc?.[0]?.comment) ?? "";
      return `\n### ${declaration.name.text}\n\n${doc}\n\n${outputTable(title, membersOf(declaration), also)}`;
    })
    .join("");
}

/** What a member of a batch shows is documented where it is an argument of a single resource. */
function inputsOf({ cloud }) {
  const file = join(
    clouds.find((each) => each.endsWith(cloud.name)),
    "args.ts",
  );
  const declared = program.getSourceFile(file)?.statements.find((node) => node.name?.text.endsWith("Inputs"));
  return declared ? membersOf(declared) : new Map();
}

function pageOf(kind) {
  const room = roomOf(kind);
  const args = membersOf(declarationIn(join(room, "args.ts"), `${kind.type}Inputs`));
  const outputs = membersOf(declarationIn(join(room, "outputs.ts"), `${kind.type}Outputs`));
  const argumentRows = Object.entries(kind.attributes).map(([name, row]) => {
    const doc = args.get(name);
    if (!doc?.text) throw new Error(`${kind.type}.${name} has no doc comment`);
    const also = [
      row.isSecret ? "secret" : "",
      row.isWriteOnly ? "not readable" : "",
      row.deletesBeforeReplace ? "old one deleted first" : "",
    ].filter(Boolean);
    const change = row.updater === "members" ? "member by member" : changes[row.changeMode];
    return `| \`${name}\` | \`${cell(doc.type)}\` | ${[change, ...also].join("; ")} | ${cell(doc.text)} |`;
  });
  return `# ${kind.type}

Made by \`npm run docs:arguments\` from the doc comments and the plan in \`${relative(root, room)}/\`; edit those.

## Arguments

| argument | type | a change is made | what it is |
|---|---|---|---|
${argumentRows.join("\n")}
${nestedTables("field", args)}
## Outputs

${outputTable("output", outputs, args)}${nestedTables("field", outputs, inputsOf(kind))}`;
}

const isCheck = process.argv.includes("--check");
const stale = [];
mkdirSync(join(root, "docs/resources"), { recursive: true });
for (const kind of definitions) {
  const file = join(root, "docs/resources", `${kind.type}.md`);
  const page = pageOf(kind);
  let written = "";
  try {
    written = readFileSync(file, "utf8");
  } catch {
    // A page that is not there yet is stale.
  }
  if (written === page) continue;
  if (isCheck) stale.push(`docs/resources/${kind.type}.md`);
  else writeFileSync(file, page);
}
if (stale.length > 0) {
  process.stderr.write(
    `${stale.join(", ")}: not what the doc comments and the plan say. Run npm run docs:arguments.\n`,
  );
  process.exit(1);
}
