import { z } from "zod";
import { writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunAuditLog } from "../args";
import type { AliyunApi } from "../client";

const auditLogReply = z.object({ DbAudit: z.coerce.string(), Retention: z.coerce.number().optional() });

/**
 * Whether clients' commands are logged, and for how many days; off where the instance does not support it.
 * @see DescribeAuditLogConfig, R-kvstore 2015-01-01
 */
export async function describeAuditLog(api: AliyunApi, id: string): Promise<AliyunAuditLog | undefined> {
  const params = { RegionId: api.regionId, InstanceId: id };
  const reply = await api.optional("DescribeAuditLogConfig", params, auditLogReply, {
    DbAudit: "false",
    Retention: undefined,
  });
  return reply && { enabled: reply.DbAudit.toLowerCase() === "true", retentionDays: reply.Retention || undefined };
}

/**
 * Switches the log on or off; how long logs are kept applies to all instances of the region.
 * @throws CloudError  notFound; conflict: TaskHasExist; input: InvalidRetention; unsupported
 * @see ModifyAuditLogConfig, R-kvstore 2015-01-01
 */
export async function modifyAuditLog(api: AliyunApi, id: string, to: AliyunAuditLog): Promise<void> {
  const params = { InstanceId: id, DbAudit: to.enabled, Retention: to.retentionDays };
  await api.call(writes("ModifyAuditLogConfig"), params, emptyReply);
}
