import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { digest } from "../../../provider/core/host/digest";
import { backendHash } from "../../../provider/core/ownership/backend";

describe("backendHash", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cn-cache-backend-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ofUrl = (url: string, cwd = "/srv", organization = "") =>
    backendHash({ env: { PULUMI_BACKEND_URL: url }, cwd }, organization);
  const project = (text: string, where = folder) => writeFileSync(join(where, "Pulumi.yaml"), text);
  const credentials = (text: string, where = folder) => writeFileSync(join(where, "credentials.json"), text);
  /** The hash that a URL has when it is given in the plainest way. */
  const hash = (url: string) => ofUrl(url, folder);

  test("the environment counts before the project file, and that before the CLI's credentials", () => {
    project("name: shop\nbackend:\n  url: https://project.example\n");
    credentials('{"current": "https://login.example"}');
    const env = { PULUMI_HOME: folder };
    expect(backendHash({ env: { ...env, PULUMI_BACKEND_URL: "https://env.example" }, cwd: folder }, "")).toBe(
      hash("https://env.example"),
    );
    expect(backendHash({ env: { ...env, PULUMI_BACKEND_URL: "" }, cwd: folder }, "")).toBe(
      hash("https://project.example"),
    );
    rmSync(join(folder, "Pulumi.yaml"));
    expect(backendHash({ env: env, cwd: folder }, "")).toBe(hash("https://login.example"));
    rmSync(join(folder, "credentials.json"));
    expect(backendHash({ env: env, cwd: folder }, "")).toBe(hash("https://api.pulumi.com"));
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
    expect(backendHash({ env: { PULUMI_HOME: folder }, cwd: folder }, "")).toBe(hash("https://b.example"));
  });

  test("a url outside `backend` in the project file is ignored", () => {
    project("name: shop\nconfig:\n  url: https://config.example\nbackend:\n  other: 1\nmore:\n  x: 1\n");
    expect(backendHash({ env: { PULUMI_HOME: folder }, cwd: folder }, "")).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ...["null", "[]", "backend:", "backend: 1", "backend: { url: 1 }", "backend: [url]", "a: {", "backend:\n\turl: x"],
    `backend:\n${" \n".repeat(100_000)}x`,
    `backend:\n${" a: b\n".repeat(20_000)}`,
    // A few lines that mean thousands of millions of values.
    `a: &a [x]\n${[..."bcdefghijklm"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghijklm"[index]}`)}]`).join("\n")}\nbackend: *m\n`,
  ])("a project file without a backend's URL names none, and takes no time: %#", (text) => {
    project(text);
    expect(backendHash({ env: { PULUMI_HOME: folder }, cwd: folder }, "")).toBe(hash("https://api.pulumi.com"));
  });

  test.each(["Pulumi.yml", "Pulumi.json"])("the project file may be called %s", (name) => {
    writeFileSync(join(folder, name), '{"backend": {"url": "https://b.example"}}');
    expect(backendHash({ env: { PULUMI_HOME: folder }, cwd: folder }, "")).toBe(hash("https://b.example"));
  });

  test("the nearest project file above counts", () => {
    const inner = join(folder, "a", "b");
    mkdirSync(inner, { recursive: true });
    project("backend:\n  url: https://outer.example\n");
    expect(backendHash({ env: {}, cwd: inner }, "")).toBe(hash("https://outer.example"));
    project("backend:\n  url: https://inner.example\n", join(folder, "a"));
    expect(backendHash({ env: {}, cwd: inner }, "")).toBe(hash("https://inner.example"));
  });

  test("PULUMI_CREDENTIALS_PATH counts before PULUMI_HOME", () => {
    const other = join(folder, "other");
    mkdirSync(other);
    credentials('{"current": "https://home.example"}');
    credentials('{"current": "https://path.example"}', other);
    const env = { PULUMI_HOME: folder, PULUMI_CREDENTIALS_PATH: other };
    expect(backendHash({ env: env, cwd: folder }, "")).toBe(hash("https://path.example"));
  });

  test.each(["", "{", "null", "[]", '{"current": ""}'])("credentials of %p name no backend", (text) => {
    credentials(text);
    expect(backendHash({ env: { PULUMI_HOME: folder }, cwd: folder }, "")).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ["a slash at the end", "https://b.example/", "https://b.example"],
    ["a relative path", "file://./state", "file:///srv/state"],
    ["the home folder", "file://~/state", `file://${homedir()}/state`],
    ["a path with dots and a slash at the end", "file:///srv/x/../state/", "file:///srv/state"],
  ])("%s makes no difference", (_, one, other) => {
    expect(ofUrl(one)).toBe(ofUrl(other));
  });

  test.each([
    ["another host", "https://a.example", "https://b.example"],
    ["another folder", "file:///srv/a", "file:///srv/b"],
    ["another bucket", "s3://a", "s3://b"],
  ])("%s makes a difference", (_, one, other) => {
    expect(ofUrl(one)).not.toBe(ofUrl(other));
  });

  test("a file backend is one on this machine: the host's name is in it", () => {
    expect(ofUrl("file:///srv/state")).toBe(digest([`file://${hostname()}/srv/state`, ""]));
  });

  test("another organization makes a difference", () => {
    expect(ofUrl("https://b.example", "/", "one")).not.toBe(ofUrl("https://b.example", "/", "two"));
  });

  test("the folder of the program makes none where the backend is not a relative path", () => {
    expect(ofUrl("https://b.example", "/a")).toBe(ofUrl("https://b.example", "/b"));
  });
});
