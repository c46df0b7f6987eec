import { digest } from "../../../provider/core/host/digest";
import {
  type Attribution,
  attributionOf,
  formatPendingTag,
  leftAlone,
  type PendingTag,
  parsePendingTag,
  takeValue,
  urnHash,
} from "../../../provider/core/ownership/pendingTag";
import type { TaggedInstance } from "../../../provider/core/resource/cloud";
import { EngineHistory } from "../../../provider/core/session/engineHistory";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const mine: PendingTag = { urn: urnHash(urn), stack: digest("stack"), identity: digest("identity") };

describe("a pending tag", () => {
  test("is three hashes of 12 characters with full stops between, and is read back", () => {
    expect(formatPendingTag(mine)).toMatch(/^[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{12}$/);
    expect(parsePendingTag(formatPendingTag(mine))).toEqual({ ...mine, isToBeTaken: false });
  });

  test("with .take behind it is a person's decision", () => {
    expect(parsePendingTag(takeValue(mine))).toEqual({ ...mine, isToBeTaken: true });
    // As much as Huawei Cloud's page allows.
    expect(takeValue(mine).length).toBeLessThanOrEqual(43);
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
  ])("%p is none: another tool's tag", (text) => {
    expect(parsePendingTag(text)).toBeUndefined();
  });

  test("reveals no names", () => {
    expect(formatPendingTag({ ...mine, urn: urnHash(urn) })).not.toMatch(/dev|shop|sessions/);
  });
});

const dayMs = 24 * 3600_000;

describe("attributionOf", () => {
  const now = Date.parse("2026-01-02T00:00:00Z");
  const found = (pendingTag: Partial<PendingTag> = {}, more: Partial<TaggedInstance> = {}): TaggedInstance => ({
    id: "i-1",
    pendingTag: formatPendingTag({ ...mine, ...pendingTag }),
    isReturned: false,
    createdAt: now - 60_000,
    isDeleting: false,
    ...more,
  });
  const historyOf = (record: (history: EngineHistory) => void) => {
    const history = new EngineHistory();
    record(history);
    return history;
  };
  const other = digest("other");

  test.each<[string, TaggedInstance, EngineHistory, Attribution]>([
    ["same urn, stack and identity, young", found(), new EngineHistory(), "ours"],
    ["another urn", found({ urn: other }), new EngineHistory(), "anotherResource"],
    ["another urn, all else the same", found({ urn: other }, { id: "i-2" }), new EngineHistory(), "anotherResource"],
    ["a tag of another form", found({}, { pendingTag: "true" }), new EngineHistory(), "anotherResource"],
    [
      "another stack or backend: somebody else's stack of the same name",
      found({ stack: other }),
      new EngineHistory(),
      "notOurs",
    ],
    ["another identity: created with other arguments", found({ identity: other }), new EngineHistory(), "notOurs"],
    [
      "another identity, and its id was returned to the engine",
      found({ identity: other }, { isReturned: true }),
      new EngineHistory(),
      "inDoubt",
    ],
    [
      "another identity, returned, and the state holds it",
      found({ identity: other }, { isReturned: true }),
      historyOf((s) => s.recordHeld(["i-1"])),
      "notOurs",
    ],
    ["another stack, returned", found({ stack: other }, { isReturned: true }), new EngineHistory(), "notOurs"],
    ["being deleted", found({}, { isDeleting: true }), new EngineHistory(), "notOurs"],
    ["a diff saw its id", found(), historyOf((s) => s.recordDiff("urn:x", ["i-1"], false)), "notOurs"],
    ["a diff saw another id", found(), historyOf((s) => s.recordDiff("urn:x", ["i-2"], false)), "ours"],
    ["create returned it", found(), historyOf((s) => s.claim("urn:x", ["i-1"])), "notOurs"],
    [
      "its identity is in old inputs, under another urn",
      found(),
      historyOf((s) => s.recordCheck("urn:x", mine.identity, {})),
      "notOurs",
    ],
    ["another identity is in old inputs", found(), historyOf((s) => s.recordCheck(urn, other, {})), "ours"],
    ["a millisecond less than a day old", found({}, { createdAt: now - dayMs + 1 }), new EngineHistory(), "ours"],
    ["a day old", found({}, { createdAt: now - dayMs }), new EngineHistory(), "inDoubt"],
    ["young, but its id was returned to the engine", found({}, { isReturned: true }), new EngineHistory(), "inDoubt"],
    [
      "returned and old, but a person wants it taken",
      found({}, { isReturned: true, createdAt: 0, pendingTag: takeValue(mine) }),
      new EngineHistory(),
      "ours",
    ],
    [
      "to be taken, but the state holds it",
      found({}, { pendingTag: takeValue(mine) }),
      historyOf((s) => s.recordHeld(["i-1"])),
      "notOurs",
    ],
    ["left alone by a person", found({}, { pendingTag: leftAlone }), new EngineHistory(), "anotherResource"],
    ["of unknown age", found({}, { createdAt: undefined }), new EngineHistory(), "inDoubt"],
    [
      "old, of another identity",
      found({ identity: other }, { createdAt: now - 9 * dayMs }),
      new EngineHistory(),
      "notOurs",
    ],
    ["old, of another urn", found({ urn: other }, { createdAt: 0 }), new EngineHistory(), "anotherResource"],
    ["the cloud's clock is ahead of ours", found({}, { createdAt: now + 60_000 }), new EngineHistory(), "ours"],
  ])("%s", (_, tagged, engineHistory, expected) => {
    expect(attributionOf(tagged, mine, engineHistory, now)).toBe(expected);
  });
});
