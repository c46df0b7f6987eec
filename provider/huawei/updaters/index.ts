import { means, UserError } from "../../core/client/errors";
import type { UpdateContext, Updater } from "../../core/resource/definition";
import { deleteAutoscaling, updateAutoscaling, updateShardBandwidths } from "../actions/bandwidth";
import { setAutoRenewal } from "../actions/billing";
import { updateParameters } from "../actions/configs";
import { restartInstance, updateInstance } from "../actions/instance";
import { bindPublicIp, migrateZones, switchSubnet, unbindPublicIp } from "../actions/network";
import { migrateResource } from "../actions/projects";
import { updateExpiredKeyScan, updateKeyScan } from "../actions/scans";
import { resetPassword, updateClientIp, updateSsl, updateWhitelist } from "../actions/security";
import { upgradeMinorVersions } from "../actions/version";
import type { ParsedArgs } from "../args";
import type { HuaweiApi } from "../client";
import { type HuaweiInstance, policyToWire } from "../instance";
import { isOldGeneration } from "../specCode";
import { syncTags } from "../tagSync";
import { resize } from "./resize";

type Apply = Updater<ParsedArgs, HuaweiInstance, HuaweiApi>["apply"];
type Context = UpdateContext<ParsedArgs, HuaweiInstance>;

/** The fields of UpdateInstance that neither restart the instance nor drop connections. */
const attribute: Apply = async (api, id, change, { args }) => {
  const hasWindow = change.maintainBegin !== undefined || change.maintainEnd !== undefined;
  await updateInstance(api, id, {
    name: change.name,
    description: change.description,
    maintain_begin: hasWindow ? args.maintainBegin : undefined,
    maintain_end: hasWindow ? args.maintainEnd : undefined,
    security_group_id: change.securityGroupId,
    instance_backup_policy: change.instanceBackupPolicy && policyToWire(change.instanceBackupPolicy),
  });
};

const password: Apply = async (api, id, change, { args }) => {
  if (args.noPasswordAccess === true) {
    // An open instance has no password to change.
    if (change.noPasswordAccess === true) await resetPassword(api, id, undefined);
    return;
  }
  if (args.password !== undefined) await resetPassword(api, id, args.password).catch(unlessAlready);
};

const parameters: Apply = async (api, id, { parameters: wanted = {} }, { args, waitUntilReady, warn }) => {
  const needRestart = await updateParameters(api, id, wanted);
  const { configStatus } = await waitUntilReady();
  if (configStatus === "FAILURE") {
    throw new UserError("the cloud accepted the change of parameters but failed to apply it, without giving a reason.");
  }
  if (needRestart.length === 0) return;
  if (args.restartForParameters !== true) {
    return warn(
      `Instance ${id}: ${needRestart.join(", ")} takes effect only after a restart. Restart it in the console, or set restartForParameters.`,
    );
  }
  await restartInstance(api, id);
};

const publicAccess: Apply = async (api, id, _change, context) => {
  const { args, observed, waitUntilReady } = context;
  const wanted = args.enablePublicip === true ? args.publicipId : undefined;
  if (observed.enablePublicip && observed.publicipId !== wanted) {
    await unbindPublicIp(api, id);
    await waitUntilReady((now) => now.enablePublicip !== true);
  } else if (observed.enablePublicip) return;
  if (wanted !== undefined) await bind(api, id, wanted, context);
};

async function bind(api: HuaweiApi, id: string, publicipId: string, { args, observed }: Context): Promise<void> {
  const isOld = isOldGeneration(observed);
  await bindPublicIp(
    api,
    id,
    isOld ? { publicip_id: publicipId, enable_ssl: args.enableSsl === true } : { elb_id: publicipId },
  );
}

/** A scan that is not wanted. */
const off = { enableAutoScan: false };

/**
 * In calling order: settings first, then changes that interrupt the service, then changes that need an order. A
 * rejected order must not hold up a whitelist.
 */
export const updaters: readonly Updater<ParsedArgs, HuaweiInstance, HuaweiApi>[] = [
  { name: "attribute", apply: attribute },
  {
    name: "whitelist",
    apply: (api, id, change, { args, observed }) =>
      updateWhitelist(api, id, {
        enableWhitelist: change.enableWhitelist ?? args.enableWhitelist ?? observed.enableWhitelist ?? true,
        whitelist: change.whitelist ?? args.whitelist ?? observed.whitelist ?? [],
      }),
  },
  { name: "password", apply: password },
  { name: "parameters", apply: parameters },
  {
    name: "bigKeyScan",
    apply: (api, id, { bigKeyScan = off }) => updateKeyScan(api, id, "bigkey", bigKeyScan),
  },
  // After the parameters, because it needs an LFU policy.
  {
    name: "hotKeyScan",
    apply: (api, id, { hotKeyScan = off }) => updateKeyScan(api, id, "hotkey", hotKeyScan),
  },
  {
    name: "expiredKeyScan",
    apply: (api, id, { expiredKeyScan = off }) => updateExpiredKeyScan(api, id, expiredKeyScan),
  },
  {
    name: "bandwidth",
    apply: (api, id, { bandwidthAutoscaling: to }) =>
      to?.windowSize === undefined ? deleteAutoscaling(api, id) : updateAutoscaling(api, id, to),
  },
  {
    name: "clientIp",
    apply: (api, id, { transparentClientIp = false }) =>
      updateClientIp(api, id, transparentClientIp).catch(unlessAlready),
  },
  { name: "ssl", apply: (api, id, { enableSsl = false }) => updateSsl(api, id, enableSsl) },
  {
    name: "renameCommands",
    apply: (api, id, { renameCommands = {} }) => updateInstance(api, id, { rename_commands: renameCommands }),
  },
  { name: "port", apply: (api, id, { port }) => updateInstance(api, id, { port }) },
  { name: "publicAccess", apply: publicAccess },
  {
    name: "subnet",
    apply: (api, id, { subnetId = "" }, { observed }) => switchSubnet(api, id, { vpcId: observed.vpcId, subnetId }),
  },
  { name: "zones", apply: (api, id, { azCodes = [] }) => migrateZones(api, id, azCodes) },
  {
    name: "enterpriseProject",
    wait: "nothing",
    apply: (api, id, { enterpriseProjectId = "0" }) => migrateResource(api, id, enterpriseProjectId),
  },
  {
    name: "tags",
    wait: "nothing",
    apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, observed),
  },
  {
    name: "billing",
    wait: "nothing",
    apply: (api, id, { bssParam }) => setAutoRenewal(api, id, bssParam?.isAutoRenew === true),
  },
  {
    name: "resize",
    isOrder: true,
    isDeferred: ({ executeImmediately }) => executeImmediately === false,
    apply: resize,
  },
  // After the resize, which may bring a proxy.
  { name: "minorVersion", apply: upgradeMinorVersions },
  // After the resize, which changes what is assured.
  {
    name: "shardBandwidth",
    apply: (api, id, { shardBandwidth = 0 }) => updateShardBandwidths(api, id, shardBandwidth),
  },
];

function unlessAlready(error: unknown): void {
  if (!means(error, "already")) throw error;
}
