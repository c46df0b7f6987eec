import { UserError } from "../../core/client/errors";
import type { UpdateContext } from "../../core/resource/definition";
import { modifyBackupPolicy } from "../actions/backup";
import { modifyRenewal, transformInstanceChargeType } from "../actions/billing";
import { enableTde } from "../actions/encryption";
import { modifyConfig, modifyMaintainTime } from "../actions/maintenance";
import { modifySecurityIps } from "../actions/security";
import type { AliyunRedisInputs } from "../args";
import { plainGroups } from "../attributes";
import type { AliyunApi } from "../client";
import { missing, plainConfig } from "../config";
import type { AliyunInstance } from "../instance";

type Change = Partial<AliyunRedisInputs>;
type Here = UpdateContext<AliyunRedisInputs, AliyunInstance>;

/** So long a ready instance may show its old settings. [guess] */
const configShowsWithinMs = 120_000;

/**
 * Sets the engine's settings and looks whether they are there: accepted and ignored has been seen. [tf] PR 3523
 * @throws UserError  names the settings that the instance does not show
 */
export async function changeConfig(
  api: AliyunApi,
  id: string,
  { config, appendonly }: Change,
  { observed, waitUntilReady }: Here,
): Promise<void> {
  const wanted = {
    ...plainConfig(config ?? {}),
    ...(appendonly === undefined ? {} : { appendonly }),
  };
  const pending = ({ config: actual = {} }: AliyunInstance) => missing(actual, wanted);
  await modifyConfig(api, id, Object.fromEntries(pending(observed).map(({ name, value }) => [name, value])));
  const ignored = pending(await waitUntilReady((now) => pending(now).length === 0, configShowsWithinMs));
  if (ignored.length === 0) return;
  const list = ignored.map(({ name, value, shown = "not shown" }) => `${name} is ${shown} instead of ${value}`);
  throw new UserError(`config: Alibaba Cloud took the change, but ${list.join(", ")}. Run \`pulumi up\` to try again.`);
}

/** Whitelists by name: those that are not wanted go, those that differ are covered, all others stay. */
export async function changeWhitelists(
  api: AliyunApi,
  id: string,
  { securityIpGroups = {} }: Change,
  { observed }: Here,
): Promise<void> {
  const present = plainGroups(observed.securityIpGroups ?? {});
  const wanted = plainGroups(securityIpGroups);
  for (const [name, ips] of Object.entries(present)) {
    if (!Object.hasOwn(wanted, name)) await modifySecurityIps(api, id, ips, name, "Delete");
  }
  for (const [name, ips] of Object.entries(wanted)) {
    if (present[name]?.join() !== ips.join()) await modifySecurityIps(api, id, ips, name);
  }
}

/** The API wants days and hour each time: what the program leaves open stays as it is. */
export function changeBackup(api: AliyunApi, id: string, { backupPolicy }: Change, { observed }: Here): Promise<void> {
  const { preferredBackupPeriod, preferredBackupTime } = observed.backupPolicy ?? {};
  return modifyBackupPolicy(api, id, { preferredBackupPeriod, preferredBackupTime, ...backupPolicy });
}

/** Both ends are needed each time. */
export function changeMaintenance(api: AliyunApi, id: string, _: Change, { args, observed }: Here): Promise<void> {
  return modifyMaintainTime(api, id, {
    start: args.maintainStartTime ?? observed.maintainStartTime,
    end: args.maintainEndTime ?? observed.maintainEndTime,
  });
}

export async function changeTde(api: AliyunApi, id: string, { tde }: Change): Promise<void> {
  if (tde === false) throw new UserError("tde: once on, the encryption cannot be switched off.");
  await enableTde(api, id);
}

export function changeBilling(api: AliyunApi, id: string, { chargeType }: Change, { args }: Here): Promise<void> {
  return transformInstanceChargeType(api, id, chargeType ?? "PostPaid", args);
}

export function changeRenewal(api: AliyunApi, id: string, change: Change, { args }: Here): Promise<void> {
  const autoRenew = change.autoRenew ?? args.autoRenew ?? false;
  return modifyRenewal(api, id, { autoRenew, autoRenewPeriod: args.autoRenewPeriod });
}
