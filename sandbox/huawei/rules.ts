import { isIPv4 } from "node:net";
import type { Args } from "./args";
import { type Flavor, findZone, stockOf } from "./catalogue";
import { ApiError, type ErrorCode, invalid } from "./errors";
import { type BackupPolicy, vendorTime, type WhitelistGroup } from "./instance";
import type { Context } from "./state";

/** 4 to 64 characters (56 in a batch): letters, digits, `_` and `-`, a letter first. [doc] seed 003; a Chinese letter or a digit first [tf] */
export function checkName(name: string, count = 1): void {
  const length = [...name].length;
  if (!/^[A-Za-z0-9\p{Script=Han}][\w\p{Script=Han}-]*$/u.test(name) || length < 4 || length > (count > 1 ? 56 : 64))
    throw new ApiError("DCS.4010");
}

/** 8 to 32 characters of three of {lower, upper, digit, special}. The specials are seed 003's list, the longest one known. [doc] */
export function checkPassword(password: string): void {
  const special = /[`~!@#$%^&*()\-_=+\\|[{}\]:'",<.>/?;]/;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, special].filter((one) => one.test(password)).length;
  if (!/^[\x21-\x7e]{8,32}$/.test(password) || classes < 3) throw new ApiError("DCS.4019");
}

/** 1 to 64 letters, digits, `-` and `_`, a letter first. [doc] */
export function checkAccountName(name: string): void {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) throw invalid("account_name");
}

/** 8 to 64 characters of three of {lower, upper, digit, special}, no colon; not the name, forwards or backwards. [doc] */
export function checkAccountPassword(password: string, name: string): void {
  const special = /[`~!@#$%^&*()\-_=+\\|{}'",<.>/?]/;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, special].filter((one) => one.test(password)).length;
  const isText = /^[A-Za-z0-9`~!@#$%^&*()\-_=+\\|{}'",<.>/?]{8,64}$/.test(password);
  if (!isText || classes < 3 || [name, [...name].reverse().join("")].includes(password)) throw new ApiError("DCS.4019");
}

/** Whole hours, `HH:mm:ss` or, in a sample of seed 003, `HH:mm`: a window of one hour, or one of the six older ones of four hours. [doc] */
export function readMaintenance(args: Args): { maintain_begin: string; maintain_end: string } | undefined {
  const begin = args.text("maintain_begin");
  const end = args.text("maintain_end");
  if (begin === undefined && end === undefined) return undefined;
  const hour = (time: string | undefined) => {
    const match = /^([01]\d|2[0-3]):00(:00)?$/.exec(time ?? "");
    if (match === null) throw new ApiError("DCS.4106");
    return Number(match[1]);
  };
  const length = (hour(end) - hour(begin) + 24) % 24;
  if (length !== 1 && !(length === 4 && hour(begin) % 4 === 2)) throw new ApiError("DCS.4106");
  const format = (time: number) => `${String(time).padStart(2, "0")}:00:00`;
  return { maintain_begin: format(hour(begin)), maintain_end: format(hour(end)) };
}

/** The policy of the body, if it has one. A single node cannot have any. [tf] */
export function readBackupPolicy(
  { body, world, account }: Context,
  mode: string,
  old?: BackupPolicy | null,
): BackupPolicy | undefined {
  const args = body.child("instance_backup_policy");
  if (args === undefined) return undefined;
  const policy = readSchedule(args, old?.policy);
  if (mode === "single") throw new ApiError("DCS.4086");
  const now = vendorTime(world.now());
  return {
    backup_policy_id: old?.backup_policy_id ?? world.random.uuid(),
    created_at: old?.created_at ?? now,
    updated_at: now,
    tenant_id: account,
    policy,
  };
}

type Schedule = BackupPolicy["policy"];

/** auto needs 1 to 7 days and a weekly plan; manual keeps the former plan. [doc], the latter [tf] */
function readSchedule(args: Args, old: Schedule | undefined): Schedule {
  const backup_type = args.text("backup_type") ?? "";
  if (backup_type === "manual") {
    const { save_days = 0, periodical_backup_plan = null } = old ?? {};
    return { backup_type, save_days, periodical_backup_plan };
  }
  const save_days = args.number("save_days") ?? 0;
  requireThat([1, 2, 3, 4, 5, 6, 7].includes(save_days), "DCS.4072");
  const plan = args.child("periodical_backup_plan");
  const period_type = plan?.text("period_type") ?? "";
  requireThat(period_type === "weekly", "DCS.4074");
  const backup_at = plan?.numbers("backup_at") ?? [];
  const isEveryDayAllowed = backup_at.every((day) => [1, 2, 3, 4, 5, 6, 7].includes(day));
  requireThat(backup_at.length > 0 && new Set(backup_at).size === backup_at.length && isEveryDayAllowed, "DCS.4075");
  const begin_at = plan?.text("begin_at") ?? "";
  requireThat(isSlot(begin_at), "DCS.4076");
  const timezone_offset = plan?.text("timezone_offset") ?? "+0800";
  if (!/^[+-](0\d|1[0-2])[0-5]\d$/.test(timezone_offset) || Math.abs(Number(timezone_offset)) > 1200)
    throw invalid("timezone_offset");
  return { backup_type, save_days, periodical_backup_plan: { timezone_offset, backup_at, period_type, begin_at } };
}

function requireThat(isMet: boolean, code: ErrorCode): void {
  if (!isMet) throw new ApiError(code);
}

/** Full hours; samples have one hour [doc], Terraform's own example has two [tf]. */
function isSlot(text: string): boolean {
  const match = /^([01]\d|2[0-3]):00-([01]\d|2[0-3]):00$/.exec(text);
  return match !== null && match[1] !== match[2];
}

const renameable = "command keys flushdb flushall hgetall scan hscan sscan zscan".split(" ");

/** One of nine commands in lower case; a new name of 4 to 64 characters. [doc] the commands, [sdk] the last four of them, [guess] the form of the name */
export function readRenames(body: Args): Record<string, string> | undefined {
  const renames = body.map("rename_commands");
  if (renames === undefined) return undefined;
  for (const [command, name] of Object.entries(renames)) {
    if (!renameable.includes(command) || !/^[A-Za-z][\w-]{3,63}$/.test(name))
      throw invalid(`rename_commands.${command}`);
  }
  const names = Object.values(renames);
  if (new Set(names).size < names.length) throw invalid("rename_commands");
  return renames;
}

/** Redis 3.0 and Memcached have a fixed port. [doc] */
export function readPort(body: Args, isOld: boolean): number | undefined {
  const port = body.number("port");
  if (port !== undefined && isOld) throw invalid("port");
  return port;
}

/** Every network with a well-formed id exists, unless the id contains "missing". This is the sandbox's own rule. */
export function checkNetwork(vpc: string | undefined, subnet: string | undefined): void {
  const isId = (id: string) => /^[0-9a-zA-Z-]{4,64}$/.test(id);
  if (vpc === undefined || !isId(vpc)) throw new ApiError("DCS.4013");
  if (vpc.includes("missing")) throw new ApiError("DCS.4068");
  if (subnet === undefined || !isId(subnet)) throw new ApiError("DCS.4016");
  if (subnet.includes("missing")) throw new ApiError("DCS.4018");
}

/** Of an elastic IP, a load balancer, a template. [guess] the length */
export function checkId(id: string | undefined, name: string): void {
  if (id !== undefined && !/^[0-9a-zA-Z-]{4,64}$/.test(id)) throw invalid(name);
}

/** `0` is the default one. [doc] */
export const enterpriseProject = /^[0-9a-zA-Z-]{1,64}$/;

export function checkEnterpriseProject(id: string | undefined): void {
  if (id !== undefined && !enterpriseProject.test(id)) throw invalid("enterprise_project_id");
}

export function checkSecurityGroup(id: string): void {
  checkId(id, "security_group_id");
  if (id.includes("missing")) throw new ApiError("DCS.4046");
}

/** One zone for a single node, several codes for several zones, the master's first; each needs to have the flavour in stock. [doc] */
export function checkZones(region: string, codes: readonly string[], flavor: Flavor): void {
  if (codes.length === 0) throw invalid("az_codes");
  for (const code of codes) {
    if (findZone(region, code)?.code !== code) throw new ApiError("DCS.4042", code);
    if (!stockOf(region, flavor).includes(code)) throw new ApiError("DCS.4054", code);
  }
  if (new Set(codes).size < codes.length || (flavor.mode === "single" && codes.length > 1)) throw invalid("az_codes");
}

const maxTags = 20;

export function checkTagCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).filter((key) => !isSystemKey(key)).length > maxTags)
    throw invalid(`tags: more than ${maxTags}`);
}

/** System tags, which customers can neither set nor remove. [doc]; they do not count [guess] */
const isSystemKey = (key: string): boolean => key.startsWith("_sys_");

/** [doc] tag management; 128 and 255 are the present limits, seed 003 has 36 and 43 */
export function readTags(list: readonly Args[], needsValue: boolean): Record<string, string> {
  const tags = list.map((one) => ({ key: one.raw("key") ?? "", value: one.raw("value") }));
  for (const { key, value } of tags) {
    const isKey = /^[\p{L}\p{M}\p{N} _.:=+\-@]{1,128}$/u.test(key) && key === key.trim() && !isSystemKey(key);
    if (!isKey) throw invalid(`tags.key "${key}"`);
    const isMissing = needsValue && value === undefined;
    if (isMissing || !/^[\p{L}\p{M}\p{N} _.:/=+\-@]{0,255}$/u.test(value ?? ""))
      throw invalid(`tags.value of "${key}"`);
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalid("tags: a key occurs twice");
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}

/** At most 4 groups and 20 addresses, none of which admits everybody. What is not an address is silently dropped. [doc], the latter [tf] OTC #2165 */
export function readWhitelist(list: readonly Args[]): WhitelistGroup[] {
  const groups = list.map((one) => ({
    group_name: one.text("group_name") ?? "",
    ip_list: (one.texts("ip_list") ?? []).flatMap((ip) => ip.split(",")).map((ip) => ip.trim()),
  }));
  if (groups.length > 4) throw invalid("whitelist: more than 4 groups");
  const names = groups.map(({ group_name }) => group_name);
  if (names.some((name) => name === "" || name.length > 64) || new Set(names).size < names.length)
    throw invalid("group_name");
  const all = groups.flatMap(({ ip_list }) => ip_list);
  if (all.length > 20) throw invalid("ip_list: more than 20 addresses");
  if (all.some((ip) => ip === "0.0.0.0" || ip === "0.0.0.0/0")) throw invalid("ip_list: 0.0.0.0");
  return groups.map(({ group_name, ip_list }) => ({ group_name, ip_list: ip_list.filter(isAddress) }));
}

/** An address, a CIDR block, or a range `a-b`. [doc] */
function isAddress(text: string): boolean {
  const [from = "", to, ...more] = text.split("-");
  if (to !== undefined) return more.length === 0 && isIPv4(from) && isIPv4(to);
  const [ip = "", mask, ...others] = text.split("/");
  return (
    isIPv4(ip) && others.length === 0 && (mask === undefined || (/^(0|[1-9]\d?)$/.test(mask) && Number(mask) <= 32))
  );
}
