import { ApiError, invalid } from "../errors";
import { type Backup, task, vendorTime } from "../instance";
import { type Context, done, findIdle, findInstance, noContent, type Operation, transit } from "../state";

/** Every record is as large. */
const size = 1024;

export const copyInstance: Operation = {
  mutating: true,
  right: "dcs:instance:backup",
  known:
    "[doc] not of a single node, rdb by default, answers the id; [tf] backuping, then succeed; [guess] the instance takes no other order meanwhile",
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const { properties } = instance;
    if (properties.cache_mode === "single") throw new ApiError("DCS.4086");
    const now = vendorTime(world.now());
    const made: Backup = {
      backup_id: world.random.uuid(),
      backup_name: `backup_${now.replace(/\D/g, "").slice(0, 14)}`,
      backup_format: body.text("backup_format") ?? "rdb",
      remark: body.raw("remark") ?? "",
      ...{ status: "succeed", error_code: null, created_at: now, updated_at: vendorTime(world.now() + world.changeMs) },
    };
    const { backups } = properties;
    transit(context, instance, {
      during: { task: task.backup },
      setNow: { backups: [...backups, { ...made, status: "backuping", updated_at: now }] },
      set: { backups: [...backups, made] },
      job: "backup",
    });
    return done(instance, { backup_id: made.backup_id });
  },
};

export const listBackupRecords: Operation = {
  mutating: false,
  right: "dcs:instance:getBackupList",
  known:
    "[doc] times like 20170718235959, 10 a page; [sdk] fields; [guess] the newest first, no record of automatic ones",
  handle: (context) => {
    const { query } = context;
    const { id, properties } = findInstance(context);
    const [begin, end] = [timeOf(context, "begin_time") ?? 0, timeOf(context, "end_time") ?? Number.POSITIVE_INFINITY];
    const all = properties.backups
      .filter(({ created_at }) => Date.parse(created_at) >= begin && Date.parse(created_at) <= end)
      .reverse();
    const offset = query.number("offset") ?? 0;
    const page = all.slice(offset, offset + (query.number("limit") ?? 10)).map((each) => ({
      ...{ ...each, instance_id: id, backup_type: "manual", period: null, execution_at: each.created_at },
      size: each.status === "succeed" ? size : 0,
      progress: each.status === "succeed" ? "100.00" : "0.00",
      is_support_restore: each.status === "succeed" ? "TRUE" : "FALSE",
    }));
    return { content: { total_num: all.length, backup_record_response: page } };
  },
};

function timeOf({ query }: Context, name: string): number | undefined {
  const text = query.text(name);
  if (text === undefined) return undefined;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw invalid(name);
  return time;
}

export const deleteBackupFile: Operation = {
  mutating: true,
  right: "dcs:instance:deleteBackupFile",
  known: "[tf] 204, DCS.4031 for a record that does not exist; [guess] gone at once, not while the instance is busy",
  handle: (context) => {
    const instance = findIdle(context);
    const { properties } = instance;
    const left = properties.backups.filter(({ backup_id }) => backup_id !== context.path.backup_id);
    if (left.length === properties.backups.length) throw new ApiError("DCS.4031");
    properties.backups = left;
    return noContent(instance);
  },
};
