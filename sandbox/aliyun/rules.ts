import { isIPv4 } from "node:net";
import type { Args } from "./args";
import { ApiError } from "./errors";
import { invalid, oneOf } from "./state";

/** 2 to 80 characters, a letter or a Chinese character first, none of `@ / : = " < > { [ ] }` nor a blank. [doc] seed 002, [sdk] */
export function checkName(name: string | undefined): void {
  if (name === undefined) return;
  const isWellFormed = /^[A-Za-z\u4e00-\u9fff][^@/:="<>{[\]}\s]*$/.test(name);
  const length = [...name].length;
  if (!isWellFormed || length < 2 || length > 80) throw new ApiError("InvalidInstanceName.Malformed");
}

/**
 * 8 to 32 characters, three of {upper, lower, digit, special}; special are !@#$%^&*()_+-= [doc] seeds 001 and 002.
 * Comma and full stop as well: seed 001's own sample has them. [doc]
 */
export function checkPassword(password: string | undefined): void {
  if (password === undefined) return;
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+\-=,.]/].filter((kind) => kind.test(password)).length;
  if (!/^[A-Za-z0-9!@#$%^&*()_+\-=,.]{8,32}$/.test(password) || kinds < 3)
    throw new ApiError("InvalidPassword.Malformed");
}

const periods = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "12", "24", "36", "60"];
const renewPeriods = ["1", "2", "3", "6", "12"];

export const renewalPeriods = periods.filter((period) => period !== "60"); // [sdk] transform and renew stop at 36

export interface Billing {
  readonly chargeType: "PostPaid" | "PrePaid";
  readonly months: number;
  readonly autoRenew: boolean;
  readonly autoRenewMonths: number;
}

/** Period comes with PrePaid and only with it; AutoRenewPeriod with AutoRenew. [doc] */
export function readBilling(args: Args, standard: "PostPaid" | "PrePaid"): Billing {
  const chargeType = (oneOf(args, "ChargeType", ["PostPaid", "PrePaid"]) ?? standard) as Billing["chargeType"];
  const period = oneOf(args, "Period", periods);
  if (chargeType === "PrePaid" && period === undefined) {
    throw new ApiError("MissingParameter", "Period is mandatory for this action.");
  }
  if (chargeType === "PostPaid" && period !== undefined) throw invalid("Period is not supported with PostPaid.");
  const autoRenew = oneOf(args, "AutoRenew", ["true", "false", "True", "False"])?.toLowerCase() === "true";
  const renewal = oneOf(args, "AutoRenewPeriod", renewPeriods);
  if (autoRenew && renewal === undefined) {
    throw new ApiError("MissingParameter", "AutoRenewPeriod is mandatory for this action.");
  }
  return { chargeType, months: Number(period ?? 0), autoRenew, autoRenewMonths: Number(renewal ?? 0) };
}

/** Every well-formed network exists, but for those that contain "missing". [sandbox] */
export function checkNetworkId(id: string, kind: "vpc" | "vsw"): void {
  if (!new RegExp(`^${kind}-[a-z0-9*]{3,40}$`).test(id) || id.includes("missing")) {
    throw new ApiError("InvalidVpcIdRegion.NotSupported");
  }
}

export function checkSecurityGroupId(id: string): void {
  if (!/^sg-[a-z0-9*]{3,40}$/.test(id) || id.includes("missing")) throw new ApiError("InvalidSecurityGroupId.NotFound");
}

/** Private ranges only; whether it lies in the vSwitch's own range is not imitated. [guess] */
export function checkPrivateIp(address: string): void {
  const isPrivate = isIPv4(address) && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  if (!isPrivate) throw invalid("PrivateIpAddress has to be an IPv4 address of the vSwitch.");
}

/** 8 to 40 lower-case letters and digits, a letter first. [sdk] */
export function checkConnectionPrefix(prefix: string): void {
  if (!/^[a-z][a-z0-9]{7,39}$/.test(prefix)) throw new ApiError("InvalidConnectionString.Malformed");
}

/** Addresses and CIDR blocks, at most 1000. [doc] */
export function readSecurityIps(list: string): string[] {
  const ips = list.split(",").map((ip) => ip.trim());
  const isIp = (ip: string) => {
    const [address = "", mask, ...rest] = ip.split("/");
    return (
      isIPv4(address) && rest.length === 0 && (mask === undefined || (/^\d{1,2}$/.test(mask) && Number(mask) <= 32))
    );
  };
  if (ips.length > 1000 || !ips.every(isIp)) throw new ApiError("InvalidSecurityIps.Format");
  return [...new Set(ips)];
}

/** `HH:mmZ`, at least an hour from start to end, over midnight too. [sdk] */
export function checkMaintenance(start: string | undefined, end: string | undefined): void {
  if (start === undefined && end === undefined) return;
  const minutes = (time: string | undefined) => {
    const match = /^([01]\d|2[0-3]):([0-5]\d)Z$/.exec(time ?? "");
    if (match === null) throw new ApiError("InvalidEndTime.Format");
    return Number(match[1]) * 60 + Number(match[2]);
  };
  if ((minutes(end) - minutes(start) + 1440) % 1440 < 60) throw new ApiError("InvalidEndTime.Format");
}

/** Key 1 to 128 characters, value to 128; neither begins with aliyun or acs:, nor contains http:// or https://. [doc] tag service */
export function readTags(args: Args, most: number): Record<string, string> {
  const tags = args.tags();
  if (tags.length > most) throw invalid(`At most ${most} tags can be given.`);
  for (const { key, value = "" } of tags) {
    const isWrong = [key, value].some((text) => /^(aliyun|acs:)/i.test(text) || /https?:\/\//.test(text));
    if (isWrong || key === "" || [...key].length > 128 || [...value].length > 128)
      throw invalid(`The tag "${key}" is not valid.`);
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalid("Two tags have the same key.");
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}
