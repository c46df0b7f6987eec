import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { stackHash, stackNameOf } from "../../../provider/core/ownership/backend";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:AliyunRedis::sessions";

let folder: string;
let nonces = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cn-cache-backend-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (env: Record<string, string>, cwd = "/srv", internal: { urn?: string; organization?: string } = {}) =>
  stackHash(
    { env, cwd, nonce: () => `nonce-${++nonces}` },
    { __urn: internal.urn ?? urn, __organization: internal.organization ?? "" },
  );
const ofUrl = (url: string, cwd = "/srv") => hashOf({ PULUMI_BACKEND_URL: url }, cwd);

describe("the backend of a stack", () => {
  const project = (text: string, where = folder) => writeFileSync(join(where, "Pulumi.yaml"), text);
  const credentials = (text: string, where = folder) => writeFileSync(join(where, "credentials.json"), text);
  /** The hash that a URL has when it is given in the plainest way. */
  const hash = (url: string) => ofUrl(url, folder);

  test("the environment counts before the project file, and that before the CLI's credentials", () => {
    project("name: shop\nbackend:\n  url: https://project.example\n");
    credentials('{"current": "https://login.example"}');
    const env = { PULUMI_HOME: folder };
    expect(hashOf({ ...env, PULUMI_BACKEND_URL: "https://env.example" }, folder)).toBe(hash("https://env.example"));
    expect(hashOf({ ...env, PULUMI_BACKEND_URL: "" }, folder)).toBe(hash("https://project.example"));
    rmSync(join(folder, "Pulumi.yaml"));
    expect(hashOf(env, folder)).toBe(hash("https://login.example"));
    rmSync(join(folder, "credentials.json"));
    expect(hashOf(env, folder)).toBe(hash("https://api.pulumi.com"));
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
    expect(hashOf({ PULUMI_HOME: folder }, folder)).toBe(hash("https://b.example"));
  });

  test("a url outside `backend` in the project file is ignored", () => {
    project("name: shop\nconfig:\n  url: https://config.example\nbackend:\n  other: 1\nmore:\n  x: 1\n");
    expect(hashOf({ PULUMI_HOME: folder }, folder)).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ...["null", "[]", "backend:", "backend: 1", "backend: { url: 1 }", "backend: [url]", "a: {", "backend:\n\turl: x"],
    `backend:\n${" \n".repeat(100_000)}x`,
    `backend:\n${" a: b\n".repeat(20_000)}`,
    // A few lines that mean thousands of millions of values.
    `a: &a [x]\n${[..."bcdefghijklm"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghijklm"[index]}`)}]`).join("\n")}\nbackend: *m\n`,
  ])("a project file without a backend's URL names none, and takes no time: %#", (text) => {
    project(text);
    expect(hashOf({ PULUMI_HOME: folder }, folder)).toBe(hash("https://api.pulumi.com"));
  });

  test.each(["Pulumi.yml", "Pulumi.json"])("the project file may be called %s", (name) => {
    writeFileSync(join(folder, name), '{"backend": {"url": "https://b.example"}}');
    expect(hashOf({ PULUMI_HOME: folder }, folder)).toBe(hash("https://b.example"));
  });

  test("the nearest project file above counts", () => {
    const inner = join(folder, "a", "b");
    mkdirSync(inner, { recursive: true });
    project("backend:\n  url: https://outer.example\n");
    expect(hashOf({}, inner)).toBe(hash("https://outer.example"));
    project("backend:\n  url: https://inner.example\n", join(folder, "a"));
    expect(hashOf({}, inner)).toBe(hash("https://inner.example"));
  });

  test("PULUMI_CREDENTIALS_PATH counts before PULUMI_HOME", () => {
    const other = join(folder, "other");
    mkdirSync(other);
    credentials('{"current": "https://home.example"}');
    credentials('{"current": "https://path.example"}', other);
    const env = { PULUMI_HOME: folder, PULUMI_CREDENTIALS_PATH: other };
    expect(hashOf(env, folder)).toBe(hash("https://path.example"));
  });

  test.each(["", "{", "null", "[]", '{"current": ""}'])("credentials of %p name no backend", (text) => {
    credentials(text);
    expect(hashOf({ PULUMI_HOME: folder }, folder)).toBe(hash("https://api.pulumi.com"));
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
    const path = join(folder, name);
    mkdirSync(join(path, ".pulumi"), { recursive: true });
    return path;
  };

  test("is the same under another path, as when it is mounted into a container, and behind a symbolic link", () => {
    const first = ofUrl(`file://${made("one")}`);
    symlinkSync(join(folder, "one"), join(folder, "link"));
    expect(ofUrl(`file://${join(folder, "link")}`)).toBe(first);
    renameSync(join(folder, "one"), join(folder, "two"));
    expect(ofUrl(`file://${join(folder, "two")}`)).toBe(first);
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
    const path = join(folder, "nothing");
    expect(ofUrl(`file://${path}`)).toBe(ofUrl(`file://${path}/`));
  });
});

describe("the hash of a stack", () => {
  const url = { PULUMI_BACKEND_URL: "https://b.example" };
  test("differs by organization, project and stack", () => {
    const hashes = [
      hashOf(url),
      hashOf(url, "/srv", { organization: "other" }),
      hashOf(url, "/srv", { urn: urn.replace("dev", "prod") }),
      hashOf(url, "/srv", { urn: urn.replace("shop", "bank") }),
    ];
    expect(new Set(hashes).size).toBe(4);
  });

  test("is the same for all resources of the stack", () => {
    expect(hashOf(url, "/srv", { urn: urn.replace("sessions", "carts") })).toBe(hashOf(url));
  });

  test("stands for the names in the URN", () => {
    expect(stackNameOf({ __urn: urn, __organization: "acme" })).toEqual({
      organization: "acme",
      project: "shop",
      stack: "dev",
    });
  });
});
