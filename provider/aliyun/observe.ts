import { means } from "../core/client/errors";
import { describeBackupPolicy } from "./actions/backup";
import { describeRenewal } from "./actions/billing";
import { describeSsl, describeTde } from "./actions/encryption";
import { describeInstanceAttribute } from "./actions/instance";
import { describeAutoUpgrade } from "./actions/maintenance";
import { describePublicEndpoint } from "./actions/network";
import { describeGlobalSecurityGroups, describeSecurityGroups, describeSecurityIps } from "./actions/security";
import type { AliyunRedisInputs } from "./args";
import type { AliyunApi } from "./client";
import type { AliyunExtras, AliyunInstance } from "./instance";
import { statuses } from "./statuses";

type Compared = Readonly<Partial<AliyunRedisInputs>>;

/** A read of its own, and the arguments that it is for. */
interface ExtraRead {
  readonly for: readonly (keyof AliyunRedisInputs)[];
  readonly read: (api: AliyunApi, observed: AliyunInstance) => Promise<AliyunExtras>;
}

/** None of them ever breaks a refresh: what cannot be told is left out, and the declared value stands. */
const extraReads: readonly ExtraRead[] = [
  {
    for: ["securityIps", "securityIpGroups"],
    read: (api, { instanceId }) => whitelists(api, instanceId),
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
    read: async (api, { instanceId: id }) => ({ ssl: await describeSsl(api, id) }),
  },
  {
    for: ["tde"],
    read: async (api, { instanceId: id }) => ({ tde: await describeTde(api, id) }),
  },
  {
    for: ["autoRenew", "autoRenewPeriod"],
    // Of PostPaid instances there is nothing to ask: they never renew themselves.
    read: async (api, { instanceId: id, chargeType }) =>
      chargeType === "PrePaid" ? describeRenewal(api, id) : { autoRenew: false },
  },
  {
    for: ["backupPolicy"],
    read: async (api, { instanceId: id }) => ({ backupPolicy: await describeBackupPolicy(api, id) }),
  },
  {
    for: ["minorVersionAutoUpgrade"],
    read: async (api, { instanceId: id }) => ({ minorVersionAutoUpgrade: await describeAutoUpgrade(api, id) }),
  },
  {
    for: ["publicConnection"],
    read: (api, { instanceId }) => publicConnection(api, instanceId),
  },
];

/** Everything that is known of an instance, and what is compared of the rest; undefined when there is none. */
export async function observe(
  api: AliyunApi,
  id: string,
  compared: Compared = { publicConnection: false },
): Promise<AliyunInstance | undefined> {
  try {
    const observed = await describeInstanceAttribute(api, id);
    if (!observed || statuses[observed.status] !== "ready") return observed;
    const needed = extraReads.filter((extra) => extra.for.some((name) => compared[name] !== undefined));
    const extras = await Promise.all(needed.map(({ read }) => read(api, observed)));
    return Object.assign({}, observed, ...extras) as AliyunInstance;
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
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
