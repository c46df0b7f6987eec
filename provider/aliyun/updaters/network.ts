import { UserError } from "../../core/client/errors";
import type { UpdateContext } from "../../core/resource/definition";
import {
  allocatePublicConnection,
  describePublicEndpoint,
  migrateToOtherZone,
  modifyConnectionString,
  releasePublicConnection,
  switchNetwork,
} from "../actions/network";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";

type Change = Partial<AliyunRedisInputs>;
type Here = UpdateContext<AliyunRedisInputs, AliyunInstance>;

const standardPort = 6379;

/** Another first or second zone. A public endpoint would be in the way; a declared one is made again afterwards. */
export async function migrate(
  api: AliyunApi,
  id: string,
  change: Change,
  { args, observed, waitUntilReady }: Here,
): Promise<void> {
  const zoneId = change.zoneId ?? observed.zoneId;
  const secondaryZoneId = change.secondaryZoneId ?? observed.secondaryZoneId;
  const vSwitchId = args.vSwitchId ?? observed.vSwitchId;
  if (zoneId === undefined || vSwitchId === undefined)
    throw new UserError("zoneId: a move to another zone needs the vSwitchId of a vSwitch there.");
  const endpoint = await describePublicEndpoint(api, id);
  if (endpoint) {
    // Looked at only where the program says something of it, or said it before: then it is ours to release.
    if (args.publicConnection === undefined && observed.publicConnection === undefined)
      throw new UserError(
        `zoneId: a move to another zone needs the public endpoint ${endpoint.domain} released. Declare it as publicConnection, then it is released and made again; or release it in the console.`,
      );
    await releasePublicConnection(api, id, endpoint.domain);
    await waitUntilReady();
  }
  await migrateToOtherZone(api, id, {
    zoneId,
    vSwitchId,
    secondaryZoneId: secondaryZoneId || undefined,
    ...spread(args, observed, "replicaCount", "slaveReplicaCount"),
    ...spread(args, observed, "readOnlyCount", "slaveReadOnlyCount"),
  });
  await waitUntilReady((now) => now.zoneId === zoneId && now.secondaryZoneId === secondaryZoneId);
}

/** How the program wants the nodes spread, if it wants as many as there are: more or fewer are an order of their own. */
function spread<Name extends "replicaCount" | "slaveReplicaCount" | "readOnlyCount" | "slaveReadOnlyCount">(
  args: Change,
  observed: AliyunInstance,
  first: Name,
  second: Name,
): { [K in Name]?: number | undefined } {
  const [a, b] = [args[first], args[second]];
  const there = (observed[first] ?? 0) + (observed[second] ?? 0);
  if (a === undefined || b === undefined || a + b !== there || there === 0) return {};
  return { [first]: a, [second]: b } as { [K in Name]?: number };
}

/** Another VPC or vSwitch of the same zone, or out of the classic network. */
export async function moveNetwork(api: AliyunApi, id: string, change: Change, { args, observed }: Here): Promise<void> {
  if (change.networkType === "CLASSIC")
    throw new UserError("networkType: an instance in a VPC cannot go back to the classic network.");
  const vpcId = args.vpcId ?? observed.vpcId;
  const vSwitchId = args.vSwitchId ?? observed.vSwitchId;
  if (vpcId === undefined || vSwitchId === undefined)
    throw new UserError("networkType: a move into a VPC needs vpcId and vSwitchId.");
  await switchNetwork(api, id, { vpcId, vSwitchId });
}

/** First label and port of the private host name. */
export async function changeEndpoint(api: AliyunApi, id: string, change: Change, { observed }: Here): Promise<void> {
  await modifyConnectionString(api, id, "Private", observed.connectionDomain ?? "", {
    prefix: change.connectionStringPrefix,
    port: change.port,
  });
}

/** The endpoint that the internet reaches: made, changed or released. */
export async function changePublicEndpoint(
  api: AliyunApi,
  id: string,
  { publicConnection: wanted }: Change,
): Promise<void> {
  const endpoint = await describePublicEndpoint(api, id);
  if (!wanted) {
    if (endpoint) await releasePublicConnection(api, id, endpoint.domain);
    return;
  }
  const prefix = wanted.connectionStringPrefix;
  if (!endpoint) {
    await allocatePublicConnection(api, id, { prefix, port: wanted.port ?? standardPort });
    return;
  }
  const isRenamed = endpoint.domain.split(".")[0] !== prefix;
  await modifyConnectionString(api, id, "Public", endpoint.domain, {
    prefix: isRenamed ? prefix : undefined,
    port: wanted.port !== endpoint.port ? wanted.port : undefined,
  });
}
