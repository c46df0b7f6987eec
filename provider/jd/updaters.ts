import { means, NoAnswerError, UserError } from "../core/client/errors";
import { isPartOf } from "../core/resource/attributes";
import type { UpdateContext, Updater } from "../core/resource/definition";
import {
  addWhiteListGroup,
  deleteWhiteListGroup,
  describeWhiteListGroups,
  modifyInstanceTLS,
  modifyIpWhiteList,
  modifyPublicAddress,
  modifyWhiteListGroup,
  setDisableCommands,
} from "./actions/access";
import {
  describeCacheInstance,
  modifyCacheInstanceAttribute,
  modifyCacheInstanceClass,
  modifyInstanceType,
  resetCacheInstancePassword,
} from "./actions/instance";
import {
  maintenanceTime,
  modifyBackupPolicy,
  modifyInstanceConfig,
  modifyProxyAvailableZones,
} from "./actions/maintenance";
import { renewInstance, setRenewal } from "./actions/renewal";
import { describeUpgradeVersion, type MinorVersion, modifyInstanceMinorVersion } from "./actions/version";
import type { JdRedisInputs } from "./args";
import { periodOf, prepaidMode } from "./charge";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";
import { syncTags } from "./tagSync";

const isDeferred = ({ effectiveTime }: Partial<JdRedisInputs>): boolean => effectiveTime === "MaintainTime";

/** In calling order. Billing is last: a rejected order must not hold up a rename or a whitelist. */
export const updaters: readonly Updater<JdRedisInputs, JdInstance, JdApi>[] = [
  { name: "attribute", wait: "nothing", apply: modifyCacheInstanceAttribute },
  { name: "password", wait: "nothing", apply: applyPassword },
  {
    name: "whitelist",
    wait: "nothing",
    apply: (api, id, { ipWhiteList = [] }) => modifyIpWhiteList(api, id, ipWhiteList),
  },
  { name: "whitelistGroups", wait: "nothing", apply: applyWhitelistGroups },
  { name: "commands", wait: "nothing", apply: applyCommands },
  {
    name: "tags",
    wait: "nothing",
    apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, observed),
  },
  {
    name: "backup",
    wait: "nothing",
    apply: async (api, id, { backupPolicy }) => backupPolicy && modifyBackupPolicy(api, id, backupPolicy),
  },
  {
    name: "maintenance",
    wait: "nothing",
    apply: async (api, id, { maintenanceTime: window }) => window && maintenanceTime(api, id, window),
  },
  { name: "publicAddress", wait: "nothing", apply: applyPublicAddress },
  {
    name: "config",
    apply: (api, id, { config, maxmemoryPolicy, slaveAppendonly }) =>
      modifyInstanceConfig(api, id, {
        ...config,
        ...(maxmemoryPolicy === undefined ? {} : { "maxmemory-policy": maxmemoryPolicy }),
        ...(slaveAppendonly === undefined ? {} : { "@slave-appendonly": slaveAppendonly }),
      }),
  },
  { name: "tls", apply: applyTls },
  {
    name: "resize",
    isOrder: true,
    isDeferred,
    apply: applyResize,
  },
  { name: "type", isOrder: true, apply: applyType },
  { name: "proxies", isOrder: true, apply: applyProxies },
  // After the resize, which may bring proxies. A call upgrades one of both. [sdk]
  upgrade("minorVersion"),
  upgrade("proxyMinorVersion"),
  // The renewal service may show a change late, and waiting for it would hold up a finished run.
  { name: "billing", wait: "nothing", showsLate: true, apply: applyCharge },
];

type Apply = Updater<JdRedisInputs, JdInstance, JdApi>["apply"];

function applyPassword(...[api, id, { password = "" }, { observed }]: Parameters<Apply>): Promise<void> {
  if (password === "" && observed.isAllowNoAuth === false) {
    throw new UserError("JD Cloud does not allow this instance to have no password; set one.");
  }
  return resetCacheInstancePassword(api, id, password);
}

/** Reads the groups anew: an interrupted run may have made some of the changes, and each can be made only once. */
async function applyWhitelistGroups(
  ...[api, id, { ipWhiteListGroups: wanted = {} }]: Parameters<Apply>
): Promise<void> {
  const present = await describeWhiteListGroups(api, id);
  for (const name of Object.keys(present)) {
    if (!Object.hasOwn(wanted, name)) await deleteWhiteListGroup(api, id, name);
  }
  for (const [name, blocks] of Object.entries(wanted)) {
    if (!Object.hasOwn(present, name)) await addWhiteListGroup(api, id, name, blocks);
    else if (present[name]?.join() !== blocks.join()) await modifyWhiteListGroup(api, id, name, blocks);
  }
}

function applyCommands(...[api, id, { disableCommands = [] }, { observed }]: Parameters<Apply>): Promise<void> {
  const { disableCommands: disabled = [] } = observed;
  return setDisableCommands(api, id, [
    ...disableCommands
      .filter((name) => !disabled.includes(name))
      .map((name) => ({ commandName: name, isDisable: true })),
    ...disabled
      .filter((name) => !disableCommands.includes(name))
      .map((name) => ({ commandName: name, isDisable: false })),
  ]);
}

/** How long a change may take to show after its answer was lost. */
const lateEffectMs = 60_000;

/**
 * Makes a call that cannot simply be repeated, because the API rejects a change that is already done. After a lost
 * answer or a rejection, the instance is observed again: the change may be done, or the instance may only have been busy.
 */
async function unlessDone(
  { waitUntilReady }: UpdateContext<JdRedisInputs, JdInstance>,
  call: () => Promise<void>,
  isDone: (observed: JdInstance) => boolean,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    const isLost = error instanceof NoAnswerError;
    if (!isLost && !means(error, "unsupported")) throw error;
    if (isDone(await waitUntilReady(isDone, isLost ? lateEffectMs : 0))) return;
    if (isLost) throw error;
    await call();
  }
}

async function applyTls(...[api, id, { tls }, context]: Parameters<Apply>): Promise<void> {
  if (!tls) return;
  const change = () => modifyInstanceTLS(api, id, tls);
  await unlessDone(context, change, (observed) => isPartOf(observed.tls ?? {}, tls));
}

/** An instance with an elastic IP has another domain; which address it has is not readable. [guess] */
async function applyPublicAddress(...[api, id, { publicAddress }, context]: Parameters<Apply>): Promise<void> {
  const hasAddress = (observed: JdInstance) => observed.otherDomains.length > 0;
  const elasticIpId = publicAddress?.elasticIpId ?? "";
  if (elasticIpId === "") {
    if (!hasAddress(context.observed)) return;
    const release = () => modifyPublicAddress(api, id, { action: "release" });
    return unlessDone(context, release, (observed) => !hasAddress(observed));
  }
  if (hasAddress(context.observed)) return modifyPublicAddress(api, id, { action: "change", elasticIpId });
  const allocate = () => modifyPublicAddress(api, id, { action: "allocate", elasticIpId });
  return unlessDone(context, allocate, hasAddress);
}

/** Every order names the class, also an order for shards or replicas only. */
async function applyResize(...[api, id, change, { args, observed }]: Parameters<Apply>): Promise<void> {
  const cacheInstanceClass = change.cacheInstanceClass ?? observed.cacheInstanceClass ?? "";
  const isDone = (now: JdInstance) =>
    now.cacheInstanceClass === cacheInstanceClass &&
    now.shardNumber === (change.shardNumber ?? now.shardNumber) &&
    now.replicaNumber === (change.replicaNumber ?? now.replicaNumber);
  try {
    await modifyCacheInstanceClass(api, id, {
      cacheInstanceClass,
      shardNumber: args.shardNumber,
      replicaNumber: change.replicaNumber,
      effectiveTime: args.effectiveTime ?? "Immediately",
    });
  } catch (error) {
    // An order is repeated after a lost answer. If the first one was carried out, the API rejects the same values. [qa]
    if (means(error, "input") && isDone(await describeCacheInstance(api, id))) return;
    throw error;
  }
}

async function applyType(...[api, id, { cacheInstanceType }, context]: Parameters<Apply>): Promise<void> {
  if (cacheInstanceType !== "native-cluster") {
    // The resize came first, and its class would have brought the type with it.
    throw new UserError(`cacheInstanceType ${cacheInstanceType} needs a cacheInstanceClass of that type.`);
  }
  const change = () => modifyInstanceType(api, id, cacheInstanceType);
  return unlessDone(context, change, (observed) => observed.cacheInstanceType === cacheInstanceType);
}

async function applyProxies(...[api, id, { azId }, context]: Parameters<Apply>): Promise<void> {
  const azsForProxy = azId?.azsForProxy ?? [];
  const move = () => modifyProxyAvailableZones(api, id, azsForProxy);
  await unlessDone(context, move, (observed) => isPartOf(observed.azId ?? {}, { azsForProxy }));
}

function upgrade(name: MinorVersion): Updater<JdRedisInputs, JdInstance, JdApi> {
  return {
    name,
    isOrder: true,
    isDeferred,
    async apply(api, id, _change, context) {
      const { [name]: to } = await describeUpgradeVersion(api, id);
      if (to === undefined) return;
      const order = () => modifyInstanceMinorVersion(api, id, { [name]: to }, context.args.effectiveTime);
      const isOrdered = (observed: JdInstance) => isDeferred(context.args) && observed.hasTaskToCome;
      await unlessDone(context, order, (observed) => observed[name] === "latest" || isOrdered(observed));
    },
  };
}

/** How long to wait until a paid renewal shows. */
const renewalShowsWithinMs = 5 * 60_000;

async function applyCharge(
  ...[api, id, { charge = {} }, { observed, waitUntilReady }]: Parameters<Apply>
): Promise<void> {
  const period = periodOf(charge);
  if (charge.chargeMode === prepaidMode && observed.chargeMode !== prepaidMode) {
    await renewInstance(api, id, period);
    await waitUntilReady(({ chargeMode }) => chargeMode === prepaidMode, renewalShowsWithinMs);
  }
  const { autoRenew } = charge;
  if (autoRenew !== undefined && autoRenew !== (observed.autoRenew ?? false))
    await setRenewal(api, id, autoRenew, period);
}
