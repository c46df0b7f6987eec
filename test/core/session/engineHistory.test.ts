import { EngineHistory } from "../../../provider/core/session/engineHistory";

const urn = "urn:a";
let history: EngineHistory;
beforeEach(() => {
  history = new EngineHistory();
});

/** The engine's calls, in the orders in which they occur. */
const calls = {
  same: (id: string, of = urn) => {
    history.recordCheck(of, `identity of ${id}`, { title: id });
    history.recordDiff(of, [id], false);
  },
  replaced: (id: string, by: string) => {
    history.recordCheck(urn, `identity of ${id}`, {});
    history.recordDiff(urn, [id], true);
    history.recordCheckOfNew(urn);
    history.claim(urn, [by]);
  },
  created: (id: string) => {
    history.recordCheckOfNew(urn);
    history.claim(urn, [id]);
  },
  refreshed: (id: string) => history.recordDiff(urn, [id], false),
};

describe("recordTokens", () => {
  const other = "urn:b";
  const here = "cloud, location";

  test.each<[string, isNew: boolean, () => string | undefined, string | undefined]>([
    ["of a new resource beside another new one", true, () => history.recordTokens(other, here, ["t"], true), urn],
    ["of a new resource beside an old one", false, () => history.recordTokens(other, here, ["s", "t"], true), urn],
    ["of an old resource beside a new one", true, () => history.recordTokens(other, here, ["t"], false), urn],
    ["of two old resources", false, () => history.recordTokens(other, here, ["t"], false), undefined],
    ["of the same resource again", true, () => history.recordTokens(urn, here, ["t"], true), undefined],
    ["in another location", true, () => history.recordTokens(other, "elsewhere", ["t"], true), undefined],
    ["another token", true, () => history.recordTokens(other, here, ["s"], true), undefined],
  ])("%s", (_, isNew, record, expected) => {
    history.recordTokens(urn, here, ["t"], isNew);
    expect(record()).toBe(expected);
  });
});

describe("isKept", () => {
  const { same, created, replaced, refreshed } = calls;
  const deleteBeforeReplace = () => {
    history.recordCheck(urn, "identity of i-1", {});
    history.recordDiff(urn, ["i-1"], true);
  };
  const checkedAgain = () => history.recordCheckOfNew(urn);

  test.each<[string, (() => void)[], kept: readonly string[], notKept: readonly string[]]>([
    ["an id that create returned", [() => created("i-1")], ["i-1"], []],
    ["an id that diff saw without a replacement", [() => same("i-1")], ["i-1"], []],
    ["only the new id of a replacement", [() => replaced("i-1", "i-2")], ["i-2"], ["i-1"]],
    ["no id whose replacement deletes first, from diff on", [deleteBeforeReplace], [], ["i-1"]],
    [
      "only the new id after a diff, as by replaceOnChanges",
      [() => same("i-1"), () => created("i-2")],
      ["i-2"],
      ["i-1"],
    ],
    ["only the new id of a replacement without a diff, as by --replace", [() => created("i-2")], ["i-2"], ["i-1"]],
    ["no id that only a refresh compared: it may be about to be deleted", [() => refreshed("i-1")], [], ["i-1"]],
    [
      "an id of another resource during a replacement",
      [() => same("i-9", "urn:b"), () => same("i-1"), () => created("i-2")],
      ["i-9"],
      ["i-1"],
    ],
    ["an id that create returned, checked as new again", [() => created("i-1"), checkedAgain], ["i-1"], []],
    ["no id that never occurred", [], [], ["i-1"]],
  ])("keeps %s", (_, steps, kept, notKept) => {
    for (const step of steps) step();
    expect([...kept, ...notKept].filter((id) => history.isKept(id))).toEqual(kept);
  });
});

describe("isHeld", () => {
  test.each<[string, (id: string) => void, boolean]>([
    ["diff saw", calls.same, true],
    ["a refresh saw", calls.refreshed, true],
    ["create returned", calls.created, true],
    ["is being replaced", (id) => calls.replaced(id, "i-2"), true],
    ["no call named", () => calls.same("i-2"), false],
  ])("of an id that %s", (_, call, isHeld) => {
    call("i-1");
    expect(history.isHeld("i-1")).toBe(isHeld);
  });

  test("wasShown holds for ids of diff and not of create, which a crash may still lose", () => {
    calls.created("i-1");
    calls.refreshed("i-2");
    expect([history.wasShown("i-1"), history.wasShown("i-2")]).toEqual([false, true]);
  });
});

describe("old inputs", () => {
  test("the identity in a resource's old inputs is what its replacement replaces", () => {
    expect(history.replacedIdentity(urn)).toBeUndefined();
    calls.same("i-1");
    expect(history.replacedIdentity(urn)).toBe("identity of i-1");
    expect(history.replacedIdentity("urn:b")).toBeUndefined();
  });

  test("an identity in any resource's old inputs counts as seen", () => {
    calls.same("i-1", "urn:b");
    expect([history.sawIdentity("identity of i-1"), history.sawIdentity("identity of i-2")]).toEqual([true, false]);
  });

  test("old inputs are those of the last check", () => {
    calls.same("i-1");
    calls.same("i-2");
    expect(history.oldInputs(urn)).toEqual({ title: "i-2" });
    expect(history.oldInputs("urn:b")).toBeUndefined();
  });
});
