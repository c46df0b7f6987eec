import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { stackHash, stackNameOf } from "../../../provider/core/ownership/backend";
import { useFolder } from "../../support/folder";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:AliyunRedis::sessions";

const folder = useFolder();
let nonces = 0;

const hashOf = (env: Record<string, string>, cwd = "/srv", internal: Record<string, string> = {}) =>
  stackHash({ env, cwd, nonce: () => `nonce-${++nonces}` }, { __urn: urn, __organization: "", ...internal });
const ofUrl = (url: string, cwd = "/srv") => hashOf({ PULUMI_BACKEND_URL: url }, cwd);

describe("the backend of a stack", () => {
  const project = (text: string, where = ".") => folder.write(`${where}/Pulumi.yaml`, text);
  const credentials = (text: string, where = ".") => folder.write(`${where}/credentials.json`, text);
  /** The hash that a URL has when it is given in the plainest way. */
  const hash = (url: string) => ofUrl(url, folder.path());
  const ofFolder = () => hashOf({ PULUMI_HOME: folder.path() }, folder.path());

  test("the environment counts before the project file, and that before the CLI's credentials", () => {
    project("name: shop\nbackend:\n  url: https://project.example\n");
    credentials('{"current": "https://login.example"}');
    const env = { PULUMI_HOME: folder.path() };
    expect(hashOf({ ...env, PULUMI_BACKEND_URL: "https://env.example" }, folder.path())).toBe(
      hash("https://env.example"),
    );
    expect(hashOf({ ...env, PULUMI_BACKEND_URL: "" }, folder.path())).toBe(hash("https://project.example"));
    rmSync(folder.path("Pulumi.yaml"));
    expect(hashOf(env, folder.path())).toBe(hash("https://login.example"));
    rmSync(folder.path("credentials.json"));
    expect(hashOf(env, folder.path())).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ["plain", "backend:\n  url: https://b.example\n"],
    ["quoted", 'backend:\n  url: "https://b.example"\n'],
    ["in single quotes", "backend:\n  url: 'https://b.example'\n"],
    ["after another key and with a comment", "backend:\n    other: 1\n    url: https://b.example # ours\n"],
    ["in braces", "backend: { url: https://b.example }\n"],
    ["after a comment", "backend:\n# ours\n\n  # and theirs\n  url: https://b.example\n"],
    ["on a line of its own", "backend:\n  url: >-\n    https://b.example\n"],
    ["with an anchor", "x: &b\n  url: https://b.example\nbackend: *b\n"],
    ["as JSON", '{"name": "shop", "backend": {"url": "https://b.example"}}'],
    ["with Windows line ends", "name: x\r\nbackend:\r\n  url: https://b.example\r\nruntime: nodejs\r\n"],
  ])("backend.url is read: %s", (_, text) => {
    project(text);
    expect(ofFolder()).toBe(hash("https://b.example"));
  });

  const letters = [..."bcdefghijklm"];
  /** A few lines that mean thousands of millions of values. */
  const explosion = `a: &a [x]\n${letters.map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"a".concat(...letters)[index]}`)}]`).join("\n")}\nbackend: *m\n`;

  test.each([
    ...["null", "[]", "backend:", "backend: 1", "backend: { url: 1 }", "backend: [url]", "a: {", "backend:\n\turl: x"],
    "name: shop\nconfig:\n  url: https://config.example\nbackend:\n  other: 1\nmore:\n  x: 1\n",
    `backend:\n${" \n".repeat(100_000)}x`,
    `backend:\n${" a: b\n".repeat(20_000)}`,
    explosion,
  ])("a project file without a backend's URL names none, and takes no time: %#", (text) => {
    project(text);
    expect(ofFolder()).toBe(hash("https://api.pulumi.com"));
  });

  test.each(["Pulumi.yml", "Pulumi.json"])("the project file may be called %s", (name) => {
    folder.write(name, '{"backend": {"url": "https://b.example"}}');
    expect(ofFolder()).toBe(hash("https://b.example"));
  });

  test("the nearest project file above counts", () => {
    const inner = folder.path("a", "b");
    mkdirSync(inner, { recursive: true });
    project("backend:\n  url: https://outer.example\n");
    expect(hashOf({}, inner)).toBe(hash("https://outer.example"));
    project("backend:\n  url: https://inner.example\n", "a");
    expect(hashOf({}, inner)).toBe(hash("https://inner.example"));
  });

  test("PULUMI_CREDENTIALS_PATH counts before PULUMI_HOME", () => {
    credentials('{"current": "https://home.example"}');
    credentials('{"current": "https://path.example"}', "other");
    const env = { PULUMI_HOME: folder.path(), PULUMI_CREDENTIALS_PATH: folder.path("other") };
    expect(hashOf(env, folder.path())).toBe(hash("https://path.example"));
  });

  test.each(["", "{", "null", "[]", '{"current": ""}'])("credentials of %p name no backend", (text) => {
    credentials(text);
    expect(ofFolder()).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ["a slash at the end", "https://b.example/", "https://b.example"],
    ["a relative path", "file://./state", "file:///srv/state"],
    ["the home folder", "file://~/state", `file://${homedir()}/state`],
    ["a path with dots and a slash at the end", "file:///srv/x/../state/", "file:///srv/state"],
    ["an option of a file backend", "file:///srv/state?no_tmp_dir=true", "file:///srv/state"],
    ["an option of a bucket", "s3://a?region=eu-1&awssdk=v2", "s3://a"],
  ])("%s makes no difference", (_, one, other) => {
    expect(ofUrl(one)).toBe(ofUrl(other));
  });

  test.each([
    ["another host", "https://a.example", "https://b.example"],
    ["another folder", "file:///srv/a", "file:///srv/b"],
    ["another bucket", "s3://a", "s3://b"],
    ["another server of a bucket", "s3://a?endpoint=one:9000", "s3://a?endpoint=two:9000&region=x"],
  ])("%s makes a difference", (_, one, other) => {
    expect(ofUrl(one)).not.toBe(ofUrl(other));
  });

  test("the folder of the program makes none where the backend is not a relative path", () => {
    expect(ofUrl("https://b.example", "/a")).toBe(ofUrl("https://b.example", "/b"));
  });
});

describe("a file backend", () => {
  const made = (name: string) => {
    const path = folder.path(name);
    mkdirSync(join(path, ".pulumi"), { recursive: true });
    return path;
  };

  test("is the same under another path, as when it is mounted into a container, and behind a symbolic link", () => {
    const first = ofUrl(`file://${made("one")}`);
    symlinkSync(folder.path("one"), folder.path("link"));
    expect(ofUrl(`file://${folder.path("link")}`)).toBe(first);
    renameSync(folder.path("one"), folder.path("two"));
    expect(ofUrl(`file://${folder.path("two")}`)).toBe(first);
  });

  test("of another person is another one, though all names are the same", () => {
    expect(ofUrl(`file://${made("mine")}`)).not.toBe(ofUrl(`file://${made("theirs")}`));
  });

  test("gets its name once, whoever is first, and no other file", () => {
    const path = made("one");
    expect(new Set([1, 2, 3].map(() => ofUrl(`file://${path}`))).size).toBe(1);
    expect(readdirSync(join(path, ".pulumi"))).toEqual(["cn-cache-backend"]);
  });

  test("that cannot be written has a name by its path", () => {
    const path = folder.path("nothing");
    expect(ofUrl(`file://${path}`)).toBe(ofUrl(`file://${path}/`));
  });
});

describe("the hash of a stack", () => {
  const url = { PULUMI_BACKEND_URL: "https://b.example" };
  test("differs by organization, project and stack", () => {
    const [stack, project] = [urn.replace("dev", "prod"), urn.replace("shop", "bank")];
    const all = [{}, { __organization: "other" }, { __urn: stack }, { __urn: project }];
    expect(new Set(all.map((each) => hashOf(url, "/srv", each))).size).toBe(4);
  });

  test("is the same for all resources of the stack", () => {
    expect(hashOf(url, "/srv", { __urn: urn.replace("sessions", "carts") })).toBe(hashOf(url));
  });

  test("stands for the names in the URN", () => {
    const name = { organization: "acme", project: "shop", stack: "dev" };
    expect(stackNameOf({ __urn: urn, __organization: "acme" })).toEqual(name);
  });
});
