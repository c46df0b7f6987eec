import type { SdkFixture } from "../sdk";
import { create, shown } from "./orders";

export function backups(sdk: SdkFixture): void {
  test("one is made, listed and restored from", async () => {
    const cacheInstanceId = await create(sdk);
    const { baseId } = await sdk.call("createBackup", { cacheInstanceId, fileName: "before", backupType: 1 });
    const { totalCount, backups: found } = await sdk.call("describeBackups", { cacheInstanceId, baseId });
    expect([totalCount, found]).toMatchObject([1, [{ baseId, backupStatus: 2 }]]);
    const copy = await create(sdk, { srcInstanceId: cacheInstanceId, backupId: baseId });
    expect(await shown(sdk, copy)).toMatchObject({ cacheInstanceStatus: "running" });
  });

  test("the policy", async () => {
    const cacheInstanceId = await create(sdk);
    const policy = { backupTime: "23:30-00:30 +0800", backupPeriod: "Sunday", autoBackup: true };
    await sdk.call("modifyBackupPolicy", { cacheInstanceId, ...policy });
    expect(await sdk.call("describeBackupPolicy", { cacheInstanceId })).toMatchObject(policy);
  });
}
