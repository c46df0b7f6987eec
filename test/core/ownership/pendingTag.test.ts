import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { digest } from "../../../provider/core/host/digest";
import {
  type Attribution,
  attribute,
  backendHash,
  dayMs,
  formatPendingTag,
  type PendingTag,
  parsePendingTag,
  urnHash,
} from "../../../provider/core/ownership/pendingTag";
import type { TaggedInstance } from "../../../provider/core/resource/cloud";
import { EngineHistory } from "../../../provider/core/session/engineHistory";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const mine: PendingTag = { urn: urnHash(urn), backend: digest("backend"), identity: digest("birth") };

describe("a mark", () => {
  test("is three hashes of 12 characters with full stops between, and is read back", () => {
    expect(formatPendingTag(mine)).toMatch(/^[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{12}$/);
    expect(parsePendingTag(formatPendingTag(mine))).toEqual(mine);
  });

  test.each([
    "",
    "yes",
    "0123456789ab.0123456789ab",
    "0123456789ab.0123456789ab.0123456789ab.0123456789ab",
    "0123456789AB.0123456789ab.0123456789ab",
    " 0123456789ab.0123456789ab.0123456789ab",
    "0123456789ab.0123456789ab.0123456789a",
    "0123456789ab_0123456789ab_0123456789ab",
  ])("%p is none: somebody else's tag", (text) => {
    expect(parsePendingTag(text)).toBeUndefined();
  });

  test("tells nothing of the names in it", () => {
    expect(formatPendingTag({ ...mine, urn: urnHash(urn) })).not.toMatch(/dev|shop|sessions/);
  });
});

describe("backendHash", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cn-cache-backend-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ofUrl = (url: string, cwd = "/srv", organization = "") =>
    backendHash({ PULUMI_BACKEND_URL: url }, cwd, organization);
  const project = (text: string, where = folder) => writeFileSync(join(where, "Pulumi.yaml"), text);
  const credentials = (text: string, where = folder) => writeFileSync(join(where, "credentials.json"), text);
  /** The hash that a URL has when it is given in the plainest way. */
  const hash = (url: string) => ofUrl(url, folder);

  test("the environment counts before the project file, and that before the CLI's credentials", () => {
    project("name: shop\nbackend:\n  url: https://project.example\n");
    credentials('{"current": "https://login.example"}');
    const env = { PULUMI_HOME: folder };
    expect(backendHash({ ...env, PULUMI_BACKEND_URL: "https://env.example" }, folder, "")).toBe(
      hash("https://env.example"),
    );
    expect(backendHash({ ...env, PULUMI_BACKEND_URL: "" }, folder, "")).toBe(hash("https://project.example"));
    rmSync(join(folder, "Pulumi.yaml"));
    expect(backendHash(env, folder, "")).toBe(hash("https://login.example"));
    rmSync(join(folder, "credentials.json"));
    expect(backendHash(env, folder, "")).toBe(hash("https://api.pulumi.com"));
  });

  test.each([
    ["plain", "backend:\n  url: https://b.example\n"],
    ["quoted", 'backend:\n  url: "https://b.example"\n'],
    ["in single quotes", "backend:\n  url: 'https://b.example'\n"],
    ["after another key and with a comment", "backend:\n    other: 1\n    url: https://b.example # ours\n"],
    ["with Windows line ends", "name: x\r\nbackend:\r\n  url: https://b.example\r\nruntime: nodejs\r\n"],
  ])("backend.url is read: %s", (_, text) => {
    project(text);
    expect(backendHash({ PULUMI_HOME: folder }, folder, "")).toBe(hash("https://b.example"));
  });

  test("a url elsewhere in the project file is no backend", () => {
    project("name: shop\nconfig:\n  url: https://config.example\nbackend:\n  other: 1\nmore:\n  x: 1\n");
    expect(backendHash({ PULUMI_HOME: folder }, folder, "")).toBe(hash("https://api.pulumi.com"));
  });

  test("the nearest project file above counts", () => {
    const inner = join(folder, "a", "b");
    mkdirSync(inner, { recursive: true });
    project("backend:\n  url: https://outer.example\n");
    expect(backendHash({}, inner, "")).toBe(hash("https://outer.example"));
    project("backend:\n  url: https://inner.example\n", join(folder, "a"));
    expect(backendHash({}, inner, "")).toBe(hash("https://inner.example"));
  });

  test("PULUMI_CREDENTIALS_PATH counts before PULUMI_HOME", () => {
    const other = join(folder, "other");
    mkdirSync(other);
    credentials('{"current": "https://home.example"}');
    credentials('{"current": "https://path.example"}', other);
    const env = { PULUMI_HOME: folder, PULUMI_CREDENTIALS_PATH: other };
    expect(backendHash(env, folder, "")).toBe(hash("https://path.example"));
  });

  test.each(["", "{", "null", "[]", '{"current": ""}'])("credentials of %p name no backend", (text) => {
    credentials(text);
    expect(backendHash({ PULUMI_HOME: folder }, folder, "")).toBe(hash("https://api.pulumi.com"));
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

describe("claim", () => {
  const now = Date.parse("2026-01-02T00:00:00Z");
  const found = (mark: Partial<PendingTag> = {}, more: Partial<TaggedInstance> = {}): TaggedInstance => ({
    id: "i-1",
    pendingTag: formatPendingTag({ ...mine, ...mark }),
    createdAt: now - 60_000,
    isDeleting: false,
    ...more,
  });
  const seen = (look: (sightings: EngineHistory) => void) => {
    const sightings = new EngineHistory();
    look(sightings);
    return sightings;
  };
  const other = digest("other");

  test.each<[string, TaggedInstance, EngineHistory, Attribution]>([
    ["urn, backend and birth are the same, it is young", found(), new EngineHistory(), "ours"],
    ["another urn", found({ urn: other }), new EngineHistory(), "anotherResource"],
    [
      "another urn, and all else speaks for it",
      found({ urn: other }, { id: "i-2" }),
      new EngineHistory(),
      "anotherResource",
    ],
    ["a tag that is no mark", found({}, { pendingTag: "true" }), new EngineHistory(), "anotherResource"],
    [
      "another backend: somebody else's stack of the same name",
      found({ backend: other }),
      new EngineHistory(),
      "notOurs",
    ],
    ["another birth: begun with other arguments", found({ identity: other }), new EngineHistory(), "notOurs"],
    ["it is being deleted", found({}, { isDeleting: true }), new EngineHistory(), "notOurs"],
    ["a diff was shown its id", found(), seen((s) => s.recordDiff("urn:x", ["i-1"], false)), "notOurs"],
    ["a diff was shown another id", found(), seen((s) => s.recordDiff("urn:x", ["i-2"], false)), "ours"],
    ["create has handed it out", found(), seen((s) => s.claim("urn:x", ["i-1"])), "notOurs"],
    [
      "its birth is in old inputs, under another urn",
      found(),
      seen((s) => s.recordCheck("urn:x", mine.identity, {})),
      "notOurs",
    ],
    ["another birth is in old inputs", found(), seen((s) => s.recordCheck(urn, other, {})), "ours"],
    ["it is a millisecond short of a day old", found({}, { createdAt: now - dayMs + 1 }), new EngineHistory(), "ours"],
    ["it is a day old", found({}, { createdAt: now - dayMs }), new EngineHistory(), "oursButOld"],
    ["nobody says how old it is", found({}, { createdAt: undefined }), new EngineHistory(), "oursButOld"],
    [
      "it is old and of another birth",
      found({ identity: other }, { createdAt: now - 9 * dayMs }),
      new EngineHistory(),
      "notOurs",
    ],
    ["it is old and of another urn", found({ urn: other }, { createdAt: 0 }), new EngineHistory(), "anotherResource"],
    ["the cloud's clock is ahead of ours", found({}, { createdAt: now + 60_000 }), new EngineHistory(), "ours"],
  ])("%s: %4$s", (_, marked, sightings, expected) => {
    expect(attribute(marked, mine, sightings, now)).toBe(expected);
  });
});
