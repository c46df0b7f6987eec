import { runCommandLine, type Subcommand } from "../../bin/commandLine";
import { sectionOf } from "../../bin/doctor";
import { inColumns, table } from "../../bin/table";
import type { OrphanReport } from "../../provider/core/provider/orphans";
import { inWords } from "../../provider/orphans";

/** What a terminal would obey, or show in another order, and a line that nobody of ours has written. */
const hostile = "\u001b]0;title\u0007\u001b[31mred\u202e\u2066\u009b2J\r\nforged line\u2028\u0000end";
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;
const lines = (text: string) => text.split("\n").filter(Boolean);

test("a cell is one line of plain text, and columns stay in line with it", () => {
  const [heads = "", row = "", ...others] = table(["name", "status"], [[hostile, "Normal"]]);
  expect(others).toEqual([]);
  expect(row).not.toMatch(obeyed);
  expect(row).toMatch(/red.*forged line.*end +Normal$/);
  expect(row.indexOf("Normal")).toBe(heads.indexOf("status"));
  expect(inColumns([hostile, hostile], [3])).not.toMatch(/\n/);
});

test("doctor's words are one line each, whatever they quote", () => {
  const check = { name: hostile, status: "ok", found: hostile, details: [hostile], advice: hostile } as const;
  const text = sectionOf({ title: hostile, checks: [check] });
  expect(text).not.toMatch(obeyed);
  expect(lines(text).filter((line) => line.startsWith("forged"))).toEqual([]);
});

test("the words of orphans are one line each, whatever clouds and states call things", () => {
  const place = { cloud: "aliyun", region: hostile, settings: hostile };
  const orphan = { ...place, id: hostile, createdAt: undefined, urn: hostile, isOfThisStack: true };
  const report: OrphanReport = {
    orphans: [orphan],
    lostOrders: [hostile],
    locations: [place],
    skipped: [{ ...place, reason: hostile }],
    notConfigured: [hostile],
    deletions: [{ id: hostile, whyNot: hostile }, { id: hostile }],
  };
  const text = inWords(report);
  expect(text).not.toMatch(obeyed);
  expect(lines(text)).toHaveLength(7);
  expect(text.endsWith("\n")).toBe(true);
});

test("an error is plain text", async () => {
  let err = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const fail: Subcommand = {
    ...{ name: "fail", summary: "fails", declare: (command) => command },
    run: () => Promise.reject(new Error(hostile)),
  };
  expect(await runCommandLine(["fail"], [fail])).toBe(2);
  jest.restoreAllMocks();
  expect(err).toMatch(/^error: /);
  expect(err).not.toMatch(obeyed);
});
