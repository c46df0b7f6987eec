import { announcements, type BatchPlan, planOf } from "../../../provider/core/batch/plan";
import { VirtualClock } from "../../support/virtualClock";
import { ToyCloud } from "../toy";
import { type ToyBatchArgs, type ToyGroup, toyBatch } from "./toyBatch";

const batch = toyBatch(new ToyCloud(new VirtualClock()));
const unknownNumber = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Was {
  readonly group?: string;
  readonly readiness?: "ready" | "pending" | "failed" | "lost";
  readonly createTime?: string;
  readonly zone?: string;
  readonly ordinal?: number;
}

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

  test("has nothing to do where all is as it shall be", () => {
    expect(planFor(stateOf(two, [{}, {}]), ...two.groups)).toMatchObject({
      deletes: [],
      pendingDeletion: [],
      forgotten: [],
    });
    expect(slots(planFor(stateOf(two, [{}, {}]), ...two.groups))).toEqual(["m0", "m1"]);
  });

  test("adds places behind those that are there, with numbers that nobody has", () => {
    const more = planFor(stateOf(two, [{ ordinal: 4 }, { ordinal: 1 }]), { quantity: 4 });
    expect(slots(more)).toEqual(["m0", "m1", "new", "new"]);
    expect(more.slots.map(({ ordinal }) => ordinal)).toEqual([4, 1, 5, 6]);
  });

  test.each<[string, readonly Was[], readonly string[]]>([
    ["the lost before all others", [{ readiness: "lost" }, { createTime: "2026-01-02" }, {}], ["m2"]],
    ["the failed before those that serve", [{ readiness: "failed" }, { createTime: "2026-01-02" }, {}], ["m0", "m2"]],
    [
      "the newest",
      [{ createTime: "2026-01-03" }, { createTime: "2026-01-02" }, { createTime: "2026-01-01" }],
      ["m0", "m1"],
    ],
    ["of the same age the last", [{}, {}, {}], ["m1", "m2"]],
  ])("lets %s go", (_, was, gone) => {
    expect(surplus(planFor(stateOf(two, was), { quantity: 1 })).sort()).toEqual(gone);
  });

  test("forgets the lost that nothing takes the place of", () => {
    const less = planFor(stateOf(two, [{ readiness: "lost" }, {}]), { quantity: 1 });
    expect([less.forgotten.map(({ id }) => id), slots(less)]).toEqual([["m0"], ["m1"]]);
  });

  test("waits for what is not known yet: neither number nor groups take a member away", () => {
    const was = stateOf(two, [{}, {}]);
    expect(slots(planFor(was, { quantity: unknownNumber as never }))).toEqual(["m0", "m1"]);
  });

  test("takes an unknown value of what only another instance can have for a replacement", () => {
    const was = stateOf(two, [{ zone: "a" }, { zone: "a" }]);
    expect(slots(planFor(was, { quantity: 2, zone: unknownText }))).toEqual(["new for m0", "new for m1"]);
  });

  test("keeps the members of a position that gets a name", () => {
    const was = stateOf(two, [{ group: "0" }, { group: "0" }]);
    expect(slots(planFor(was, { group: "web", quantity: 2 }))).toEqual(["m0", "m1"]);
  });

  test("does not give the members of a position to a group that had its name before", () => {
    const web = { group: "web", quantity: 1 };
    const was = stateOf({ groups: [{ quantity: 1 }, web] }, [{ group: "0" }, { group: "web" }]);
    const now = planFor(was, web);
    expect([slots(now), surplus(now)]).toEqual([["m1"], ["m0"]]);
  });

  test("lets the members of a group go whose name is gone", () => {
    const was = stateOf({ groups: [{ group: "web" }] }, [{ group: "web" }]);
    const now = planFor(was, { group: "app" });
    expect([slots(now), surplus(now)]).toEqual([["new"], ["m0"]]);
  });

  test("is quick with thousands of members in hundreds of groups", () => {
    const groups = Array.from({ length: 200 }, (_, index) => ({ group: `g${index}`, quantity: 30 }));
    const was = stateOf(
      { groups },
      groups.flatMap(({ group }) => Array.from({ length: 30 }, () => ({ group }))),
    );
    const started = performance.now();
    expect(planFor(was, ...groups).slots).toHaveLength(6000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("is announced member by member, each kind of end in a sentence of its own", () => {
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
