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

  test.each<[string, () => string | undefined, string | undefined]>([
    ["of a new resource beside another new one", () => history.recordTokens(other, here, ["t"], true), urn],
    ["of a new resource beside an old one", () => history.recordTokens(other, here, ["s", "t"], true), urn],
    ["of the same resource again", () => history.recordTokens(urn, here, ["t"], true), undefined],
    ["in another location", () => history.recordTokens(other, "elsewhere", ["t"], true), undefined],
    ["another token", () => history.recordTokens(other, here, ["s"], true), undefined],
  ])("%s", (name, record, expected) => {
    history.recordTokens(urn, here, ["t"], name !== "of a new resource beside an old one");
    expect(record()).toBe(expected);
  });

  test("of an old resource conflicts with a new one, and not with another old one", () => {
    history.recordTokens(urn, here, ["t"], false);
    expect(history.recordTokens(other, here, ["t"], false)).toBeUndefined();
    history.recordTokens("urn:c", here, ["u"], true);
    expect(history.recordTokens("urn:d", here, ["u"], false)).toBe("urn:c");
  });
});

describe("isKept", () => {
  const deleteBeforeReplace = (id: string) => {
    history.recordCheck(urn, `identity of ${id}`, {});
    history.recordDiff(urn, [id], true);
  };

  test.each<[string, () => void, kept: readonly string[], notKept: readonly string[]]>([
    ["an id that create returned", () => calls.created("i-1"), ["i-1"], []],
    ["an id that diff saw without a replacement", () => calls.same("i-1"), ["i-1"], []],
    ["only the new id of a replacement", () => calls.replaced("i-1", "i-2"), ["i-2"], ["i-1"]],
    ["no id whose replacement deletes first, from diff on", () => deleteBeforeReplace("i-1"), [], ["i-1"]],
    [
      "only the new id when a replacement follows a diff without one, as by replaceOnChanges",
      () => {
        calls.same("i-1");
        calls.created("i-2");
      },
      ["i-2"],
      ["i-1"],
    ],
    ["only the new id of a replacement without a diff, as by --replace", () => calls.created("i-2"), ["i-2"], ["i-1"]],
    [
      "no id that only a refresh compared: its entry may be about to be deleted",
      () => calls.refreshed("i-1"),
      [],
      ["i-1"],
    ],
    [
      "an id of another resource during a replacement",
      () => {
        calls.same("i-9", "urn:b");
        calls.same("i-1");
        calls.created("i-2");
      },
      ["i-9"],
      ["i-1"],
    ],
    [
      "an id that create returned when the resource is checked as new again",
      () => {
        calls.created("i-1");
        history.recordCheckOfNew(urn);
      },
      ["i-1"],
      [],
    ],
    ["no id that never occurred", () => undefined, [], ["i-1"]],
  ])("keeps %s", (_, call, kept, notKept) => {
    call();
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
