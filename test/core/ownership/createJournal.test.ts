import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileCreateJournal } from "../../../provider/core/ownership/createJournal";
import { VirtualClock } from "../../support/virtualClock";

const day = 24 * 3600_000;
let home: string;
let clock: VirtualClock;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cn-cache-journal-"));
  clock = new VirtualClock();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = () => fileCreateJournal({ PULUMI_HOME: home }, clock);
const folder = () => join(home, "cn-cache", "unanswered");
const attempt = () => ({ token: "token-1", startedAt: clock.now() });

describe("the create journal", () => {
  test("finds an open attempt in a later process", () => {
    open().begin("tag", attempt());
    expect(open().find("tag")).toEqual({ token: "token-1", startedAt: clock.now() });
    expect(open().find("another")).toBeUndefined();
  });

  test("removes an ended attempt and its file", () => {
    open().begin("tag", attempt());
    open().end("tag");
    expect(open().find("tag")).toBeUndefined();
    expect(readdirSync(folder())).toEqual([]);
  });

  test("keeps the last attempt under a pending tag", () => {
    open().begin("tag", attempt());
    open().begin("tag", { token: "token-2", startedAt: clock.now() });
    expect(open().find("tag")?.token).toBe("token-2");
  });

  test("finds an attempt for 24 hours", () => {
    open().begin("tag", attempt());
    clock.advance(day - 1);
    expect(open().find("tag")?.token).toBe("token-1");
    clock.advance(1);
    expect(open().find("tag")).toBeUndefined();
  });

  test("forgets by this machine's clock, though the cloud's is another", () => {
    open().begin("tag", { token: "token-1", startedAt: clock.now() - 25 * 3600_000 });
    expect(open().find("tag")).toEqual({ token: "token-1", startedAt: clock.now() - 25 * 3600_000 });
    clock.advance(day);
    expect(open().find("tag")).toBeUndefined();
  });

  test("writes files that only the user can read", () => {
    open().begin("tag", attempt());
    expect(statSync(join(folder(), "tag.json")).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  describe("follows no symbolic link", () => {
    const victim = () => join(home, "victim");

    test("in place of its file, to read or to write", () => {
      open().begin("other", attempt());
      writeFileSync(victim(), JSON.stringify({ ...attempt(), token: "planted" }));
      symlinkSync(victim(), join(folder(), "tag.json"));
      expect(open().find("tag")).toBeUndefined();
      open().begin("tag", attempt());
      expect(readFileSync(victim(), "utf8")).toContain("planted");
    });

    test.each(["cn-cache", "cn-cache/unanswered"])("in place of its folder %s", (name) => {
      const elsewhere = join(home, "elsewhere");
      mkdirSync(join(elsewhere, "unanswered"), { recursive: true });
      mkdirSync(join(home, name, ".."), { recursive: true });
      symlinkSync(elsewhere, join(home, name));
      open().begin("tag", attempt());
      expect([readdirSync(elsewhere), readdirSync(join(elsewhere, "unanswered"))]).toEqual([["unanswered"], []]);
    });
  });

  test.each(["", "{", "null", "7", '{"token":"t"}'])("ignores a file with %p", (text) => {
    open().begin("tag", attempt());
    writeFileSync(join(folder(), "tag.json"), text);
    expect(open().find("tag") ?? undefined).toBeUndefined();
  });

  test("ignores a folder that cannot be written", () => {
    writeFileSync(join(home, "cn-cache"), "a file where the folder belongs");
    expect(() => open().begin("tag", attempt())).not.toThrow();
    expect(open().find("tag")).toBeUndefined();
    expect(() => open().end("tag")).not.toThrow();
  });

  test("knows the regions of a stack and a cloud until nothing is left there, and a moment longer", () => {
    const regions = () => open().regions("stack", "aliyun");
    open().beginRegion("stack", "aliyun", "cn-beijing");
    open().beginRegion("stack", "jd", "cn-north-1");
    open().beginRegion("other", "aliyun", "cn-shanghai");
    expect(regions()).toEqual(["cn-beijing"]);
    open().endRegion("stack", "aliyun", "cn-beijing");
    expect(regions()).toEqual(["cn-beijing"]);
    clock.advance(30 * day);
    expect(regions()).toEqual(["cn-beijing"]);
    open().endRegion("stack", "aliyun", "cn-beijing");
    expect(regions()).toEqual([]);
  });
});
