import { ha } from "../../sandbox/huawei/fixture";
import type { SdkFixture } from "../sdk";
import { create } from "./orders";

export function backups(sdk: SdkFixture): void {
  test("a backup: made, listed and deleted", async () => {
    const instance_id = await create(sdk, ha);
    const body = { remark: "before the move", backup_format: "rdb" };
    const { backup_id } = await sdk.call("CopyInstance", { instance_id, body });
    const records = async () => (await sdk.call("ListBackupRecords", { instance_id })).backup_record_response;
    expect(await records()).toMatchObject([
      { backup_id, status: "succeed", ...body, backup_type: "manual", is_support_restore: "TRUE" },
    ]);
    await sdk.call("DeleteBackupFile", { instance_id, backup_id });
    expect(await records()).toEqual([]);
    expect(await sdk.rejection("DeleteBackupFile", { instance_id, backup_id })).toMatch(/^DCS\.4031: /);
  });

  test("a single node has no backups", async () => {
    const instance_id = await create(sdk);
    expect(await sdk.rejection("CopyInstance", { instance_id })).toMatch(/^DCS\.4086: /);
  });
}
