import type { Params } from "./client";
import { nativeSmall, useFixture } from "./fixture";

const f = useFixture();

const range = { StartTime: "2020-01-01T00:00Z", EndTime: "2099-01-01T00:00Z" };
const nativeCluster = { ...nativeSmall, EngineVersion: "7.0", ShardCount: 2 };
const make = async (InstanceId: string, more: Params = {}) =>
  (await f.call("CreateBackup", { InstanceId, ...more })).body.BackupJobID as string;
const sets = async (InstanceId: string, more: Params = {}) =>
  (await f.call("DescribeBackups", { InstanceId, ...range, ...more })).body.Backups.Backup;
const task = async (InstanceId: string) =>
  (await f.call("DescribeBackupTasks", { InstanceId, JobMode: "Manual" })).body.BackupJobs;

test("a backup is a task first, then a set of it; meanwhile there is no second one", async () => {
  const InstanceId = await f.created();
  const job = await make(InstanceId, { BackupRetentionPeriod: 30 });
  expect(await task(InstanceId)).toMatchObject([{ BackupJobID: Number(job), BackupProgressStatus: "Uploading" }]);
  expect(await sets(InstanceId)).toEqual([]);
  expect(await f.code("CreateBackup", { InstanceId })).toBe("BackupJobExists");
  f.wait();
  expect(await task(InstanceId)).toMatchObject([{ BackupProgressStatus: "Finished" }]);
  expect(await sets(InstanceId)).toMatchObject([{ BackupJobID: Number(job), BackupMode: "Manual" }]);
  const [{ BackupStartTime, ExpectExpireTime }] = await sets(InstanceId);
  expect(Date.parse(ExpectExpireTime) - Date.parse(BackupStartTime)).toBe(30 * 24 * 3_600_000);
});

test("a retention is 7 to 730 days or as long as the instance, else that of the policy; the set goes when it ends", async () => {
  const InstanceId = await f.created();
  for (const days of [6, 731, 0])
    expect(await f.code("CreateBackup", { InstanceId, BackupRetentionPeriod: days })).toBe("InvalidParam");
  await make(InstanceId, { BackupRetentionPeriod: -1 });
  f.wait();
  await make(InstanceId);
  f.wait(8 * 24 * 3_600_000);
  expect(await sets(InstanceId)).toMatchObject([{ ExpectExpireTime: "" }]);
});

test("the time of expiry moves to a later one only", async () => {
  const InstanceId = await f.created();
  await make(InstanceId);
  f.wait();
  const [{ BackupId, ExpectExpireTime }] = await sets(InstanceId);
  const call = (time: string, more: Params = {}) =>
    f.code("ModifyBackupExpireTime", { InstanceId, BackupId, ExpectExpireTime: time, ...more });
  expect(await call("2026-11-22T00:00Z")).toBe("InvalidParam");
  expect(await call("soon")).toBe("InvalidParam");
  expect(await call(ExpectExpireTime)).toBeUndefined();
  expect(await call("2027-11-22T00:00Z")).toBeUndefined();
  expect(await sets(InstanceId)).toMatchObject([{ ExpectExpireTime: "2027-11-22T00:00:00Z" }]);
  expect(await call("2028-11-22T00:00Z", { BackupId: 1 })).toBe("InvalidBackupId.NotFound");
});

test("a set of a cloud-native instance can be deleted, one of a classic instance cannot", async () => {
  const classic = await f.created();
  const native = await f.created(nativeSmall);
  for (const InstanceId of [classic, native]) await make(InstanceId);
  f.wait();
  const del = async (InstanceId: string) => {
    const [{ BackupId }] = await sets(InstanceId);
    return f.code("DeleteBackup", { InstanceId, BackupId });
  };
  expect(await del(classic)).toBe("InstanceType.NotSupport");
  expect(await del(native)).toBeUndefined();
  expect(await sets(native)).toEqual([]);
  expect(await f.code("DeleteBackup", { InstanceId: native, BackupId: "1" })).toBe("InvalidBackupId.NotFound");
});

test("a cloud-native cluster has a set for each shard, and one of the cluster, which a GET lists", async () => {
  const InstanceId = await f.created(nativeCluster);
  const job = await make(InstanceId);
  f.wait();
  const shards = await sets(InstanceId, { BackupJobId: job });
  expect(shards).toHaveLength(2);
  const asked = { RegionId: "cn-hangzhou", InstanceId, ...range };
  for (const scheme of ["acs3", "rpc"] as const) {
    const { body } = await f.call("DescribeClusterBackupList", asked, { method: "GET", scheme, format: "JSON" });
    expect(body.ClusterBackups).toMatchObject([
      {
        ClusterBackupId: expect.stringMatching(/^cb-/),
        ClusterBackupStatus: "OK",
        Backups: shards.map(({ BackupId }: { BackupId: number }) => ({ BackupId: String(BackupId) })),
      },
    ]);
  }
  expect(await f.code("DescribeClusterBackupList", asked)).toBe("UnsupportedHTTPMethod");
  const other = { ...asked, InstanceId: await f.created() };
  expect(await f.code("DescribeClusterBackupList", other, { method: "GET" })).toBe("InvalidClusterInstance.NotFound");
});

test("a busy instance makes none", async () => {
  const InstanceId = await f.created();
  await f.drift(InstanceId, { InstanceStatus: "Changing" });
  expect(await f.code("CreateBackup", { InstanceId })).toBe("IncorrectDBInstanceState");
});
