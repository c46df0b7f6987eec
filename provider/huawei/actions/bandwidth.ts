import { z } from "zod";
import { means, messageOf, UserError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiBandwidthAutoscaling } from "../args";
import type { HuaweiApi, HuaweiRequest } from "../client";

const path = (id: string) => `/instances/${pathSegment(id)}/autoscaling-policy/bandwidth`;
const shardsPath = (id: string) => `/instances/${pathSegment(id)}/bandwidths`;

const reply = z.object({
  window_size: z.number().nullish(),
  bandwidth_usage_upper_threshold: z.number().nullish(),
  scale_out_cooldown: z.number().nullish(),
  scale_in_enabled: z.boolean().nullish(),
  bandwidth_usage_lower_threshold: z.number().nullish(),
  scale_in_cooldown: z.number().nullish(),
});

/**
 * Shows the autoscaling policy of the bandwidth; undefined if there is none.
 * @throws CloudError  notFound; unsupported
 * @see ShowInstanceBandwidthAutoScalingPolicy, DCS v2
 */
export async function showAutoscaling(api: HuaweiApi, id: string): Promise<HuaweiBandwidthAutoscaling | undefined> {
  const call: HuaweiRequest = { method: "GET", path: path(id) };
  const wire = await api.project(reads("ShowInstanceBandwidthAutoScalingPolicy"), call, reply);
  if (wire.window_size == null) return undefined;
  const all = {
    windowSize: wire.window_size,
    bandwidthUsageUpperThreshold: wire.bandwidth_usage_upper_threshold,
    scaleOutCooldown: wire.scale_out_cooldown,
    scaleInEnabled: wire.scale_in_enabled,
    bandwidthUsageLowerThreshold: wire.bandwidth_usage_lower_threshold,
    scaleInCooldown: wire.scale_in_cooldown,
  };
  const present = Object.entries(all).filter(([, value]) => value != null);
  return Object.fromEntries(present) as unknown as HuaweiBandwidthAutoscaling;
}

/**
 * Sets or replaces the autoscaling policy.
 * @throws CloudError  notFound; conflict; input
 * @see UpdateInstanceBandwidthAutoScalingPolicy, DCS v2
 */
export async function updateAutoscaling(api: HuaweiApi, id: string, to: HuaweiBandwidthAutoscaling): Promise<void> {
  const body = {
    window_size: to.windowSize,
    bandwidth_usage_upper_threshold: to.bandwidthUsageUpperThreshold,
    scale_out_cooldown: to.scaleOutCooldown,
    scale_in_enabled: to.scaleInEnabled,
    bandwidth_usage_lower_threshold: to.bandwidthUsageLowerThreshold,
    scale_in_cooldown: to.scaleInCooldown,
  };
  const call: HuaweiRequest = { method: "PUT", path: path(id), body };
  await api.project(writes("UpdateInstanceBandwidthAutoScalingPolicy"), call, z.unknown());
}

/**
 * Removes the autoscaling policy.
 * @throws CloudError  notFound; conflict
 * @see DeleteInstanceBandwidthAutoScalingPolicy, DCS v2
 */
export async function deleteAutoscaling(api: HuaweiApi, id: string): Promise<void> {
  const call: HuaweiRequest = { method: "DELETE", path: path(id) };
  await api.project(writes("DeleteInstanceBandwidthAutoScalingPolicy"), call, z.unknown());
}

/** Mbit/s of a shard. */
export interface ShardBandwidth {
  readonly groupId: string;
  readonly bandwidth: number;
  /** What the flavour assures, which is not billed. */
  readonly assured: number;
  readonly most: number | undefined;
}

const shardsReply = z.object({
  group_bandwidths: z.array(
    z.object({
      group_id: z.string(),
      bandwidth: z.number(),
      assured_bandwidth: z.number().nullish(),
      max_bandwidth: z.number().nullish(),
    }),
  ),
});

/**
 * The bandwidth of each shard; an instance that is no cluster is one.
 * @throws CloudError  notFound; unsupported
 * @see ShowBandwidths, DCS v2
 */
export async function showShardBandwidths(api: HuaweiApi, id: string): Promise<ShardBandwidth[]> {
  const call: HuaweiRequest = { method: "GET", path: shardsPath(id) };
  const { group_bandwidths } = await api.project(reads("ShowBandwidths"), call, shardsReply);
  return group_bandwidths.map(({ group_id, bandwidth, assured_bandwidth, max_bandwidth }) => ({
    groupId: group_id,
    bandwidth,
    assured: assured_bandwidth ?? bandwidth,
    most: max_bandwidth ?? undefined,
  }));
}

/**
 * Gives every shard this bandwidth, or with 0 what the flavour assures.
 * Money: what goes beyond the assured bandwidth is billed by the hour, for a prePaid instance too.
 * @throws CloudError  notFound; conflict: not RUNNING
 * @throws UserError  outside of what a shard can have
 * @see UpdateBandwidth, DCS v2
 */
export async function updateShardBandwidths(api: HuaweiApi, id: string, target: number): Promise<void> {
  const shards = await showShardBandwidths(api, id);
  const changed = shards.flatMap(({ groupId, bandwidth, assured }) => {
    const wanted = target === 0 ? assured : target;
    return wanted === bandwidth ? [] : [{ group_id: groupId, target_bandwidth: wanted }];
  });
  if (changed.length === 0) return;
  const call: HuaweiRequest = { method: "PUT", path: shardsPath(id), body: { group_bandwidths: changed } };
  try {
    await api.project(writes("UpdateBandwidth"), call, z.unknown());
  } catch (error) {
    const [{ assured, most } = { assured: 0, most: undefined }] = shards;
    if (!means(error, "input") || most === undefined) throw error;
    throw new UserError(`${messageOf(error)} A shard can have ${assured} to ${most} Mbit/s.`);
  }
}
