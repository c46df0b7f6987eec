import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
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

describe("the journal", () => {
  test("finds in a later process what was begun and not ended", () => {
    open().begin("mark", attempt());
    expect(open().find("mark")).toEqual({ token: "token-1", startedAt: clock.now() });
    expect(open().find("another")).toBeUndefined();
  });

  test("forgets what was ended, and leaves no file", () => {
    open().begin("mark", attempt());
    open().end("mark");
    expect(open().find("mark")).toBeUndefined();
    expect(readdirSync(folder())).toEqual([]);
  });

  test("keeps the last attempt of a mark", () => {
    open().begin("mark", attempt());
    open().begin("mark", { token: "token-2", startedAt: clock.now() });
    expect(open().find("mark")?.token).toBe("token-2");
  });

  test("believes an attempt for 24 hours", () => {
    open().begin("mark", attempt());
    clock.advance(day - 1);
    expect(open().find("mark")?.token).toBe("token-1");
    clock.advance(1);
    expect(open().find("mark")).toBeUndefined();
  });

  test("writes files that only the user can read", () => {
    open().begin("mark", attempt());
    expect(statSync(join(folder(), "mark.json")).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  test.each(["", "{", "null", "7", '{"token":"t"}'])("takes a file with %p for none", (text) => {
    open().begin("mark", attempt());
    writeFileSync(join(folder(), "mark.json"), text);
    expect(open().find("mark") ?? undefined).toBeUndefined();
  });

  test("is no error where nothing can be written", () => {
    writeFileSync(join(home, "cn-cache"), "a file where the folder belongs");
    expect(() => open().begin("mark", attempt())).not.toThrow();
    expect(open().find("mark")).toBeUndefined();
    expect(() => open().end("mark")).not.toThrow();
  });
});
