import { UserError } from "../../core/client/errors";
import type { UpdateContext } from "../../core/resource/definition";
import { modifyBackupPolicy } from "../actions/backup";
import { modifyRenewal, transformInstanceChargeType } from "../actions/billing";
import { enableTde, isEncryptedWith } from "../actions/encryption";
import { modifyConfig, modifyMaintainTime } from "../actions/maintenance";
import { modifySecurityIps } from "../actions/security";
import type { AliyunRedisInputs } from "../args";
import { sortedWhitelists } from "../attributes";
import type { AliyunApi } from "../client";
import { differingSettings, plainConfig } from "../config";
import type { AliyunInstance } from "../instance";

type Change = Partial<AliyunRedisInputs>;
type Context = UpdateContext<AliyunRedisInputs, AliyunInstance>;

/** How long a ready instance may still show its old settings. [guess] */
const configShowsWithinMs = 120_000;

/**
 * Sets engine settings and verifies them, because the API accepts some and ignores them. [tf] PR 3523
 * @throws UserError  names the settings that did not take effect
 */
export async function changeConfig(
  api: AliyunApi,
  id: string,
  { config, appendonly }: Change,
  { observed, waitUntilReady }: Context,
): Promise<void> {
  const wanted = {
    ...plainConfig(config ?? {}),
    ...(appendonly === undefined ? {} : { appendonly }),
  };
  const pending = ({ config: actual = {} }: AliyunInstance) => differingSettings(actual, wanted);
  await modifyConfig(api, id, Object.fromEntries(pending(observed).map(({ name, value }) => [name, value])));
  const ignored = pending(await waitUntilReady((now) => pending(now).length === 0, configShowsWithinMs));
  if (ignored.length === 0) return;
  const list = ignored.map(({ name, value, actual = "not shown" }) => `${name} is ${actual} instead of ${value}`);
  throw new UserError(
    `config: Alibaba Cloud accepted the change, but ${list.join(", ")}. Run \`pulumi up\` to try again.`,
  );
}

/** Deletes whitelists that are not wanted and replaces those that differ; the others stay. */
export async function syncWhitelists(
  api: AliyunApi,
  id: string,
  { securityIpGroups = {} }: Change,
  { observed }: Context,
): Promise<void> {
  const present = sortedWhitelists(observed.securityIpGroups ?? {});
  const wanted = sortedWhitelists(securityIpGroups);
  for (const [name, ips] of Object.entries(present)) {
    if (!Object.hasOwn(wanted, name)) await modifySecurityIps(api, id, ips, name, "Delete");
  }
  for (const [name, ips] of Object.entries(wanted)) {
    if (present[name]?.join() !== ips.join()) await modifySecurityIps(api, id, ips, name);
  }
}

/** The API requires days and hour in every call, so those that the program omits are sent as observed. */
export function changeBackup(
  api: AliyunApi,
  id: string,
  { backupPolicy }: Change,
  { observed }: Context,
): Promise<void> {
  const { preferredBackupPeriod, preferredBackupTime } = observed.backupPolicy ?? {};
  return modifyBackupPolicy(api, id, { preferredBackupPeriod, preferredBackupTime, ...backupPolicy });
}

/** The API requires both ends in every call. */
export function changeMaintenance(api: AliyunApi, id: string, _: Change, { args, observed }: Context): Promise<void> {
  return modifyMaintainTime(api, id, {
    start: args.maintainStartTime ?? observed.maintainStartTime,
    end: args.maintainEndTime ?? observed.maintainEndTime,
  });
}

export async function changeTde(
  api: AliyunApi,
  id: string,
  { tde }: Change,
  { args, observed }: Context,
): Promise<void> {
  if (tde === false) throw new UserError("tde: once on, the encryption cannot be switched off.");
  if (observed.tde !== true) return enableTde(api, id, args);
  const { encryptionKey } = args;
  if (encryptionKey === undefined || (await isEncryptedWith(api, id, encryptionKey))) return;
  throw new UserError(
    `encryptionKey: the data are encrypted already, and not with ${encryptionKey}; the key of an instance cannot be changed.`,
  );
}

export function changeBilling(api: AliyunApi, id: string, { chargeType }: Change, { args }: Context): Promise<void> {
  return transformInstanceChargeType(api, id, chargeType ?? "PostPaid", args);
}

export function changeRenewal(api: AliyunApi, id: string, change: Change, { args }: Context): Promise<void> {
  const autoRenew = change.autoRenew ?? args.autoRenew ?? false;
  return modifyRenewal(api, id, { autoRenew, autoRenewPeriod: args.autoRenewPeriod });
}
