import { announcements } from "../../../provider/core/batch/announcements";
import { type BatchPlan, planOf } from "../../../provider/core/batch/plan";
import { VirtualClock } from "../../support/virtualClock";
import { ToyCloud } from "../toy";
import { type ToyBatchArgs, type ToyGroup, toyBatch } from "./toyBatch";

const batch = toyBatch(new ToyCloud(new VirtualClock()));
const unknownNumber = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Was = Partial<Record<"group" | "readiness" | "createTime" | "zone", string>> & { readonly ordinal?: number };

/** The state of a batch with these members, `m0`, `m1` and so on. */
function stateOf(args: ToyBatchArgs, members: readonly Was[]) {
  return {
    region: "north",
    ...args,
    members: members.map(({ group = "0", readiness: _, ordinal: _number, ...shown }, index) => ({
      instanceId: `m${index}`,
      group,
      region: "north",
      ...shown,
    })),
    __memberStates: members.map(({ readiness = "ready", ordinal }, index) => ({
      ordinal: ordinal ?? index,
      readiness: readiness,
    })),
    __inputKeys: Object.keys(args),
  };
}

const planFor = (was: ReturnType<typeof stateOf>, ...groups: ToyGroup[]): BatchPlan =>
  planOf(batch, batch.member, was, { region: "north", groups });
const surplus = ({ deletes }: BatchPlan) => deletes.map(({ member }) => member.id);
const slots = ({ slots }: BatchPlan) =>
  slots.map((step) => {
    if (step.kind === "keep") return step.member.id;
    return step.kind === "replace" ? `new for ${step.old.member.id}` : "new";
  });

describe("the plan of a batch", () => {
  const two = { groups: [{ quantity: 2 }] };

  test("has no steps when the batch is as requested", () => {
    const plan = planFor(stateOf(two, [{}, {}]), ...two.groups);
    expect(plan).toMatchObject({ deletes: [], pendingDeletion: [], forgotten: [] });
    expect(slots(plan)).toEqual(["m0", "m1"]);
  });

  test("adds slots behind the existing ones, with free ordinals", () => {
    const more = planFor(stateOf(two, [{ ordinal: 4 }, { ordinal: 1 }]), { quantity: 4 });
    expect(slots(more)).toEqual(["m0", "m1", "new", "new"]);
    expect(more.slots.map(({ ordinal }) => ordinal)).toEqual([4, 1, 5, 6]);
  });

  test.each<[string, readonly Was[], readonly string[]]>([
    ["lost members first", [{ readiness: "lost" }, { createTime: "2026-01-02" }, {}], ["m2"]],
    ["failed members before ready ones", [{ readiness: "failed" }, { createTime: "2026-01-02" }, {}], ["m0", "m2"]],
    ["the newest", ["03", "02", "01"].map((day) => ({ createTime: `2026-01-${day}` })), ["m0", "m1"]],
    ["the last of equal age", [{}, {}, {}], ["m1", "m2"]],
  ])("deletes %s", (_, was, gone) => {
    expect(surplus(planFor(stateOf(two, was), { quantity: 1 })).sort()).toEqual(gone);
  });

  test("forgets lost members that are not replaced", () => {
    const less = planFor(stateOf(two, [{ readiness: "lost" }, {}]), { quantity: 1 });
    expect([less.forgotten.map(({ id }) => id), slots(less)]).toEqual([["m0"], ["m1"]]);
  });

  test("deletes nothing for an unknown quantity", () => {
    const was = stateOf(two, [{}, {}]);
    expect(slots(planFor(was, { quantity: unknownNumber as never }))).toEqual(["m0", "m1"]);
  });

  test("replaces members for an unknown value of a replacing argument", () => {
    const was = stateOf(two, [{ zone: "a" }, { zone: "a" }]);
    expect(slots(planFor(was, { quantity: 2, zone: unknownText }))).toEqual(["new for m0", "new for m1"]);
  });

  test("keeps the members of a position that gets a name", () => {
    const was = stateOf(two, [{ group: "0" }, { group: "0" }]);
    expect(slots(planFor(was, { group: "web", quantity: 2 }))).toEqual(["m0", "m1"]);
  });

  test("does not give the members of a position to a group that was named before", () => {
    const web = { group: "web", quantity: 1 };
    const was = stateOf({ groups: [{ quantity: 1 }, web] }, [{ group: "0" }, { group: "web" }]);
    const now = planFor(was, web);
    expect([slots(now), surplus(now)]).toEqual([["m1"], ["m0"]]);
  });

  test("deletes the members of a group whose name no longer occurs", () => {
    const was = stateOf({ groups: [{ group: "web" }] }, [{ group: "web" }]);
    const now = planFor(was, { group: "app" });
    expect([slots(now), surplus(now)]).toEqual([["new"], ["m0"]]);
  });

  test("takes less than 5 s for thousands of members in hundreds of groups", () => {
    const groups = Array.from({ length: 200 }, (_, index) => ({ group: `g${index}`, quantity: 30 }));
    const was = stateOf(
      { groups },
      groups.flatMap(({ group }) => Array.from({ length: 30 }, () => ({ group }))),
    );
    const started = performance.now();
    expect(planFor(was, ...groups).slots).toHaveLength(6000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("is announced in one sentence for each reason", () => {
    const was = stateOf({ groups: [{ quantity: 4 }] }, [
      { readiness: "lost" },
      { readiness: "failed" },
      { zone: "a" },
      { zone: "b" },
      { zone: "b", createTime: "2026-01-01" },
    ]);
    expect(announcements(planFor(was, { quantity: 5, zone: "b" }))).toEqual([
      "Creates new instances in the places of m0, which no longer exist.",
      "Deletes m1, which never became ready, and creates new instances in their places.",
      "Replaces m2 by new, empty instances, because zone cannot be changed in place.",
    ]);
  });
});
