import { useOrderedCase } from "../contract/part/orderedFixture";
import { jdBackupFixture } from "./backupFixture";
import { base } from "./fixture";

const world = useOrderedCase(jdBackupFixture);

test("it has a name of its own where the program gives none, and an instance is restored from it", async () => {
  await world.engine.up(world.program());
  const { backupId, fileName } = world.entry()?.outputs ?? {};
  expect(fileName).toMatch(/^pulumi_[0-9a-f]{20}$/);
  const origin = { srcInstanceId: world.instanceId, backupId };
  const copy = { type: "JdRedis", name: "copy", args: { ...base, ...origin } };
  expect((await world.engine.up([...world.program(), copy])).errors).toEqual([]);
  expect(world.sandbox.instances().find(({ id }) => id !== world.instanceId)?.properties.origin).toMatchObject(origin);
});

test("another name makes another", async () => {
  await world.reconcile({ fileName: "before" });
  const old = world.name();
  await world.reconcile({ fileName: "after" });
  expect(Object.keys(world.shown()).sort()).toEqual([old, world.name()].sort());
});
