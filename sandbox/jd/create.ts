import { domainOf, type RegionId } from "./catalogue";
import { type JdInstance, type JdProperties, proxyVersionOf, status } from "./instance";
import type { Context } from "./state";

/** What no order can choose. */
const defaults = {
  connectionDomain: "",
  otherDomains: [],
  instanceVersion: "",
  instanceProxyVersion: "",
  isAllowNoAuth: true,
  maintenanceStartTime: "18:00Z",
  maintenanceEndTime: "20:00Z",
  toBeExecutedTaskType: [],
  supportAssociateEIP: true,
  platform: "jvessel",
  softDeletedTime: null,
  retainExpireTime: null,
  backupPolicy: { autoBackup: true, backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
  backups: [],
  ipWhiteList: ["0.0.0.0/0"],
  whiteListGroups: [],
  disableCommands: [],
  tls: { tlsType: "standard", tlsStatus: "disable", tlsVersion: [] },
  elasticIpId: "",
  exposeType: "",
  accounts: [],
  tasks: [],
} satisfies Partial<JdProperties>;

/** A checked order: what the defaults leave open. */
export type Order = Omit<JdProperties, keyof typeof defaults | "regionId" | "billingUntil">;

export interface Extras {
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined for an instance without authentication. */
  readonly password: string | undefined;
}

/** The instance is `creating`, and `running` once provisionMs have passed. An empty name becomes the id. [qa] */
export function createInstance(context: Context, region: RegionId, order: Order, extras: Extras): JdInstance {
  const { world, store, account } = context;
  const createdAt = world.now();
  const runsAt = createdAt + world.provisionMs;
  const id = `redis-${world.random.text(12)}`;
  const realServer = world.addresses;
  const properties: JdProperties = {
    ...defaults,
    regionId: region,
    billingUntil: runsAt + world.changeMs,
    ...order,
    cacheInstanceName: order.cacheInstanceName === "" ? id : order.cacheInstanceName,
    port: realServer?.take() ?? order.port,
  };
  return store.add({
    id,
    account,
    createdAt,
    status: status.creating,
    properties: structuredClone(properties),
    tags: { ...extras.tags },
    secrets: extras.password === undefined ? {} : { password: extras.password },
    // Nothing answers before the instance runs. [guess] the domain is empty until then
    steps: [
      {
        at: runsAt,
        status: status.running,
        set: {
          connectionDomain: realServer?.host ?? domainOf(id, region),
          instanceVersion: `${order.redisVersion}-1.3`,
          instanceProxyVersion: proxyVersionOf(order),
        },
      },
    ],
    released: false,
  });
}
