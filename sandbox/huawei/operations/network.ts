import type { Args } from "../args";
import { bandwidthOf, findFlavor, findZone } from "../catalogue";
import { arrangeNodes, extraOf, randomAddress } from "../create";
import { ApiError, invalid } from "../errors";
import {
  type AutoscalingPolicy,
  type HuaweiInstance,
  type HuaweiProperties,
  isOld,
  type Shard,
  task,
} from "../instance";
import { checkId, checkNetwork, checkZones } from "../rules";
import { change, emptyObject, findInstance, jobOnly, type Operation } from "../state";

export const updateClientIpTransparentTransmission = change({
  known: "[sdk] path and answer; [tf] job_id; [doc] DCS.4838, 4846, 4847",
  oldCode: "DCS.4838",
  set: ({ body }, { properties }) => {
    const transparent_client_ip_enable = body.bool("transparent_client_ip_enable") === true;
    if (transparent_client_ip_enable === properties.transparent_client_ip_enable)
      throw new ApiError(transparent_client_ip_enable ? "DCS.4847" : "DCS.4846");
    return { transparent_client_ip_enable };
  },
  during: { task: task.clientIp },
  job: "modifyClientIpTransJob",
  answer: jobOnly,
});

export const switchSubnet = change({
  known:
    "[tf] path, fields, RUNNING with a task; [guess] the task's name, a new address, the VPC stays, not for 3.0 and Memcached",
  oldCode: "DCS.4026",
  set: ({ body, world }, { properties }) => {
    const vpc = body.text("vpc_id");
    const subnet = body.text("subnet_id");
    checkNetwork(vpc, subnet);
    if (vpc !== properties.vpc_id) throw new ApiError("DCS.4013");
    const ip = world.addresses === undefined ? { ip: randomAddress(world.random) } : {};
    return { subnet_id: subnet ?? "", ...ip };
  },
  during: { task: task.subnet },
  job: "switchSubnetJob",
  answer: emptyObject,
});

export const migrateAz = change({
  known:
    "[sdk] path; [tf] fields with the ids of zones, one zone to several; [guess] the answer 204, other pairs are rejected",
  set: ({ body, region, world }, { properties: p }) => {
    const flavor = findFlavor(p.spec_code);
    const zones = (body.texts("new_available_zones") ?? []).map((id) => {
      const zone = findZone(region, id);
      if (zone?.id !== id) throw new ApiError("DCS.4042", id);
      return zone.code;
    });
    if (flavor === undefined || flavor.mode === "single" || p.az_codes.length > 1 || zones.length < 2)
      throw new ApiError("DCS.4933");
    checkZones(region, zones, flavor);
    const layout = { shards: p.groups.length, replicas: flavor.replicas, zones };
    return { az_codes: zones, groups: arrangeNodes(world.random, layout, p.groups) };
  },
  during: { task: task.zone },
  job: "migrateAzJob",
});

/** 3.0 takes an elastic IP, 4.0 and later a load balancer. [doc] */
const publicAddressName = (p: HuaweiProperties) => (isOld(p) ? "publicip_id" : "elb_id");

export const updatePublicIp = change({
  known: "[sdk] fields, job_id, BindEip; [doc] an elastic IP for 3.0, a load balancer for 4.0 and later",
  set: ({ body, world }, { properties: p }) => {
    const name = publicAddressName(p);
    const id = body.text(name);
    if (id === undefined || id.includes("missing") || p.engine === "Memcached") throw invalid(name);
    checkId(id, name);
    if (p.enable_publicip) throw new ApiError("DCS.4026");
    const publicip_address = `124.70.${world.random.number(256)}.${1 + world.random.number(254)}`;
    const ssl = isOld(p) ? { enable_ssl: body.bool("enable_ssl") === true } : {};
    return { enable_publicip: true, publicip_id: id, publicip_address, ...ssl };
  },
  during: { task: task.publicIp },
  job: "bindPublicIpJob",
  listed: ({ publicip_id }) => ({ name: "BindEip", details: { enable_public_ip: true, public_ip_id: publicip_id } }),
  answer: jobOnly,
});

export const deletePublicIp = change({
  known: "[sdk] job_id, UnBindEip",
  set: (_context, { properties }) => {
    if (!properties.enable_publicip) throw new ApiError("DCS.4026");
    return { enable_publicip: false, publicip_id: null, publicip_address: null };
  },
  during: { task: task.publicIp },
  job: "unbindPublicIpJob",
  listed: () => ({ name: "UnBindEip", details: { enable_public_ip: false } }),
  answer: jobOnly,
});

/** The highest bandwidth, as a multiple of what the flavour assures. [guess] */
const maxMultiple = 3;

function assuredBandwidth({ properties: p }: HuaweiInstance): number {
  const flavor = findFlavor(p.spec_code);
  return flavor === undefined ? p.bandwidth : bandwidthOf(flavor, p.capacityGb);
}

/** What the flavour assures to each shard. */
const assuredOfShard = (instance: HuaweiInstance) =>
  Math.floor(assuredBandwidth(instance) / instance.properties.groups.length);

export const showBandwidths: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const instance = findInstance(context);
    const { groups, bandwidth, updated_at } = instance.properties;
    const assured = assuredOfShard(instance);
    return {
      content: {
        bandwidth,
        max_bandwidth: assuredBandwidth(instance) * maxMultiple,
        allow_modify: true,
        group_bandwidths: groups.map(({ group_id, extraBandwidth = 0 }) => ({
          group_id,
          updated_at,
          bandwidth: assured + extraBandwidth,
          max_bandwidth: assured * maxMultiple,
          assured_bandwidth: assured,
        })),
      },
    };
  },
};

export const updateBandwidth = change({
  known:
    "[sdk] fields; [tf] job_id; [doc] running only, from the assured to the highest, rounded down to a multiple of 8; [guess] the task's name, the instance has the sum",
  oldCode: "DCS.4026",
  set: ({ body }, instance) => {
    const { groups } = instance.properties;
    const targets = new Map(
      (body.children("group_bandwidths") ?? []).map((one) => [
        one.text("group_id"),
        one.number("target_bandwidth") ?? 0,
      ]),
    );
    const isKnown = [...targets.keys()].every((id) => groups.some(({ group_id }) => group_id === id));
    if (targets.size === 0 || !isKnown) throw invalid("group_bandwidths");
    const assured = assuredOfShard(instance);
    if ([...targets.values()].some((target) => target < assured || target > assured * maxMultiple))
      throw invalid("target_bandwidth");
    const changed = groups.map((group): Shard => {
      const target = targets.get(group.group_id);
      // What the flavour assures need not be a multiple of 8.
      return target === undefined ? group : { ...group, extraBandwidth: Math.max(0, target - (target % 8) - assured) };
    });
    return { groups: changed, bandwidth: assuredBandwidth(instance) + extraOf(changed) };
  },
  during: { task: task.bandwidth },
  job: "updateBandwidthJob",
  answer: jobOnly,
});

export const updateInstanceBandwidth = change({
  known: "[sdk] path, no body: a burst of bandwidth; [guess] the return to normal is not imitated",
  set: (_context, instance) => ({ bandwidth: assuredBandwidth(instance) * maxMultiple }),
});

export const showInstanceBandwidthAutoScalingPolicy: Operation = {
  mutating: false,
  known: "[sdk] shape; [tf] {} where there is none",
  handle: (context) => ({ content: { ...findInstance(context).properties.autoscaling_policy } }),
};

export const updateInstanceBandwidthAutoScalingPolicy = change({
  known: "[sdk] fields and their values",
  oldCode: "DCS.4026",
  set: ({ body }) => ({ autoscaling_policy: readScaling(body) }),
  answer: ({ properties }) => ({ ...properties.autoscaling_policy }),
});

function readScaling(body: Args): AutoscalingPolicy {
  const lower = body.number("bandwidth_usage_lower_threshold");
  const scaleIn = body.number("scale_in_cooldown");
  return {
    window_size: body.number("window_size") ?? 0,
    bandwidth_usage_upper_threshold: body.number("bandwidth_usage_upper_threshold") ?? 0,
    scale_out_cooldown: body.number("scale_out_cooldown") ?? 0,
    ...(body.has("scale_in_enabled") ? { scale_in_enabled: body.bool("scale_in_enabled") === true } : {}),
    ...(lower === undefined ? {} : { bandwidth_usage_lower_threshold: lower }),
    ...(scaleIn === undefined ? {} : { scale_in_cooldown: scaleIn }),
  };
}

export const deleteInstanceBandwidthAutoScalingPolicy = change({
  known: "[sdk] path; [guess] 204",
  set: () => ({ autoscaling_policy: null }),
});
