import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiBandwidthAutoscaling } from "../args";
import type { HuaweiApi, HuaweiRequest } from "../client";

const path = (id: string) => `/instances/${pathSegment(id)}/autoscaling-policy/bandwidth`;

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
