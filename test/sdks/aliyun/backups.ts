import type { Result, SdkFixture } from "../sdk";
import { cluster, community, create, day, RegionId, shown } from "./orders";

export function backups(sdk: SdkFixture): void {
  const made = async (InstanceId: string, BackupJobID: unknown) => {
    const range = { StartTime: day(-1), EndTime: day(1) };
    const asked = { InstanceId, ...range, BackupJobId: Number(BackupJobID) };
    return ((await sdk.call("DescribeBackups", asked)).Backups as { Backup: Result[] }).Backup;
  };

  test("one is made with a retention, kept for longer, restored from and deleted", async () => {
    const InstanceId = await create(sdk, {
      ...community,
      InstanceClass: "redis.shard.small.ce",
      ZoneId: cluster.ZoneId,
    });
    const { BackupJobID } = await sdk.call("CreateBackup", { InstanceId, BackupRetentionPeriod: 7 });
    const tasks = await sdk.call("DescribeBackupTasks", { InstanceId, BackupJobId: BackupJobID });
    expect(tasks.BackupJobs).toMatchObject([{ BackupJobID: Number(BackupJobID), BackupProgressStatus: "Finished" }]);
    const [backup = {}] = await made(InstanceId, BackupJobID);
    const ended = Date.parse(String(backup.ExpectExpireTime)) - Date.parse(String(backup.BackupStartTime));
    expect([backup.BackupStatus, ended / 86_400_000]).toEqual(["Success", 7]);
    const of = { InstanceId, BackupId: String(backup.BackupId) };
    expect(await sdk.rejection("ModifyBackupExpireTime", { ...of, ExpectExpireTime: day(1) })).toMatch(/^InvalidParam/);
    await sdk.call("ModifyBackupExpireTime", { ...of, ExpectExpireTime: day(30) });
    const [later] = await made(InstanceId, BackupJobID);
    expect(later).toMatchObject({ ExpectExpireTime: expect.stringContaining(day(30).slice(0, 16)) });
    const copy = await create(sdk, { SrcDBInstanceId: InstanceId, BackupId: of.BackupId });
    expect(await shown(sdk, copy)).toMatchObject({ InstanceStatus: "Normal" });
    await sdk.call("DeleteBackup", of);
    expect(await made(InstanceId, BackupJobID)).toEqual([]);
  });

  test("that of a cluster has a set for each shard, which belong to one set of the cluster", async () => {
    const InstanceId = await create(sdk, cluster);
    const { BackupJobID } = await sdk.call("CreateBackup", { InstanceId });
    const sets = await made(InstanceId, BackupJobID);
    const range = { StartTime: day(-1), EndTime: day(1) };
    const { ClusterBackups } = await sdk.call("DescribeClusterBackupList", { RegionId, InstanceId, ...range });
    const [whole] = ClusterBackups as { Backups: Result[] }[];
    expect(whole?.Backups.map(({ BackupId }) => BackupId)).toEqual(sets.map(({ BackupId }) => String(BackupId)));
    expect(sets).toHaveLength(2);
  });

  test("the policy", async () => {
    const InstanceId = await create(sdk);
    const policy = { PreferredBackupPeriod: "Monday", PreferredBackupTime: "23:00Z-00:00Z" };
    await sdk.call("ModifyBackupPolicy", { InstanceId, ...policy, BackupRetentionPeriod: 30 });
    expect(await sdk.call("DescribeBackupPolicy", { InstanceId })).toMatchObject({
      ...policy,
      BackupRetentionPeriod: "30",
    });
  });
}
