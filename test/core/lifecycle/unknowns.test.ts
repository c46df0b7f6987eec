import { Settings } from "../../../provider/core/client/settings";
import { check } from "../../../provider/core/lifecycle/check";
import { diff } from "../../../provider/core/lifecycle/diff";
import { toyDefinition, toyEnv, toySession } from "../toy";

const urn = "urn:toy";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Nothing of this instance may be deleted. */
const definition = { ...toyDefinition(), whyUndeletable: () => "it is protected." };
const settings = new Settings(definition.cloud, () => undefined, toyEnv);
const olds = { __urn: urn, region: "north", zone: "a", __readiness: "ready", __inputKeys: ["region", "zone"] };

/** What a preview says of an edit, after the engine has called `check`. */
function preview(news: Record<string, unknown>) {
  const session = toySession();
  session.engineHistory.recordCheck(urn, "identity", olds);
  return diff(definition, session, settings, "i-1", olds, { __urn: urn, region: "north", ...news });
}

describe("an unknown value", () => {
  test("of an argument that only a replacement can change plans one, and is not rejected: it may be the present value", () => {
    expect(preview({ zone: unknown })).toMatchObject({ replaces: ["zone"] });
  });

  test("does not hide that a known value is bound to fail", () => {
    expect(() => preview({ zone: "b" })).toThrow("a change of zone needs a replacement, but it is protected.");
    expect(() => preview({ zone: "b", title: unknown })).toThrow("a change of zone needs a replacement");
  });
});

describe("check", () => {
  const session = toySession();
  const checked = (news: Record<string, unknown>) =>
    check(definition, session, settings, {}, { __urn: urn, ...news }).failures?.map(({ reason }) => reason);

  test("keeps a secret argument secret, whoever set it", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "Secret-123" };
    const given = { __urn: urn, region: "north", title: "sessions" };
    const inputsWith = (password: string) => check(definition, session, settings, {}, { ...given, password }).inputs;
    expect(inputsWith("Secret-123")).toMatchObject({ title: "sessions", password: secret });
    expect(inputsWith(unknown)).toMatchObject({ password: unknown });
  });

  const wrong = [Number.NaN, Number.POSITIVE_INFINITY, new Date(0), { length: "x" }, [undefined]];
  test.each(wrong)("names an argument with the value %p beside all other problems", (title) => {
    const reasons = checked({ region: "north", title, nonsense: 1 })?.join("\n");
    expect(reasons).toMatch(/^title/m);
    expect(reasons).toMatch(/^nonsense: no such argument/m);
  });
});
