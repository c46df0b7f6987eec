import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import type { AliyunApi } from "../client";
import { unlessDone } from "./done";

const netInfoReply = z.object({
  NetInfoItems: z.object({
    InstanceNetInfo: z.array(
      z.object({
        ConnectionString: z.string(),
        Port: z.coerce.number().optional(),
        /** 0 public, 1 classic, 2 VPC */
        DBInstanceNetType: z.coerce.string().optional(),
        IPType: z.string().optional(),
      }),
    ),
  }),
});

export interface PublicEndpoint {
  readonly domain: string;
  readonly port: number | undefined;
}

/**
 * The endpoint that the internet reaches; `false` for none, undefined where it cannot be told.
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

/** Host names of all endpoints. */
async function domainsOf(api: AliyunApi, id: string): Promise<string[]> {
  const reply = await api.call(reads("DescribeDBInstanceNetInfo"), { InstanceId: id }, netInfoReply);
  return reply.NetInfoItems.InstanceNetInfo.map((info) => info.ConnectionString);
}

/**
 * Makes an endpoint that the internet reaches; the instance is `NetworkModifying` meanwhile.
 * @throws CloudError  gone; conflict; input: InvalidConnectionString…
 * @see AllocateInstancePublicConnection, R-kvstore 2015-01-01
 */
export async function allocatePublicConnection(
  api: AliyunApi,
  id: string,
  { prefix, port }: { prefix: string; port: number },
): Promise<void> {
  const params = { InstanceId: id, ConnectionStringPrefix: prefix, Port: port };
  const call = api.call(writes("AllocateInstancePublicConnection"), params, z.object({}));
  await unlessDone(call, async () => isPrefixed(await describePublicEndpoint(api, id), prefix));
}

/**
 * Takes the public endpoint away.
 * @throws CloudError  gone; conflict; input: there is none of this name
 * @see ReleaseInstancePublicConnection, R-kvstore 2015-01-01
 */
export async function releasePublicConnection(api: AliyunApi, id: string, domain: string): Promise<void> {
  const call = api.call(
    writes("ReleaseInstancePublicConnection"),
    { InstanceId: id, CurrentConnectionString: domain },
    z.object({}),
  );
  await unlessDone(call, async () => (await describePublicEndpoint(api, id)) === false);
}

/**
 * Gives an endpoint another first label or another port, at least one of them.
 * @throws CloudError  gone; conflict; input: InvalidConnectionString…
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
    z.object({}),
  );
  await unlessDone(call, async () => !(await domainsOf(api, id)).includes(current));
}

/**
 * Moves an instance to another VPC or vSwitch of its zone, or from the classic network into a VPC.
 * @throws CloudError  gone; conflict; input
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
    z.object({}),
  );
}

export interface Migration {
  readonly zoneId: string;
  readonly vSwitchId: string;
  /** Without it the instance is in one zone afterwards. */
  readonly secondaryZoneId?: string | undefined;
  /** The sums of nodes cannot change. */
  readonly replicaCount?: number | undefined;
  readonly slaveReplicaCount?: number | undefined;
  readonly readOnlyCount?: number | undefined;
  readonly slaveReadOnlyCount?: number | undefined;
}

/**
 * Moves an instance to another zone, which the vSwitch is in. The host name stays, the address behind it changes.
 * A public endpoint has to be released first. Never repeated unseen: twice would be two moves.
 * @throws CloudError  gone; conflict; soldOut; input
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
      EffectiveTime: "Immediately",
      ReplicaCount: to.replicaCount,
      SlaveReplicaCount: to.slaveReplicaCount,
      ReadOnlyCount: to.readOnlyCount,
      SlaveReadOnlyCount: to.slaveReadOnlyCount,
    },
    z.object({}),
  );
}
