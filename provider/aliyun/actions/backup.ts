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
 * When backups run and how long they are kept; undefined where it cannot be read.
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
 * Sets days and hour, which are both required, and optionally the rest.
 * @throws CloudError  notFound; conflict; input
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
