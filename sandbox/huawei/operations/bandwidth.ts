import { bandwidthOf, findFlavor } from "../catalogue";
import { ApiError } from "../errors";
import type { AutoscalingPolicy, HuaweiInstance } from "../instance";
import { type Context, done, findIdle, findInstance, noContent, type Operation, requireModern } from "../state";

/** Up to this many times what the flavour assures. [guess] */
const mostTimes = 3;

const assuredOf = ({ properties: p }: HuaweiInstance) => {
  const flavor = findFlavor(p.spec_code);
  return flavor === undefined ? p.bandwidth : bandwidthOf(flavor, p.capacityGb);
};

export const showBandwidths: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/bandwidths",
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const instance = findInstance(context);
    const { groups, bandwidth, updated_at } = instance.properties;
    const share = Math.floor(bandwidth / groups.length);
    const assured = Math.floor(assuredOf(instance) / groups.length);
    return {
      content: {
        bandwidth,
        max_bandwidth: assuredOf(instance) * mostTimes,
        allow_modify: true,
        group_bandwidths: groups.map(({ group_id }) => ({
          group_id,
          updated_at,
          bandwidth: share,
          max_bandwidth: assured * mostTimes,
          assured_bandwidth: assured,
        })),
      },
    };
  },
};

export const updateBandwidth: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/bandwidths",
  mutating: true,
  known: "[sdk] fields; [guess] at once, the instance has the sum, limits",
  body: { group_bandwidths: [{ group_id: "text!", target_bandwidth: "number!" }] },
  handle: (context) => {
    const instance = findIdle(context);
    const { groups, bandwidth } = instance.properties;
    const share = Math.floor(bandwidth / groups.length);
    const wanted = new Map(
      (context.body.children("group_bandwidths") ?? []).map((one) => [
        one.text("group_id"),
        one.number("target_bandwidth") ?? 0,
      ]),
    );
    const isKnown = [...wanted.keys()].every((id) => groups.some(({ group_id }) => group_id === id));
    if (wanted.size === 0 || !isKnown) throw new ApiError("DCS.4062", "group_bandwidths");
    const assured = Math.floor(assuredOf(instance) / groups.length);
    if ([...wanted.values()].some((one) => one < assured || one > assured * mostTimes))
      throw new ApiError("DCS.4062", "target_bandwidth");
    instance.properties.bandwidth = groups.reduce((sum, { group_id }) => sum + (wanted.get(group_id) ?? share), 0);
    return done(instance, {});
  },
};

export const updateInstanceBandwidth: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/bandwidth",
  mutating: true,
  known: "[sdk] path, no body: a burst of bandwidth; [guess] back to normal is not imitated",
  handle: (context) => {
    const instance = findIdle(context);
    instance.properties.bandwidth = assuredOf(instance) * mostTimes;
    return noContent(instance);
  },
};

export const showInstanceBandwidthAutoScalingPolicy: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/autoscaling-policy/bandwidth",
  mutating: false,
  known: "[sdk] shape; [tf] {} where there is none",
  handle: (context) => ({ content: { ...findInstance(context).properties.autoscaling_policy } }),
};

export const updateInstanceBandwidthAutoScalingPolicy: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/autoscaling-policy/bandwidth",
  mutating: true,
  known: "[sdk] fields and their values",
  body: {
    window_size: "number!",
    bandwidth_usage_upper_threshold: "number!",
    scale_out_cooldown: "number",
    scale_in_enabled: "bool",
    bandwidth_usage_lower_threshold: "number",
    scale_in_cooldown: "number",
  },
  handle: (context) => {
    const instance = findIdle(context);
    requireModern(instance, "DCS.4026");
    const policy = readPolicy(context);
    instance.properties.autoscaling_policy = policy;
    return done(instance, { ...policy });
  },
};

function readPolicy({ body }: Context): AutoscalingPolicy {
  const oneOf = (name: string, allowed: readonly number[]) => {
    const value = body.number(name) ?? Number.NaN;
    if (!allowed.includes(value)) throw new ApiError("DCS.4062", name);
    return value;
  };
  const cooldown = (name: string, standard: number) => {
    const value = body.number(name) ?? standard;
    if (!Number.isInteger(value) || value < 0 || value > 86_400) throw new ApiError("DCS.4062", name);
    return value;
  };
  return {
    window_size: oneOf("window_size", [1, 5, 10, 15, 30]),
    bandwidth_usage_upper_threshold: oneOf("bandwidth_usage_upper_threshold", [50, 60, 70, 80, 90, 95]),
    scale_out_cooldown: cooldown("scale_out_cooldown", 0),
    ...(body.has("scale_in_enabled") ? { scale_in_enabled: body.bool("scale_in_enabled") === true } : {}),
    ...(body.has("bandwidth_usage_lower_threshold")
      ? { bandwidth_usage_lower_threshold: oneOf("bandwidth_usage_lower_threshold", [10, 20, 30]) }
      : {}),
    ...(body.has("scale_in_cooldown") ? { scale_in_cooldown: cooldown("scale_in_cooldown", 300) } : {}),
  };
}

export const deleteInstanceBandwidthAutoScalingPolicy: Operation = {
  route: "DELETE /v2/{project_id}/instances/{instance_id}/autoscaling-policy/bandwidth",
  mutating: true,
  known: "[sdk] path; [guess] 204",
  handle: (context) => {
    const instance = findIdle(context);
    instance.properties.autoscaling_policy = null;
    return noContent(instance);
  },
};
