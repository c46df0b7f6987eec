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
type Context = UpdateContext<AliyunRedisInputs, AliyunInstance>;

const defaultPort = 6379;

/** Moves the first or second zone. The API rejects this while a public endpoint exists; a declared one is allocated again later. */
export async function changeZone(
  api: AliyunApi,
  id: string,
  change: Change,
  { args, observed, waitUntilReady }: Context,
): Promise<void> {
  const zoneId = change.zoneId ?? observed.zoneId;
  // A second zone that the program does not declare stays, unless it becomes the first.
  const undeclared = observed.secondaryZoneId === zoneId ? "" : observed.secondaryZoneId;
  const secondaryZoneId = change.secondaryZoneId ?? args.secondaryZoneId ?? undeclared;
  const vSwitchId = args.vSwitchId ?? observed.vSwitchId;
  if (zoneId === undefined || vSwitchId === undefined)
    throw new UserError("zoneId: a move to another zone needs the vSwitchId of a vSwitch there.");
  const { effectiveTime = "Immediately" } = args;
  const endpoint = await describePublicEndpoint(api, id);
  if (endpoint && effectiveTime === "MaintainTime")
    throw new UserError(
      `zoneId: a move to another zone needs the public endpoint ${endpoint.domain} released until it is done, so it cannot wait for the maintenance window. Set effectiveTime to "Immediately", or release the endpoint first.`,
    );
  if (endpoint) {
    // Observed only if the program declares it now or did before: then it is ours to release.
    if (args.publicConnection === undefined && observed.publicConnection === undefined)
      throw new UserError(
        `zoneId: a move to another zone needs the public endpoint ${endpoint.domain} released. Declare it as publicConnection to have it released and allocated again, or release it in the console.`,
      );
    await releasePublicConnection(api, id, endpoint.domain);
    await waitUntilReady();
  }
  await migrateToOtherZone(api, id, {
    zoneId,
    vSwitchId,
    secondaryZoneId: secondaryZoneId || undefined,
    ...distribution(args, observed, "replicaCount", "slaveReplicaCount"),
    ...distribution(args, observed, "readOnlyCount", "slaveReadOnlyCount"),
    effectiveTime,
  });
  if (effectiveTime === "MaintainTime") return;
  await waitUntilReady((now) => now.zoneId === zoneId && now.secondaryZoneId === secondaryZoneId);
}

/** How the program distributes the nodes over both zones, if their number stays: another number takes a separate order. */
function distribution<Name extends "replicaCount" | "slaveReplicaCount" | "readOnlyCount" | "slaveReadOnlyCount">(
  args: Change,
  observed: AliyunInstance,
  first: Name,
  second: Name,
): { [K in Name]?: number | undefined } {
  const [wantedFirst, wantedSecond] = [args[first], args[second]];
  const existing = (observed[first] ?? 0) + (observed[second] ?? 0);
  if (wantedFirst === undefined || wantedSecond === undefined) return {};
  if (existing === 0 || wantedFirst + wantedSecond !== existing) return {};
  return { [first]: wantedFirst, [second]: wantedSecond } as { [K in Name]?: number };
}

/** Moves to another VPC or vSwitch in the same zone, or out of the classic network. */
export async function changeNetwork(
  api: AliyunApi,
  id: string,
  change: Change,
  { args, observed }: Context,
): Promise<void> {
  if (change.networkType === "CLASSIC")
    throw new UserError("networkType: an instance in a VPC cannot go back to the classic network.");
  const vpcId = args.vpcId ?? observed.vpcId;
  const vSwitchId = args.vSwitchId ?? observed.vSwitchId;
  if (vpcId === undefined || vSwitchId === undefined)
    throw new UserError("networkType: a move into a VPC needs vpcId and vSwitchId.");
  await switchNetwork(api, id, { vpcId, vSwitchId });
}

/** Changes the first label and the port of the private host name. */
export async function changeEndpoint(api: AliyunApi, id: string, change: Change, { observed }: Context): Promise<void> {
  await modifyConnectionString(api, id, "Private", observed.connectionDomain ?? "", {
    prefix: change.connectionStringPrefix,
    port: change.port,
  });
}

/** Allocates, changes or releases the public endpoint. */
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
    await allocatePublicConnection(api, id, { prefix, port: wanted.port ?? defaultPort });
    return;
  }
  const isRenamed = endpoint.domain.split(".")[0] !== prefix;
  await modifyConnectionString(api, id, "Public", endpoint.domain, {
    prefix: isRenamed ? prefix : undefined,
    port: wanted.port !== endpoint.port ? wanted.port : undefined,
  });
}
