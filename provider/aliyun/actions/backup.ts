import { z } from "zod";
import { writes } from "../../core/client/request";
import type { AliyunBackupPolicy } from "../args";
import type { AliyunApi } from "../client";

const reply = z.object({
  PreferredBackupPeriod: z.string().optional(),
  PreferredBackupTime: z.string().optional(),
  BackupRetentionPeriod: z.coerce.number().optional(),
  EnableBackupLog: z.coerce.number().optional(),
});

/**
 * When backups are made and how long they are kept.
 * @see DescribeBackupPolicy, R-kvstore 2015-01-01
 */
export async function describeBackupPolicy(api: AliyunApi, id: string): Promise<AliyunBackupPolicy | undefined> {
  const found = await api.optional("DescribeBackupPolicy", { InstanceId: id }, reply, undefined);
  return (
    found && {
      preferredBackupPeriod: found.PreferredBackupPeriod?.split(",").filter(Boolean),
      preferredBackupTime: found.PreferredBackupTime,
      backupRetentionPeriod: found.BackupRetentionPeriod,
      enableBackupLog: found.EnableBackupLog === 1,
    }
  );
}

/**
 * Sets days and hour, which are both needed, and perhaps the rest.
 * @throws CloudError  gone; conflict; input
 * @see ModifyBackupPolicy, R-kvstore 2015-01-01
 */
export async function modifyBackupPolicy(api: AliyunApi, id: string, policy: AliyunBackupPolicy): Promise<void> {
  await api.call(
    writes("ModifyBackupPolicy"),
    {
      InstanceId: id,
      PreferredBackupPeriod: policy.preferredBackupPeriod?.join(","),
      PreferredBackupTime: policy.preferredBackupTime,
      BackupRetentionPeriod: policy.backupRetentionPeriod,
      EnableBackupLog: policy.enableBackupLog === undefined ? undefined : Number(policy.enableBackupLog),
    },
    z.object({}),
  );
}
