import { isIPv4 } from "node:net";
import type { Args } from "./args";
import { invalid, notFound } from "./errors";

/** Digits, letters, `_`, Chinese [doc], and `-` [qa]; at most 32. Creation wants at least 2; a change took one too [qa]. */
export function checkName(name: string, least: 1 | 2): void {
  const length = [...name].length;
  if (!/^[0-9A-Za-z_\-\u4e00-\u9fff]+$/.test(name) || length < least || length > 32) {
    throw invalid("cacheInstanceName has to be 2 to 32 digits, letters, Chinese characters or _");
  }
}

/** At most 256 characters. [doc] [qa] */
export function checkDescription(text: string): void {
  if ([...text].length > 256) throw invalid("cacheInstanceDescription cannot exceed 256 characters");
}

/** Why a password is refused; undefined for a good one. 8 to 16 letters and digits [doc], one each of upper, lower, digit [qa]. */
export function passwordProblem(password: string): string | undefined {
  if (password.length < 8 || password.length > 16) return "password has to be 8 to 16 characters";
  if (!/^[A-Za-z0-9]+$/.test(password)) return "password can hold letters and digits only";
  const isMixed = /[A-Z]/.test(password) && /[a-z]/.test(password) && /[0-9]/.test(password);
  return isMixed ? undefined : "password has to hold an upper-case letter, a lower-case letter and a digit";
}

/** Undefined for "no authentication": an empty password. [doc] */
export function readPassword(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  const fault = passwordProblem(text);
  if (fault !== undefined) throw invalid(fault);
  return text;
}

/** Every well-formed network exists, but for those that contain "missing". An unknown one is 404 [doc], an empty one 400 [qa]. */
export function readNetworkId(args: Args, name: "vpcId" | "subnetId"): string {
  const id = args.required(name);
  const kind = name === "vpcId" ? "vpc" : "subnet";
  if (!new RegExp(`^${kind}-[a-z0-9]{3,40}$`).test(id) || id.includes("missing"))
    throw notFound(`${kind} ${id} not found`);
  return id;
}

/** An address block, `x.x.x.x/n`. [sdk] */
export function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  return isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32 && rest.length === 0;
}

/** Of a group: addresses as well as blocks, separated by commas. [sdk] */
export function checkIps(text: string): void {
  if (!text.split(",").every((one) => isIPv4(one) || isCidr(one))) throw invalid(`ips "${text}" is not valid`);
}

/** `HH:mmZ`, UTC. [sdk] That the two have to differ is a guess. */
export function checkMaintenance(start: string, end: string): void {
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\dZ$/.test(text);
  if (!isTime(start) || !isTime(end)) throw invalid("startTime and endTime have to be like 18:00Z");
  if (start === end) throw invalid("startTime and endTime have to differ");
}

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** `01:00-02:00 +0800` [sdk] and English weekdays, separated by commas [sdk] */
export function checkBackupTimes(time: string, period: string): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d [+-]\d{4}$/.test(time)) {
    throw invalid('backupTime has to be like "01:00-02:00 +0800"');
  }
  if (!period.split(",").every((day) => weekdays.includes(day))) {
    throw invalid("backupPeriod has to be weekdays like Monday, separated by commas");
  }
}

/** [guess] The vendor's limits are not known: key 1 to 127, value to 255, 50 for an instance. */
const most = { key: 127, value: 255, tags: 50 } as const;

/** Tags of one call: keys differ. */
export function readTags(list: readonly Args[]): Record<string, string> {
  const tags = list.map((one) => [one.text("key") ?? "", one.text("value") ?? ""] as const);
  for (const [key, value] of tags) {
    if (key === "" || [...key].length > most.key || [...value].length > most.value)
      throw invalid(`tag "${key}" is not valid`);
  }
  if (new Set(tags.map(([key]) => key)).size < tags.length) throw invalid("two tags have the same key");
  return Object.fromEntries(tags);
}

export function checkTagCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > most.tags) throw invalid(`a resource can have ${most.tags} tags`);
}
