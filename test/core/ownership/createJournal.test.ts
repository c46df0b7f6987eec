import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileCreateJournal } from "../../../provider/core/ownership/createJournal";
import { useFolder } from "../../support/folder";
import { VirtualClock } from "../../support/virtualClock";

const day = 24 * 3600_000;
const home = useFolder();
let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock();
});

const open = () => fileCreateJournal({ PULUMI_HOME: home.path() }, clock);
const folder = () => home.path("cn-cache", "unanswered");
const attempt = () => ({ token: "token-1", startedAt: clock.now() });

describe("the create journal", () => {
  test("finds an open attempt in a later process, and removes an ended one and its file", () => {
    open().begin("tag", attempt());
    expect(open().find("tag")).toEqual({ token: "token-1", startedAt: clock.now() });
    expect(open().find("another")).toBeUndefined();
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
    const ahead = { token: "token-1", startedAt: clock.now() - 25 * 3600_000 };
    open().begin("tag", ahead);
    expect(open().find("tag")).toEqual(ahead);
    clock.advance(day);
    expect(open().find("tag")).toBeUndefined();
  });

  test("writes files that only the user can read", () => {
    open().begin("tag", attempt());
    expect(statSync(join(folder(), "tag.json")).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  describe("follows no symbolic link", () => {
    const victim = () => home.path("victim");

    test("in place of its file, to read or to write", () => {
      open().begin("other", attempt());
      home.write("victim", JSON.stringify({ ...attempt(), token: "planted" }));
      symlinkSync(victim(), join(folder(), "tag.json"));
      expect(open().find("tag")).toBeUndefined();
      open().begin("tag", attempt());
      expect(readFileSync(victim(), "utf8")).toContain("planted");
    });

    test.each(["cn-cache", "cn-cache/unanswered"])("in place of its folder %s", (name) => {
      const elsewhere = home.path("elsewhere");
      mkdirSync(join(elsewhere, "unanswered"), { recursive: true });
      mkdirSync(home.path(name, ".."), { recursive: true });
      symlinkSync(elsewhere, home.path(name));
      open().begin("tag", attempt());
      expect([readdirSync(elsewhere), readdirSync(join(elsewhere, "unanswered"))]).toEqual([["unanswered"], []]);
    });
  });

  test.each(["", "{", "null", "7", '{"token":"t"}'])("ignores a file with %p", (text) => {
    open().begin("tag", attempt());
    home.write("cn-cache/unanswered/tag.json", text);
    expect(open().find("tag") ?? undefined).toBeUndefined();
  });

  test("ignores a folder that cannot be written", () => {
    home.write("cn-cache", "a file where the folder belongs");
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
