import { means, NoAnswerError, UserError } from "../core/client/errors";
import { isPartOf } from "../core/resource/attributes";
import type { UpdateContext, Updater } from "../core/resource/definition";
import { modifyInstanceTLS, modifyIpWhiteList, modifyPublicAddress, setDisableCommands } from "./actions/access";
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
import type { JdRedisInputs } from "./args";
import { periodOf, prepaid } from "./charge";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";
import { syncTags } from "./tagSync";
import { userTags } from "./tags";

/** In the order of the calls. Money last: a refused order must not hold up a rename or a whitelist. */
export const jdRedisAspects: readonly Updater<JdRedisInputs, JdInstance, JdApi>[] = [
  { name: "attribute", wait: "nothing", apply: modifyCacheInstanceAttribute },
  { name: "password", wait: "nothing", apply: applyPassword },
  {
    name: "whitelist",
    wait: "nothing",
    apply: (api, id, { ipWhiteList = [] }) => modifyIpWhiteList(api, id, ipWhiteList),
  },
  { name: "commands", wait: "nothing", apply: applyCommands },
  {
    name: "tags",
    wait: "nothing",
    apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, userTags(observed)),
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
    wait: "inSync",
    apply: (api, id, { config, maxmemoryPolicy, slaveAppendonly }) =>
      modifyInstanceConfig(api, id, {
        ...config,
        ...(maxmemoryPolicy === undefined ? {} : { "maxmemory-policy": maxmemoryPolicy }),
        ...(slaveAppendonly === undefined ? {} : { "@slave-appendonly": slaveAppendonly }),
      }),
  },
  { name: "tls", wait: "inSync", apply: applyTls },
  // A resize that is deferred to the maintenance window leaves the status at running: only the values tell. [sdk]
  { name: "class", wait: "inSync", apply: applyClass },
  { name: "type", wait: "inSync", apply: applyType },
  {
    name: "proxies",
    wait: "inSync",
    apply: async (api, id, { azId }, now) => {
      const azList = azId?.azsForProxy ?? [];
      await unlessDone(
        now,
        () => modifyProxyAvailableZones(api, id, azList),
        ({ azId: zones }) => isPartOf(zones ?? {}, { azsForProxy: azList }),
      );
    },
  },
  // What the renewal service shows may lag, and a wait for it would hold up a finished run.
  { name: "billing", wait: "nothing", apply: applyCharge },
];

type Apply = Updater<JdRedisInputs, JdInstance, JdApi>["apply"];

function applyPassword(...[api, id, { password = "" }, { observed }]: Parameters<Apply>): Promise<void> {
  if (password === "" && observed.isAllowNoAuth === false) {
    throw new UserError("JD Cloud does not allow this instance to be without a password; give it one.");
  }
  return resetCacheInstancePassword(api, id, password);
}

function applyCommands(...[api, id, { disableCommands = [] }, { observed }]: Parameters<Apply>): Promise<void> {
  const { disableCommands: off = [] } = observed;
  const switched = [
    ...disableCommands.filter((name) => !off.includes(name)).map((name) => ({ commandName: name, isDisable: true })),
    ...off.filter((name) => !disableCommands.includes(name)).map((name) => ({ commandName: name, isDisable: false })),
  ];
  return setDisableCommands(api, id, switched);
}

/** So long a change whose answer was lost may take to show. */
const lateEffectMs = 60_000;

/**
 * For changes whose repetition is refused for ever: after a lost answer or a refusal the instance is looked at again,
 * because it may be done, or may only have been busy.
 */
async function unlessDone(
  { waitUntilReady }: UpdateContext<JdRedisInputs, JdInstance>,
  work: () => Promise<void>,
  isDone: (observed: JdInstance) => boolean,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isLost = error instanceof NoAnswerError;
    if (!isLost && !means(error, "unsupported")) throw error;
    if (isDone(await waitUntilReady(isDone, isLost ? lateEffectMs : 0))) return;
    if (isLost) throw error;
    await work();
  }
}

async function applyTls(...[api, id, { tls }, now]: Parameters<Apply>): Promise<void> {
  if (!tls) return;
  await unlessDone(
    now,
    () => modifyInstanceTLS(api, id, tls),
    (observed) => isPartOf(observed.tls ?? {}, tls),
  );
}

/** A public name among the domains is how an address shows; which address it is does not. [guess] */
async function applyPublicAddress(...[api, id, { publicAddress }, now]: Parameters<Apply>): Promise<void> {
  const isThere = (observed: JdInstance) => observed.otherDomains.length > 0;
  const elasticIpId = publicAddress?.elasticIpId ?? "";
  if (elasticIpId === "") {
    if (!isThere(now.observed)) return;
    const release = () => modifyPublicAddress(api, id, { action: "release" });
    return unlessDone(now, release, (observed) => !isThere(observed));
  }
  if (isThere(now.observed)) return modifyPublicAddress(api, id, { action: "change", elasticIpId });
  const allocate = () => modifyPublicAddress(api, id, { action: "allocate", elasticIpId });
  return unlessDone(now, allocate, isThere);
}

/** The class is part of every order, also of one for shards or replicas only. */
async function applyClass(...[api, id, change, { args, observed }]: Parameters<Apply>): Promise<void> {
  const cacheInstanceClass = change.cacheInstanceClass ?? observed.cacheInstanceClass ?? "";
  const isAsAsked = (now: JdInstance) =>
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
    // An order whose answer was lost is sent again, and refused because there is nothing to change any more. [qa]
    if (means(error, "input") && isAsAsked(await describeCacheInstance(api, id))) return;
    throw error;
  }
}

async function applyType(...[api, id, { cacheInstanceType }, now]: Parameters<Apply>): Promise<void> {
  if (cacheInstanceType === "native-cluster") {
    const change = () => modifyInstanceType(api, id, cacheInstanceType);
    return unlessDone(now, change, (observed) => observed.cacheInstanceType === cacheInstanceType);
  }
  throw new UserError(`cacheInstanceType ${cacheInstanceType} needs a cacheInstanceClass of that type.`);
}

/** How long the order's effect is waited for before somebody is told that it does not show. */
const showsWithinMs = 5 * 60_000;

async function applyCharge(
  ...[api, id, { charge = {} }, { observed, waitUntilReady }]: Parameters<Apply>
): Promise<void> {
  const period = periodOf(charge);
  if (charge.chargeMode === prepaid && observed.chargeMode !== prepaid) {
    await renewInstance(api, id, period);
    await waitUntilReady(({ chargeMode }) => chargeMode === prepaid, showsWithinMs);
  }
  const { autoRenew } = charge;
  if (autoRenew !== undefined && autoRenew !== (observed.autoRenew ?? false))
    await setRenewal(api, id, autoRenew, period);
}
