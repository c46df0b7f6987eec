import { isIPv4 } from "node:net";
import { isPrivateAddress } from "../core/addresses";
import type { Args } from "./args";
import { ApiError, type ErrorCode, invalid, missing } from "./errors";

/** A letter or a Chinese character first, none of `@ / : = " < > { [ ] }` nor a blank; the length is in the table. [doc] seed 002, [sdk] */
export function checkName(name: string | undefined): void {
  if (name === undefined) return;
  // Seed 002 prints " as ”. [doc]
  if (!/^[A-Za-z\p{Script=Han}][^@/:="”<>{[\]}\s]*$/u.test(name)) throw new ApiError("InvalidInstanceName.Malformed");
}

/**
 * Three of {upper, lower, digit, special}; special are !@#$%^&*()_+-= [doc] seeds 001 and 002. The length is in the table.
 * Comma and full stop are allowed as well, because seed 001's sample contains them. [doc]
 */
export function checkPassword(password: string | undefined, code: ErrorCode = "InvalidPassword.Malformed"): void {
  if (password === undefined) return;
  const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+\-=,.]/].filter((one) => one.test(password)).length;
  if (!/^[A-Za-z0-9!@#$%^&*()_+\-=,.]+$/.test(password) || classes < 3) throw new ApiError(code);
}

/** Lower-case letters, digits and _, a letter first; the length is in the table. [doc] CreateAccount */
export function checkAccountName(name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new ApiError("InvalidAccountName.Format");
}

/** A letter or a Chinese character first, then also digits, _ and -; no URL; the length is in the table. [doc] CreateAccount */
export function checkAccountDescription(description: string | undefined): void {
  if (description === undefined) return;
  const isText = /^[A-Za-z\p{Script=Han}][A-Za-z0-9_\-\p{Script=Han}]*$/u.test(description);
  if (!isText) throw new ApiError("InvalidAccountDescription.Format");
}

export interface Billing {
  readonly chargeType: "PostPaid" | "PrePaid";
  readonly months: number;
  readonly autoRenew: boolean;
  readonly autoRenewMonths: number;
}

/** Period comes with PrePaid and only with it; AutoRenewPeriod with AutoRenew. [doc] */
export function readBilling(args: Args, standard: Billing["chargeType"]): Billing {
  const chargeType = (args.text("ChargeType") ?? standard) as Billing["chargeType"];
  const period = args.int("Period");
  if (chargeType === "PrePaid" && period === undefined) throw missing("Period");
  if (chargeType === "PostPaid" && period !== undefined) throw invalid("Period is not supported with PostPaid.");
  const autoRenew = args.bool("AutoRenew") ?? false;
  const autoRenewMonths = args.int("AutoRenewPeriod");
  if (autoRenew && autoRenewMonths === undefined) throw missing("AutoRenewPeriod");
  return { chargeType, months: period ?? 0, autoRenew, autoRenewMonths: autoRenewMonths ?? 0 };
}

/** Every well-formed network exists, except those whose id contains "missing". [sandbox] */
export function isNetworkId(id: string, type: "vpc" | "vsw"): boolean {
  return new RegExp(`^${type}-[a-z0-9*]{1,60}$`).test(id) && !id.includes("missing");
}

export function checkNetworkId(id: string, type: "vpc" | "vsw"): void {
  if (!isNetworkId(id, type)) throw new ApiError("InvalidVpcIdRegion.NotSupported");
}

export function checkSecurityGroupId(id: string): void {
  if (!/^sg-[a-z0-9*]{1,60}$/.test(id) || id.includes("missing")) throw new ApiError("InvalidSecurityGroupId.NotFound");
}

/** Private ranges only; the vSwitch's own range is unknown to the sandbox. [guess] */
export function checkPrivateIp(address: string): void {
  if (!isPrivateAddress(address)) throw invalid("PrivateIpAddress has to be an IPv4 address of the vSwitch.");
}

/** What other products own, under the ids that their pages show; "*" hides digits in the vendor's samples. [doc] [guess] the length */
const ownIds = {
  ResourceGroupId: /^rg-[a-z0-9*]{1,60}$/,
  DedicatedHostGroupId: /^[\w*-]+$/,
  GlobalInstanceId: /^gr-[a-z0-9*]{1,60}$/,
  GlobalSecurityGroupIds: /^g-[a-z0-9*]{1,60}(,g-[a-z0-9*]{1,60})*$/,
  ParamGroupId: /^[\w*.-]+$/,
  // Its words are separated by commas. [sdk]
  RecoverConfigMode: /^(whitelist|config|account)(,(whitelist|config|account))*$/,
} as const;

/** Is it well-formed, and not one that does not exist? */
export const isOwnId = (name: keyof typeof ownIds, id: string): boolean =>
  ownIds[name].test(id) && !id.includes("missing");

export function checkOwnIds(args: Args): void {
  for (const [name, form] of Object.entries(ownIds)) {
    const value = args.text(name);
    if (value === undefined || form.test(value)) continue;
    throw name === "ResourceGroupId" ? new ApiError("ResourceGroupNotExist") : invalid(`${name} is not valid.`);
  }
}

/** Lower-case letters and digits, a letter first; the length is in the table. [sdk] */
export function checkConnectionPrefix(prefix: string): void {
  if (!/^[a-z][a-z0-9]*$/.test(prefix)) throw new ApiError("InvalidConnectionString.Malformed");
}

/** Addresses and CIDR blocks, at most 1000. [doc] */
export function readSecurityIps(list: string): string[] {
  const ips = list.split(",").map((ip) => ip.trim());
  const isIp = (ip: string) => {
    const [address = "", mask, ...others] = ip.split("/");
    return (
      isIPv4(address) &&
      others.length === 0 &&
      (mask === undefined || (/^(0|[1-9]\d?)$/.test(mask) && Number(mask) <= 32))
    );
  };
  if (ips.length > 1000 || !ips.every(isIp)) throw new ApiError("InvalidSecurityIps.Format");
  return [...new Set(ips)];
}

/** `HH:mmZ`, at least an hour from start to end, also across midnight. [sdk] */
export function checkMaintenance(start: string | undefined, end: string | undefined): void {
  if (start === undefined && end === undefined) return;
  const minutes = (time: string | undefined) => {
    const match = /^([01]\d|2[0-3]):([0-5]\d)Z$/.exec(time ?? "");
    if (match === null) throw new ApiError("InvalidEndTime.Format");
    return Number(match[1]) * 60 + Number(match[2]);
  };
  if ((minutes(end) - minutes(start) + 1440) % 1440 < 60) throw new ApiError("InvalidEndTime.Format");
}

/** Key 1 to 128 characters, value up to 128; neither begins with aliyun or acs:, nor contains http:// or https://. [doc] tag service */
/** Tags that the vendor's services set; nobody else can set or remove them. [sdk] the prefixes */
export const isSystemKey = (key: string): boolean => /^(aliyun|acs:)/i.test(key);

export function readTags(args: Args, most: number): Record<string, string> {
  const tags = args.tags();
  if (tags.length > most) throw invalid(`At most ${most} tags can be given.`);
  for (const { key, value = "" } of tags) {
    const isWrong = [key, value].some((text) => isSystemKey(text) || /https?:\/\//.test(text));
    if (isWrong || key === "" || [...key].length > 128 || [...value].length > 128)
      throw invalid(`The tag "${key}" is not valid.`);
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalid("Two tags have the same key.");
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}
