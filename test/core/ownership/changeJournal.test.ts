import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeKey, fileChangeJournal } from "../../../provider/core/ownership/changeJournal";
import { VirtualClock } from "../../support/virtualClock";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cn-cache-changes-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const clock = new VirtualClock();
const open = () => fileChangeJournal({ PULUMI_HOME: home }, clock);
const folder = () => join(home, "cn-cache", "changes");
const key = changeKey("urn:pulumi:dev::shop::Toy::cache", "r-../../1");

describe("the change journal", () => {
  test("finds in a later process what an update has sent, weeks later", () => {
    open().begin(key, { names: ["password"], before: "stamp" });
    clock.advance(60 * 24 * 3600_000);
    expect(open().find(key)).toEqual({ names: ["password"], before: "stamp" });
    open().end(key);
    expect(open().find(key)).toBeUndefined();
    expect(readdirSync(folder())).toEqual([]);
  });

  test("no id leads out of its folder, and the file says nothing of the stack", () => {
    open().begin(key, { names: ["password"] });
    const [file = ""] = readdirSync(folder());
    expect(file).toMatch(/^[0-9a-f]+\.json$/);
    expect(readFileSync(join(folder(), file), "utf8")).not.toMatch(/shop|r-/);
  });

  test("the same instance in the states of two resources has two entries", () => {
    expect(changeKey("urn:pulumi:dev::shop::Toy::other", "r-../../1")).not.toBe(key);
  });

  test("an unwritable folder is no error", () => {
    writeFileSync(join(home, "file"), "");
    const nowhere = fileChangeJournal({ PULUMI_HOME: join(home, "file") }, clock);
    expect(() => nowhere.begin(key, { names: [] })).not.toThrow();
    expect(nowhere.find(key)).toBeUndefined();
  });
});
