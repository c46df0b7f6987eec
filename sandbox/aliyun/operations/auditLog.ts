import { ApiError, missing } from "../errors";
import type { AliyunInstance } from "../instance";
import { change, read, requireNormal } from "../state";

export const describeAuditLogConfig = read({
  known: "[sdk] fields, as text",
  require: [requireAuditLog],
  show: ({ properties: { AuditLog } }) => ({
    DbAudit: String(AuditLog.DbAudit),
    Retention: String(AuditLog.Retention),
  }),
});

export const modifyAuditLogConfig = change({
  known: "[sdk] on by default, Retention required with it; [doc] Redis 4.0 and later; [guess] in force at once",
  require: [requireAuditLog, requireNormal],
  set: ({ properties }, { args }) => {
    const DbAudit = args.bool("DbAudit") ?? true;
    if (DbAudit && !args.has("Retention")) throw missing("Retention");
    return { AuditLog: { DbAudit, Retention: args.int("Retention") ?? properties.AuditLog.Retention } };
  },
});

function requireAuditLog({ properties }: AliyunInstance): void {
  const { InstanceType, EngineVersion } = properties;
  if (!["Redis", "tair_rdb"].includes(InstanceType)) throw new ApiError("InstanceType.NotSupport");
  if (EngineVersion === "2.8") throw new ApiError("IncorrectEngineVersion");
}
