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

describe("attributionOf", () => {
  const dayMs = 24 * 3600_000;
  const now = Date.parse("2026-01-02T00:00:00Z");
  const found = (pendingTag: Partial<PendingTag> = {}, more: Partial<TaggedInstance> = {}): TaggedInstance => ({
    id: "i-1",
    pendingTag: formatPendingTag({ ...mine, ...pendingTag }),
    isReturned: false,
    createdAt: now - 60_000,
    isDeleting: false,
    ...more,
  });
  const other = digest("other");
  const ofOther = { identity: other };
  const returned = { isReturned: true };
  const taken = { pendingTag: takeValue(mine) };

  test.each<[string, Attribution, TaggedInstance, ((history: EngineHistory) => void)?]>([
    ["same urn, stack and identity, young", "ours", found()],
    ["another urn", "anotherResource", found({ urn: other })],
    ["a tag of another form", "anotherResource", found({}, { pendingTag: "true" })],
    ["another stack or backend: somebody else's stack of the same name", "notOurs", found({ stack: other })],
    ["another identity: created with other arguments", "notOurs", found(ofOther)],
    ["another identity, and its id was returned to the engine", "inDoubt", found(ofOther, returned)],
    ["another identity, returned, and held", "notOurs", found(ofOther, returned), (all) => all.recordHeld(["i-1"])],
    ["another stack, returned", "notOurs", found({ stack: other }, returned)],
    ["being deleted", "notOurs", found({}, { isDeleting: true })],
    ["a diff saw its id", "notOurs", found(), (all) => all.recordDiff("urn:x", ["i-1"], false)],
    ["a diff saw another id", "ours", found(), (all) => all.recordDiff("urn:x", ["i-2"], false)],
    ["create returned it", "notOurs", found(), (all) => all.claim("urn:x", ["i-1"])],
    [
      "its identity is in another's old inputs",
      "notOurs",
      found(),
      (all) => all.recordCheck("urn:x", mine.identity, {}),
    ],
    ["another identity is in old inputs", "ours", found(), (all) => all.recordCheck(urn, other, {})],
    ["a millisecond less than a day old", "ours", found({}, { createdAt: now - dayMs + 1 })],
    ["a day old", "inDoubt", found({}, { createdAt: now - dayMs })],
    ["young, but its id was returned to the engine", "inDoubt", found({}, returned)],
    ["returned and old, but a person wants it taken", "ours", found({}, { ...returned, ...taken, createdAt: 0 })],
    ["to be taken, but the state holds it", "notOurs", found({}, taken), (all) => all.recordHeld(["i-1"])],
    ["left alone by a person", "anotherResource", found({}, { pendingTag: leftAlone })],
    ["of unknown age", "inDoubt", found({}, { createdAt: undefined })],
    ["old, of another identity", "notOurs", found(ofOther, { createdAt: now - 9 * dayMs })],
    ["old, of another urn", "anotherResource", found({ urn: other }, { createdAt: 0 })],
    ["the cloud's clock is ahead of ours", "ours", found({}, { createdAt: now + 60_000 })],
  ])("%s: %s", (_, expected, tagged, record = () => undefined) => {
    const history = new EngineHistory();
    record(history);
    expect(attributionOf(tagged, mine, history, now)).toBe(expected);
  });
});
