import { transpileModule } from "typescript";
import { adoptProgram } from "../../../provider/core/provider/adoptProgram";
import { toyDefinition } from "../../toy/definition";
import { toyEnv, toySession } from "../toy";

const instance = { id: "toy-1", status: "Normal", region: "north", title: "web-sessions", version: 2 };

/** The program for an instance that the cloud shows like this. */
function programFor(shown: object, { env = { TOY_REGION: "north" } as Record<string, string>, region = "" } = {}) {
  const isError = "code" in shown;
  const text = JSON.stringify(isError ? shown : { ...instance, ...shown });
  const http = async () => ({ status: isError ? 404 : 200, headers: {}, text });
  const session = toySession({ env: { ...toyEnv, ...env }, http });
  return adoptProgram(toyDefinition, session, () => undefined, "toy-1", region || undefined);
}

test("a program has what tells the instance from a default one, under the names that people gave it", async () => {
  const shown = { ips: ["10.0.0.0/8"], tags: { team: "shop", "a b": 'say "hi"\n' }, zone: "north-a" };
  expect(await programFor(shown)).toBe(`import * as pulumi from "@pulumi/pulumi";
import { Toy } from "pulumi-cn-cache";

// toy-1 as Toy Cloud shows it in north. \`pulumi up\` takes it over and changes nothing.
// Before: \`pulumi config set --secret password\`, with the password that it has; the cloud does not show it.
const webSessions = new Toy("web-sessions", {
  adoptInstanceId: "toy-1",
  title: "web-sessions",
  version: 2,
  zone: "north-a",
  ips: ["10.0.0.0/8"],
  tags: { team: "shop", "a b": "say \\"hi\\"\\n" },
  password: new pulumi.Config().requireSecret("password"),
});

export const { id, connectionDomain, port } = webSessions;
`);
});

test("defaults, values that removing an argument sets, and our own tags are left out", async () => {
  const tags = { "pulumi-cn-cache:pending": "x.y.z", "pulumi-cn-cache:returned": "yes" };
  const text = await programFor({ version: 1, ips: ["127.0.0.1"], chargeType: "PostPaid", tags });
  expect(text).not.toMatch(/version|ips|chargeType|tags|pending/);
});

test("another region than the configured one is declared", async () => {
  expect(await programFor({}, { env: { TOY_REGION: "south" }, region: "north" })).toContain('  region: "north",\n');
  expect(await programFor({})).not.toContain("region:");
});

test("what no program may give is left out, and said", async () => {
  const text = await programFor({ title: "x" });
  expect(text).toContain("// Left out, because a program may not give it: title: must have at least 2 characters\n");
  expect(text).not.toMatch(/^ {2}title:/m);
});

test("signs that nobody sees, or that turn the writing round, are written as escapes", async () => {
  const text = await programFor({ tags: { "a\u202eb": "c\u2066d\u{e0041}" } });
  expect(text).toContain('{ "a\\u202eb": "c\\u2066d\\udb40\\udc41" }');
});

const breaks = ["\n", "\r", "\u2028", "\u2029", "*/", "`"];
test.each(breaks)("%j in what the cloud shows ends no comment and no text", async (ending) => {
  const text = await programFor({
    ...{ title: `x${ending}evil()`, zone: `${ending}evil()`, status: "Normal" },
    tags: { [`a${ending}evil()`]: `b${ending}evil()`, ["t".repeat(300) + ending]: `evil()${ending}` },
  });
  const { diagnostics = [], outputText } = transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  const texts = /"(?:[^"\\\n]|\\.)*"/g;
  expect(outputText.replace(texts, "").replace(/\/\/[^\n\r\u2028\u2029]*/g, "")).not.toContain("evil");
});

test.each([
  ["缓存 1", "cache", "cache"],
  ["class", "class", "cache"],
  ["9lives", "cache", "cache"],
  ["Web.Cache_2", "Web.Cache_2", "webCache2"],
  ["a\nb", "cache", "aB"],
])("an instance named %s is the resource %s in the variable %s", async (title, name, variable) => {
  expect(await programFor({ title })).toContain(`const ${variable} = new Toy("${name}", {\n`);
});

test.each([
  [{ code: "NoSuchToy", message: "none" }, "Toy Cloud has no instance toy-1 in north; --region names another region"],
  [{ status: "Creating" }, "toy-1 is Creating; it can be adopted when it is ready"],
])("%j is one sentence", async (shown, text) => {
  await expect(programFor(shown)).rejects.toThrow(text);
});
