import { isIPv4 } from "node:net";
import type { Fields, Spec } from "./args";
import { ApiError, type ErrorCode } from "./errors";
import type { BackupPolicy, WhitelistGroup } from "./instance";

/** 4 to 64 characters (56 in a batch): letters, digits, `_` and `-`, a letter first. [doc] seed 003; a Chinese letter and a digit first [tf] */
export function checkName(name: string, count = 1): void {
  const most = count > 1 ? 56 : 64;
  const length = [...name].length;
  if (!/^[A-Za-z0-9\u4e00-\u9fff][\w\u4e00-\u9fff-]*$/.test(name) || length < 4 || length > most)
    throw new ApiError("DCS.4010");
}

export function checkDescription(text: string | undefined): void {
  if (text !== undefined && [...text].length > 1024) throw new ApiError("DCS.4011");
}

/** 8 to 32 characters, three of {lower, upper, digit, special}. The specials are seed 003's list, the longest there is. [doc] */
export function checkPassword(password: string): void {
  const special = /[`~!@#$%^&*()\-_=+\\|[{}\]:'",<.>/?;]/;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, special].filter((kind) => kind.test(password)).length;
  if (!/^[\x21-\x7e]{8,32}$/.test(password) || kinds < 3) throw new ApiError("DCS.4019");
}

/** Whole hours, `HH:mm:ss` or, in a sample of seed 003, `HH:mm`: a window of one hour, or one of the six old ones of four. [doc] */
export function readMaintenance(fields: Fields): { maintain_begin: string; maintain_end: string } | undefined {
  const begin = fields.text("maintain_begin");
  const end = fields.text("maintain_end");
  if (begin === undefined && end === undefined) return undefined;
  const hour = (time: string | undefined) => {
    const match = /^([01]\d|2[0-3]):00(:00)?$/.exec(time ?? "");
    if (match === null) throw new ApiError("DCS.4106");
    return Number(match[1]);
  };
  const length = (hour(end) - hour(begin) + 24) % 24;
  if (length !== 1 && !(length === 4 && hour(begin) % 4 === 2)) throw new ApiError("DCS.4106");
  const whole = (time: number) => `${String(time).padStart(2, "0")}:00:00`;
  return { maintain_begin: whole(hour(begin)), maintain_end: whole(hour(end)) };
}

export const backupPolicySpec: Spec = {
  backup_type: "text!",
  save_days: "number",
  periodical_backup_plan: { timezone_offset: "text", backup_at: "numbers!", period_type: "text!", begin_at: "text!" },
};

type Policy = BackupPolicy["policy"];

/** auto: 1 to 7 days and a weekly plan; manual keeps the plan that was. [doc], the latter [tf] */
export function readBackupPolicy(fields: Fields | undefined, old: Policy | undefined): Policy | undefined {
  if (fields === undefined) return undefined;
  const type = fields.text("backup_type");
  if (type !== "auto" && type !== "manual") throw new ApiError("DCS.4073");
  if (type === "manual")
    return {
      backup_type: type,
      save_days: old?.save_days ?? 0,
      periodical_backup_plan: old?.periodical_backup_plan ?? null,
    };
  const days = fields.number("save_days");
  refuseUnless(days !== undefined && Number.isInteger(days) && days >= 1 && days <= 7, "DCS.4072");
  const plan = fields.child("periodical_backup_plan");
  refuseUnless(plan?.text("period_type") === "weekly", "DCS.4074");
  const at = plan?.numbers("backup_at") ?? [];
  refuseUnless(
    at.length > 0 && new Set(at).size === at.length && at.every((day) => [1, 2, 3, 4, 5, 6, 7].includes(day)),
    "DCS.4075",
  );
  const begin = plan?.text("begin_at") ?? "";
  refuseUnless(isHourlySlot(begin), "DCS.4076");
  const offset = plan?.text("timezone_offset") ?? "+0800";
  if (!/^[+-](0\d|1[0-2])\d\d$/.test(offset) || Number(offset) > 1200 || Number(offset) < -1200)
    throw new ApiError("DCS.4062", "timezone_offset");
  return {
    backup_type: type,
    save_days: days ?? 0,
    periodical_backup_plan: { timezone_offset: offset, backup_at: at, period_type: "weekly", begin_at: begin },
  };
}

function isHourlySlot(text: string): boolean {
  const match = /^([01]\d|2[0-3]):00-([01]\d|2[0-3]):00$/.exec(text);
  return match !== null && (Number(match[1]) + 1) % 24 === Number(match[2]);
}

const renameable = "command keys flushdb flushall hgetall scan hscan sscan zscan".split(" ");

/** Commands in lower case, one of nine; the new name 4 to 64 characters. [doc] which, [sdk] the last four, [guess] the new name's form */
export function checkRenames(renames: Readonly<Record<string, string>>): void {
  for (const [command, name] of Object.entries(renames)) {
    if (!renameable.includes(command)) throw new ApiError("DCS.4062", `rename_commands.${command}`);
    if (!/^[A-Za-z][\w-]{3,63}$/.test(name)) throw new ApiError("DCS.4062", `rename_commands.${command}`);
  }
  const names = Object.values(renames);
  if (new Set(names).size < names.length) throw new ApiError("DCS.4062", "rename_commands");
}

export function checkPort(port: number, isOld: boolean): void {
  if (isOld || !Number.isInteger(port) || port < 1 || port > 65_535) throw new ApiError("DCS.4062", "port");
}

/** Every well-formed network exists, but for those that contain "missing". [sandbox] */
export function checkNetwork(vpc: string | undefined, subnet: string | undefined): void {
  const isId = (id: string) => /^[0-9a-zA-Z-]{4,64}$/.test(id);
  if (vpc === undefined || !isId(vpc)) throw new ApiError("DCS.4013");
  if (vpc.includes("missing")) throw new ApiError("DCS.4068");
  if (subnet === undefined || !isId(subnet)) throw new ApiError("DCS.4016");
  if (subnet.includes("missing")) throw new ApiError("DCS.4018");
}

export function checkSecurityGroup(id: string): void {
  if (id.includes("missing")) throw new ApiError("DCS.4046");
}

/** [doc] tag management; 128 and 255 are today's limits, 36 and 43 those of seed 003 */
export function readTags(list: readonly Fields[], needsValue: boolean): Record<string, string> {
  const tags = list.map((one) => ({ key: one.raw("key") ?? "", value: one.raw("value") }));
  for (const { key, value } of tags) {
    const isKey = /^[\p{L}\p{M}\p{N} _.:=+\-@]{1,128}$/u.test(key) && key === key.trim() && !key.startsWith("_sys_");
    if (!isKey) throw new ApiError("DCS.4062", `tags.key "${key}"`);
    if (needsValue && value === undefined) throw new ApiError("DCS.4062", `tags.value of "${key}"`);
    if (!/^[\p{L}\p{M}\p{N} _.:/=+\-@]{0,255}$/u.test(value ?? ""))
      throw new ApiError("DCS.4062", `tags.value of "${key}"`);
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length)
    throw new ApiError("DCS.4062", "tags: a key stands twice");
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}

export const mostTags = 20;

/** At most 4 groups and 20 addresses, none of which admits everybody. What is no address is dropped without a word. [doc], the latter [tf] OTC #2165 */
export function readWhitelist(list: readonly Fields[]): WhitelistGroup[] {
  const groups = list.map((one) => ({
    group_name: one.text("group_name") ?? "",
    ip_list: (one.texts("ip_list") ?? []).flatMap((ip) => ip.split(",")).map((ip) => ip.trim()),
  }));
  if (groups.length > 4) throw new ApiError("DCS.4062", "whitelist: more than 4 groups");
  const names = groups.map(({ group_name }) => group_name);
  if (names.includes("") || new Set(names).size < names.length) throw new ApiError("DCS.4062", "group_name");
  const all = groups.flatMap(({ ip_list }) => ip_list);
  if (all.length > 20) throw new ApiError("DCS.4062", "ip_list: more than 20 addresses");
  if (all.some((ip) => ip === "0.0.0.0" || ip === "0.0.0.0/0")) throw new ApiError("DCS.4062", "ip_list: 0.0.0.0");
  return groups.map(({ group_name, ip_list }) => ({ group_name, ip_list: ip_list.filter(isAddress) }));
}

/** An address, a CIDR block, or a range `a-b`. [doc] */
function isAddress(text: string): boolean {
  const [from = "", to, ...more] = text.split("-");
  if (to !== undefined) return more.length === 0 && isIPv4(from) && isIPv4(to);
  const [ip = "", mask, ...rest] = text.split("/");
  return isIPv4(ip) && rest.length === 0 && (mask === undefined || (/^\d{1,2}$/.test(mask) && Number(mask) <= 32));
}

function refuseUnless(isFine: boolean, code: ErrorCode): void {
  if (!isFine) throw new ApiError(code);
}
