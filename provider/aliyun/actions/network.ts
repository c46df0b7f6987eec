import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunApi } from "../client";
import type { EffectiveTime } from "./size";
import { unlessDone } from "./unlessDone";

const netInfoReply = z.object({
  NetInfoItems: z.object({
    InstanceNetInfo: z.array(
      z.object({
        ConnectionString: z.string(),
        Port: z.coerce.number().optional(),
        /** 0 public, 1 classic, 2 VPC. */
        DBInstanceNetType: z.coerce.string().optional(),
        IPType: z.string().optional(),
        IPAddress: z.string().optional(),
        DirectConnection: z.coerce.number().optional(),
        VPCId: z.string().optional(),
        VSwitchId: z.string().optional(),
      }),
    ),
  }),
});

export interface PublicEndpoint {
  readonly domain: string;
  readonly port: number | undefined;
}

/**
 * The public endpoint; `false` if there is none, undefined where it cannot be read.
 * @see DescribeDBInstanceNetInfo, R-kvstore 2015-01-01
 */
export async function describePublicEndpoint(api: AliyunApi, id: string): Promise<PublicEndpoint | false | undefined> {
  const none = { NetInfoItems: { InstanceNetInfo: [] } };
  const reply = await api.optional("DescribeDBInstanceNetInfo", { InstanceId: id }, netInfoReply, none);
  if (!reply) return undefined;
  const found = reply.NetInfoItems.InstanceNetInfo.find(
    ({ DBInstanceNetType, IPType }) => DBInstanceNetType === "0" || IPType === "Public",
  );
  return found ? { domain: found.ConnectionString, port: found.Port } : false;
}

function isPrefixed(endpoint: PublicEndpoint | false | undefined, prefix: string): boolean {
  return endpoint ? endpoint.domain.startsWith(`${prefix}.`) : false;
}

/** Where clients can connect. */
export interface Connection {
  readonly connectionDomain: string;
  readonly port: number | undefined;
  readonly ip: string | undefined;
  /** Public, Inner or Private */
  readonly ipType: string | undefined;
  readonly isDirect: boolean;
  readonly vpcId: string | undefined;
  readonly vSwitchId: string | undefined;
}

/**
 * All endpoints of an instance.
 * @throws CloudError  notFound
 * @see DescribeDBInstanceNetInfo, R-kvstore 2015-01-01
 */
export async function describeConnections(api: AliyunApi, id: string): Promise<Connection[]> {
  const reply = await api.call(reads("DescribeDBInstanceNetInfo"), { InstanceId: id }, netInfoReply);
  return reply.NetInfoItems.InstanceNetInfo.map((info) => ({
    connectionDomain: info.ConnectionString,
    port: info.Port,
    ip: info.IPAddress || undefined,
    ipType: info.IPType || undefined,
    isDirect: info.DirectConnection === 1,
    vpcId: info.VPCId || undefined,
    vSwitchId: info.VSwitchId || undefined,
  }));
}

/** The host names of all endpoints. */
async function domainsOf(api: AliyunApi, id: string): Promise<string[]> {
  return (await describeConnections(api, id)).map(({ connectionDomain }) => connectionDomain);
}

/**
 * Allocates a public endpoint; the instance is `NetworkModifying` meanwhile.
 * @throws CloudError  notFound; conflict; input: InvalidConnectionString…
 * @see AllocateInstancePublicConnection, R-kvstore 2015-01-01
 */
export async function allocatePublicConnection(
  api: AliyunApi,
  id: string,
  { prefix, port }: { prefix: string; port: number },
): Promise<void> {
  const params = { InstanceId: id, ConnectionStringPrefix: prefix, Port: port };
  const call = api.call(writes("AllocateInstancePublicConnection"), params, emptyReply);
  await unlessDone(call, async () => isPrefixed(await describePublicEndpoint(api, id), prefix));
}

/**
 * Releases the public endpoint.
 * @throws CloudError  notFound; conflict; input: no endpoint has this name
 * @see ReleaseInstancePublicConnection, R-kvstore 2015-01-01
 */
export async function releasePublicConnection(api: AliyunApi, id: string, domain: string): Promise<void> {
  const call = api.call(
    writes("ReleaseInstancePublicConnection"),
    { InstanceId: id, CurrentConnectionString: domain },
    emptyReply,
  );
  await unlessDone(call, async () => (await describePublicEndpoint(api, id)) === false);
}

/**
 * Changes the first label of an endpoint's host name, its port, or both.
 * @throws CloudError  notFound; conflict; input: InvalidConnectionString…
 * @see ModifyDBInstanceConnectionString, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function modifyConnectionString(
  api: AliyunApi,
  id: string,
  type: "Private" | "Public",
  current: string,
  to: { prefix?: string | undefined; port?: number | undefined },
): Promise<void> {
  const call = api.call(
    writes("ModifyDBInstanceConnectionString"),
    {
      DBInstanceId: id,
      CurrentConnectionString: current,
      IPType: type,
      NewConnectionString: to.prefix,
      Port: to.port,
    },
    emptyReply,
  );
  await unlessDone(call, async () => !(await domainsOf(api, id)).includes(current));
}

/**
 * Moves an instance to another VPC or vSwitch in its zone, or from the classic network into a VPC.
 * @throws CloudError  notFound; conflict; input
 * @see SwitchNetwork, R-kvstore 2015-01-01
 */
export async function switchNetwork(
  api: AliyunApi,
  id: string,
  to: { vpcId: string; vSwitchId: string },
): Promise<void> {
  await api.call(
    writes("SwitchNetwork"),
    { InstanceId: id, TargetNetworkType: "VPC", VpcId: to.vpcId, VSwitchId: to.vSwitchId },
    emptyReply,
  );
}

export interface Migration {
  readonly zoneId: string;
  readonly vSwitchId: string;
  /** Without it, all nodes move into one zone. */
  readonly secondaryZoneId?: string | undefined;
  /** The total number of nodes cannot change. */
  readonly replicaCount?: number | undefined;
  readonly slaveReplicaCount?: number | undefined;
  readonly readOnlyCount?: number | undefined;
  readonly slaveReadOnlyCount?: number | undefined;
  readonly effectiveTime: EffectiveTime;
}

/**
 * Moves an instance to another zone, where the vSwitch must be. The host name stays, the address behind it changes.
 * A public endpoint must be released first. Never repeated without checking: two calls would be two moves.
 * @throws CloudError  notFound; conflict; outOfStock; input
 * @see MigrateToOtherZone, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function migrateToOtherZone(api: AliyunApi, id: string, to: Migration): Promise<void> {
  await api.call(
    writes("MigrateToOtherZone", "never"),
    {
      DBInstanceId: id,
      ZoneId: to.zoneId,
      VSwitchId: to.vSwitchId,
      SecondaryZoneId: to.secondaryZoneId,
      EffectiveTime: to.effectiveTime,
      ReplicaCount: to.replicaCount,
      SlaveReplicaCount: to.slaveReplicaCount,
      ReadOnlyCount: to.readOnlyCount,
      SlaveReadOnlyCount: to.slaveReadOnlyCount,
    },
    emptyReply,
  );
}
