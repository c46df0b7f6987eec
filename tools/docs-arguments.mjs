// Writes docs/resources/<type>.md from the arguments' doc comments and the resource's plan.
// With --check it writes nothing and fails when a page is not what it would write.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./lib/root.mjs";

const { kinds } = createRequire(import.meta.url)(join(root, "dist/provider/dynamic.js"));

const changes = {
  inPlace: "in place",
  replace: "replaced",
  createOnly: "replaced by another value; taking it away does nothing",
  callOption: "never a difference",
  stateOnly: "stored without a call",
};

/** Doc comments and types of an interface's or a class's members, by name. */
function membersOf(file, name) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const declaration = source.statements.find((node) => node.name?.text === name);
  const members = (declaration?.members ?? []).filter(
    (member) => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member),
  );
  return new Map(
    members.map((member) => {
      const [doc] = member.jsDoc ?? [];
      const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
      const standard = (doc?.tags ?? []).find((tag) => tag.tagName.text === "default");
      const fallback = standard && ts.getTextOfJSDocComment(standard.comment);
      return [
        member.name.text,
        { text: text + (fallback ? ` Default: ${fallback}.` : ""), type: member.type.getText(source) },
      ];
    }),
  );
}

const cell = (text) => text.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|");

function pageOf(kind, folder) {
  const args = membersOf(join(folder, "args.ts"), `${kind.type}Inputs`);
  const outputs = membersOf(join(folder, "resource.ts"), kind.type);
  const argumentRows = Object.entries(kind.plan).map(([name, row]) => {
    const doc = args.get(name);
    if (!doc?.text) throw new Error(`${kind.type}.${name} has no doc comment`);
    const also = [
      row.isSecret ? "secret" : "",
      row.isWriteOnly ? "not readable" : "",
      row.deletesFirst ? "old one deleted first" : "",
    ].filter(Boolean);
    return `| \`${name}\` | \`${cell(doc.type)}\` | ${[changes[row.change], ...also].join("; ")} | ${cell(doc.text)} |`;
  });
  const outputRows = [...outputs].map(([name, { text, type }]) => {
    const shown = type.replace(/^Output<(.*)>$/s, "$1").replace(" | undefined", "");
    return `| \`${name}\` | \`${cell(shown)}\` | ${cell(text || (args.get(name)?.text.split(/(?<=[.;:]) /)[0] ?? ""))} |`;
  });
  return `# ${kind.type}

Made by \`npm run docs:arguments\` from the doc comments and the plan in \`provider/${kind.cloud.name}/\`; edit those.

## Arguments

| argument | type | a change is made | what it is |
|---|---|---|---|
${argumentRows.join("\n")}

## Outputs

| output | type | what it is |
|---|---|---|
${outputRows.join("\n")}
`;
}

const isCheck = process.argv.includes("--check");
const clouds = readdirSync(join(root, "provider"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const stale = [];
mkdirSync(join(root, "docs/resources"), { recursive: true });
for (const kind of kinds) {
  const folder = clouds.map(({ name }) => join(root, "provider", name)).find((each) => each.endsWith(kind.cloud.name));
  const file = join(root, "docs/resources", `${kind.type}.md`);
  const page = pageOf(kind, folder);
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
