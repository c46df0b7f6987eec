import { means } from "../core/client/errors";
import type { Listing } from "../core/resource/definition";
import { describeAuditLog } from "./actions/auditLog";
import { describeBackupPolicy } from "./actions/backup";
import { describeRenewal } from "./actions/billing";
import { describeSsl, describeTde } from "./actions/encryption";
import { describeInstanceAttribute, describeInstances } from "./actions/instance";
import { describeMinorVersion, describeModes } from "./actions/maintenance";
import { describePublicEndpoint } from "./actions/network";
import { describeGlobalSecurityGroups, describeSecurityGroups, describeSecurityIps } from "./actions/security";
import { describeWaitingTasks } from "./actions/tasks";
import type { AliyunRedisInputs } from "./args";
import type { AliyunApi } from "./client";
import type { AliyunExtras, AliyunInstance } from "./instance";
import { isMode } from "./settings";
import { statuses } from "./statuses";

type Compared = Readonly<Partial<AliyunRedisInputs>>;

/** A separate read, and the arguments it serves. */
interface ExtraRead {
  readonly for: readonly (keyof AliyunRedisInputs)[];
  readonly read: (api: AliyunApi, observed: AliyunInstance) => Promise<AliyunExtras>;
}

/** None of them ever breaks a refresh: what cannot be read is left out, and the declared value stands. */
const extraReads: readonly ExtraRead[] = [
  {
    for: ["securityIps", "securityIpGroups"],
    read: (api, { instanceId: id }) => whitelists(api, id),
  },
  {
    for: ["securityGroupIds"],
    read: async (api, { instanceId: id }) => ({ securityGroupIds: await describeSecurityGroups(api, id) }),
  },
  {
    for: ["globalSecurityGroupIds"],
    read: async (api, { instanceId: id }) => ({
      globalSecurityGroupIds: await describeGlobalSecurityGroups(api, id),
    }),
  },
  {
    for: ["ssl"],
    read: (api, { instanceId: id }) => describeSsl(api, id),
  },
  {
    for: ["tde"],
    read: async (api, { instanceId: id }) => ({ tde: await describeTde(api, id) }),
  },
  {
    for: ["auditLog"],
    read: async (api, { instanceId: id }) => ({ auditLog: await describeAuditLog(api, id) }),
  },
  {
    for: ["autoRenew", "autoRenewPeriod"],
    // PostPaid instances never renew, so they need no call.
    read: async (api, { instanceId: id, chargeType }) =>
      chargeType === "PrePaid" ? describeRenewal(api, id) : { autoRenew: false },
  },
  {
    for: ["backupPolicy"],
    read: async (api, { instanceId: id }) => ({ backupPolicy: await describeBackupPolicy(api, id) }),
  },
  {
    for: ["minorVersionAutoUpgrade", "minorVersion"],
    read: (api, { instanceId: id }) => describeMinorVersion(api, id),
  },
  {
    for: ["publicConnection"],
    read: (api, { instanceId: id }) => publicConnection(api, id),
  },
];

/** Reads an instance, with separate reads for the compared arguments only; undefined when it does not exist. */
export async function observe(
  api: AliyunApi,
  id: string,
  compared: Compared = { publicConnection: false },
): Promise<AliyunInstance | undefined> {
  try {
    const observed = await describeInstanceAttribute(api, id);
    if (!observed) return undefined;
    const waitingTasks = mayWait(observed, compared) ? await describeWaitingTasks(api, id) : [];
    if (statuses[observed.status] !== "ready" && waitingTasks.length === 0) return observed;
    const needed = extraReads.filter((extra) => extra.for.some((name) => compared[name] !== undefined));
    const modes = hasModes(compared) ? await describeModes(api, id) : {};
    const extras = await Promise.all(needed.map(({ read }) => read(api, observed)));
    const config = { ...observed.config, ...modes };
    return Object.assign({}, observed, { waitingTasks, config }, ...extras) as AliyunInstance;
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
  }
}

/** Modes are settings that the instance itself does not show. */
const hasModes = ({ config = {} }: Compared): boolean => Object.keys(config).some(isMode);

/** An instance with a change for the maintenance window is busy by its status [doc]; whether always so, no page says. */
function mayWait({ status }: AliyunInstance, { effectiveTime }: Compared): boolean {
  if (statuses[status] === "ready") return effectiveTime === "MaintainTime";
  return statuses[status] === "busy" && status !== "Creating";
}

export const listing: Listing<AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  observe: async (api, ids) => new Map((await listed(api, ids)).map((instance) => [instance.instanceId, instance])),
  // Nor does it show whether an order is completed. [sdk]
  lacks: [
    ...extraReads.flatMap((extra) => extra.for),
    "publicConnectionDomain",
    "sslExpiredTime",
    "maintainStartTime",
    "maintainEndTime",
    "vpcAuthMode",
    "instanceReleaseProtection",
    "storage",
    "storageType",
    "effectiveTime",
  ],
  isPartial: (_observed, compared) => hasModes(compared),
};

async function listed(api: AliyunApi, ids: readonly string[]): Promise<AliyunInstance[]> {
  try {
    return await describeInstances(api, ids);
  } catch (error) {
    if (!means(error, "notFound")) throw error;
    if (ids.length === 1) return [];
    // One unknown id can fail the call for all of them: it is in one of the halves.
    const middle = Math.ceil(ids.length / 2);
    const halves = await Promise.all([listed(api, ids.slice(0, middle)), listed(api, ids.slice(middle))]);
    return halves.flat();
  }
}

async function whitelists(api: AliyunApi, id: string): Promise<AliyunExtras> {
  const groups = await describeSecurityIps(api, id);
  if (!groups) return {};
  const others = groups.filter(({ name }) => name !== "default");
  return {
    securityIps: groups.find(({ name }) => name === "default")?.ips,
    securityIpGroups: Object.fromEntries(others.map(({ name, ips }) => [name, ips])),
  };
}

async function publicConnection(api: AliyunApi, id: string): Promise<AliyunExtras> {
  const found = await describePublicEndpoint(api, id);
  if (!found) return { publicConnection: found };
  return {
    publicConnection: { connectionStringPrefix: found.domain.split(".")[0] ?? "", port: found.port },
    publicConnectionDomain: found.domain,
  };
}
