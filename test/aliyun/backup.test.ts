import { useOrderedCase } from "../contract/part/orderedFixture";
import { aliyunBackupFixture } from "./backupFixture";
import { base } from "./fixture";
import { type Args, classic } from "./world";

const world = useOrderedCase(aliyunBackupFixture);
const policy = { preferredBackupPeriod: ["Monday"], preferredBackupTime: "18:00Z-19:00Z" };
const cache = { type: "AliyunRedis", name: "cache", args: base };
const idOf = (name: string) => world.engine.state.find(({ urn }) => urn.endsWith(`::${name}`))?.id;

/** An instance with its backup, beside the fixture's. */
async function backupOf(args: Args) {
  const other = { type: "AliyunRedis", name: "other", args };
  await world.engine.up([cache, other]);
  const part = world.part({ instanceId: idOf("other") });
  expect((await world.engine.up([cache, other, part])).errors).toEqual([]);
  return { other, part };
}

test("an instance is restored from it, and its end shows", async () => {
  await world.engine.up(world.program());
  const { backupId, backupStartTime, expectExpireTime } = world.entry()?.outputs ?? {};
  const days = (Date.parse(String(expectExpireTime)) - Date.parse(String(backupStartTime))) / (24 * 3_600_000);
  expect(days).toBe(7);
  const copy = { type: "AliyunRedis", name: "copy", args: { ...base, srcDBInstanceId: world.instanceId, backupId } };
  expect((await world.engine.up([...world.program(), copy])).errors).toEqual([]);
});

test("that of a classic instance stays in the cloud, and a warning says until when", async () => {
  const { other } = await backupOf(classic);
  const run = await world.engine.up([cache, other]);
  expect(run).toMatchObject({ errors: [] });
  expect(run.warnings.join()).toMatch(
    /^The backup r-\w+:\d+ is no longer in the stack, and stays: .*classic instance\. It goes at \d{4}-\d\d-\d\dT/,
  );
  expect(world.changingCalls()).not.toContain("DeleteBackup");
});

test("that of a cluster has a set for each shard and one of the cluster, and all shards' sets are deleted", async () => {
  const { other } = await backupOf({ ...base, engineVersion: "7.0", shardCount: 2 });
  expect(world.entry()?.outputs).toMatchObject({
    backupId: expect.stringMatching(/^\d+,\d+$/),
    clusterBackupId: expect.stringMatching(/^cb-/),
    backupSize: 2048,
  });
  expect(await world.engine.up([cache, other])).toMatchObject({ errors: [], warnings: [] });
  expect(world.changingCalls().filter((action) => action === "DeleteBackup")).toHaveLength(2);
});

test("a retention only grows, which the preview says, and -1 has no end", async () => {
  await world.reconcile({ backupRetentionPeriod: 30 });
  const errorOf = async (days: number) =>
    (await world.engine.preview(world.program(world.part({ backupRetentionPeriod: days })))).errors.join();
  expect(await errorOf(7)).toMatch(
    /backupRetentionPeriod: is 7, but the backup is kept until .*, and never for a shorter time/,
  );
  expect(await errorOf(-1)).toMatch(/backupRetentionPeriod: can be -1 only when the backup is made/);
  const endless = world.program(world.part({ backupRetentionPeriod: -1 }, { name: "endless" }));
  expect(await world.engine.up(endless)).toMatchObject({ errors: [] });
  expect(world.entry("endless")?.outputs.expectExpireTime ?? null).toBeNull();
});

test("a retention that is given later cannot be shorter than what the backup has, which the preview says", async () => {
  // Without one, that of the instance's policy counts.
  const kept = { ...cache, args: { ...base, backupPolicy: { ...policy, backupRetentionPeriod: 30 } } };
  const program = (days?: number) => [kept, world.part({ backupRetentionPeriod: days })];
  expect(await world.engine.up(program())).toMatchObject({ errors: [] });
  const shorter = await world.engine.preview(program(7));
  expect(shorter.errors.join()).toMatch(
    /backupRetentionPeriod: is 7, but the backup is kept until \d{4}-\d\d-\d\dT.*, and never for a shorter time/,
  );
  for (const days of [30, 60]) expect(await world.engine.up(program(days))).toMatchObject({ errors: [] });
  expect(Object.values(world.shown())).toEqual([{ backupRetentionPeriod: 60 }]);
});

test("nor can one that somebody has put off by hand be shortened, or one without an end get one", async () => {
  await world.engine.up(world.program());
  world.drift({
    Backup: { BackupJobID: Number(world.entry()?.outputs.backupJobId), expiresAt: Date.parse("2099-01-01") },
  });
  await world.engine.refresh();
  const errorOf = async (days: number, name?: string) => {
    const parts = [world.part({ backupRetentionPeriod: days }, name === undefined ? {} : { name })];
    return (await world.engine.preview(world.program(...parts))).errors.join();
  };
  expect(await errorOf(30)).toMatch(/is 30, but the backup is kept until /);
  await world.engine.up(world.program(world.part(), world.part({ backupRetentionPeriod: -1 }, { name: "endless" })));
  await world.engine.up(
    world.program(world.part(), world.part({ backupRetentionPeriod: undefined }, { name: "endless" })),
  );
  expect(await errorOf(30, "endless")).toMatch(/is 30, but the backup is kept as long as its instance/);
});

test("a longer retention that the cloud gives up is an error, and the next up sets it", async () => {
  await world.engine.up(world.program());
  world.sandbox.fault({ cloud: "aliyun", action: "ModifyBackupExpireTime", kind: "giveUp" });
  const { errors } = await world.engine.up(world.program(world.part({ backupRetentionPeriod: 30 })));
  expect(errors.join()).toMatch(/accepted the change and gave it up: .*backupRetentionPeriod/);
  await world.reconcile({ backupRetentionPeriod: 30 });
});

test("a retention that the program no longer gives stays", async () => {
  await world.engine.up(world.program());
  expect(await world.engine.up(world.program(world.part({ backupRetentionPeriod: undefined })))).toMatchObject({
    errors: [],
  });
  expect(Object.values(world.shown())).toEqual([{ backupRetentionPeriod: 7 }]);
});

test("a retention of a backup that was deleted outside is an error at once, though the vendor goes on listing its job", async () => {
  await world.engine.up(world.program());
  world.drift({ Backup: { BackupJobID: Number(world.entry()?.outputs.backupJobId), BackupIds: [] } });
  const { errors, apiCalls } = await world.engine.up(world.program(world.part({ backupRetentionPeriod: 30 })));
  expect(errors.join()).toMatch(/no longer exists.*\n.*`pulumi refresh`/);
  expect(apiCalls).toBeLessThan(12);
});
