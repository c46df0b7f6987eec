import { EngineHistory } from "../../../provider/core/session/engineHistory";

const urn = "urn:a";
let seen: EngineHistory;
beforeEach(() => {
  seen = new EngineHistory();
});

/** The engine's calls in the orders in which they really come (design §11). */
const calls = {
  same: (id: string, of = urn) => {
    seen.recordCheck(of, `birth of ${id}`, { title: id });
    seen.recordDiff(of, [id], false);
  },
  replaced: (id: string, by: string) => {
    seen.recordCheck(urn, `birth of ${id}`, {});
    seen.recordDiff(urn, [id], true);
    seen.recordCheckOfNew(urn);
    seen.claim(urn, [by]);
  },
  replacedWithoutAsking: (by: string) => {
    seen.recordCheckOfNew(urn);
    seen.claim(urn, [by]);
  },
  created: (id: string) => {
    seen.recordCheckOfNew(urn);
    seen.claim(urn, [id]);
  },
  refreshed: (id: string) => seen.recordDiff(urn, [id], false),
};

describe("an id is kept, so that deleting it takes nothing from an entry that stays", () => {
  test("when create has handed it out", () => {
    calls.created("i-1");
    expect(seen.isKept("i-1")).toBe(true);
  });

  test("when it was checked with old inputs and compared without a replacement", () => {
    calls.same("i-1");
    expect(seen.isKept("i-1")).toBe(true);
  });

  test("but not when the comparison asked for a replacement", () => {
    calls.replaced("i-1", "i-2");
    expect([seen.isKept("i-1"), seen.isKept("i-2")]).toEqual([false, true]);
  });

  test("but not from the comparison on, when the old one is deleted first", () => {
    seen.recordCheck(urn, "birth of i-1", {});
    seen.recordDiff(urn, ["i-1"], true);
    expect(seen.isKept("i-1")).toBe(false);
  });

  test("but not when a replacement follows all the same, as by replaceOnChanges", () => {
    calls.same("i-1");
    calls.replacedWithoutAsking("i-2");
    expect([seen.isKept("i-1"), seen.isKept("i-2")]).toEqual([false, true]);
  });

  test("but not when it was replaced without asking us, as by --replace", () => {
    calls.replacedWithoutAsking("i-2");
    expect(seen.isKept("i-1")).toBe(false);
  });

  test("but not when only a refresh compared it: the entry may be about to be deleted", () => {
    calls.refreshed("i-1");
    expect(seen.isKept("i-1")).toBe(false);
  });

  test("and another resource's replacement changes nothing of that", () => {
    calls.same("i-9", "urn:b");
    calls.same("i-1");
    calls.replacedWithoutAsking("i-2");
    expect(seen.isKept("i-9")).toBe(true);
  });

  test("and what create has handed out stays kept when the resource is checked as new again", () => {
    calls.created("i-1");
    seen.recordCheckOfNew(urn);
    expect(seen.isKept("i-1")).toBe(true);
  });

  test("but an id that nobody has shown us is not", () => {
    expect(seen.isKept("i-1")).toBe(false);
  });
});

describe("an id is held by the state", () => {
  test.each<[string, (id: string) => void]>([
    ["when diff was shown it", calls.same],
    ["when a refresh was shown it", calls.refreshed],
    ["when create has handed it out", calls.created],
    ["when it is being replaced", (id) => calls.replaced(id, "i-2")],
  ])("%s", (_, call) => {
    call("i-1");
    expect(seen.isHeld("i-1")).toBe(true);
  });

  test("and not when nobody has shown it", () => {
    calls.same("i-2");
    expect(seen.isHeld("i-1")).toBe(false);
  });

  test("sawInDiff tells diff's ids from create's, which a crash may still lose", () => {
    calls.created("i-1");
    calls.refreshed("i-2");
    expect([seen.wasDiffed("i-1"), seen.wasDiffed("i-2")]).toEqual([false, true]);
  });
});

describe("births and old inputs", () => {
  test("the birth of a resource's old inputs is what its replacement replaces", () => {
    expect(seen.replacedIdentity(urn)).toBeUndefined();
    calls.same("i-1");
    expect(seen.replacedIdentity(urn)).toBe("birth of i-1");
    expect(seen.replacedIdentity("urn:b")).toBeUndefined();
  });

  test("a birth in anybody's old inputs was seen, under any URN", () => {
    calls.same("i-1", "urn:b");
    expect([seen.sawIdentity("birth of i-1"), seen.sawIdentity("birth of i-2")]).toEqual([true, false]);
  });

  test("old inputs are those of the last check", () => {
    calls.same("i-1");
    calls.same("i-2");
    expect(seen.oldInputs(urn)).toEqual({ title: "i-2" });
    expect(seen.oldInputs("urn:b")).toBeUndefined();
  });
});
