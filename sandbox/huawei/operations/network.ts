import { findFlavor } from "../catalogue";
import { checkZones } from "../create";
import { ApiError } from "../errors";
import { isOld, task } from "../instance";
import { address, arrange } from "../nodes";
import { findZone } from "../regions";
import { checkNetwork } from "../rules";
import { done, findIdle, noContent, type Operation, requireModern, transit } from "../state";

export const updateClientIpTransparentTransmission: Operation = {
  route: "PUT /v2/{project_id}/{instance_id}/client-ip-transparent-transmission",
  mutating: true,
  known: "[sdk] path and answer; [tf] job_id; [doc] DCS.4838, 4846, 4847",
  body: { transparent_client_ip_enable: "bool!" },
  handle: (context) => {
    const instance = findIdle(context);
    requireModern(instance, "DCS.4838");
    const wanted = context.body.bool("transparent_client_ip_enable") === true;
    if (wanted === instance.properties.transparent_client_ip_enable)
      throw new ApiError(wanted ? "DCS.4847" : "DCS.4846");
    const set = { transparent_client_ip_enable: wanted };
    const job_id = transit(context, instance, { task: task.clientIp, set, job: "modifyClientIpTransJob" });
    return done(instance, { job_id });
  },
};

export const switchSubnet: Operation = {
  route: "POST /v2/{project_id}/instances/{instance_id}/resources/subnet",
  mutating: true,
  known:
    "[tf] path, fields, RUNNING with a task; [guess] its name, a new address, the VPC stays, not for 3.0 and Memcached",
  body: { action: "text!", vpc_id: "text!", subnet_id: "text!" },
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    requireModern(instance, "DCS.4026");
    const vpc = body.text("vpc_id");
    const subnet = body.text("subnet_id");
    if (body.text("action") !== "switch") throw new ApiError("DCS.4062", "action");
    checkNetwork(vpc, subnet);
    if (vpc !== instance.properties.vpc_id) throw new ApiError("DCS.4013");
    const ip = world.addresses === undefined ? { ip: address(world.random) } : {};
    transit(context, instance, { task: task.subnet, set: { subnet_id: subnet ?? "", ...ip }, job: "switchSubnetJob" });
    return done(instance, {});
  },
};

export const migrateAz: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/available-zones",
  mutating: true,
  known:
    "[sdk] path; [tf] fields with ids of zones, single zone to several; [guess] the answer 204, other pairs are refused",
  body: { new_available_zones: "texts!", execute_immediately: "bool" },
  handle: (context) => {
    const { body, region, world } = context;
    const instance = findIdle(context);
    const p = instance.properties;
    const flavor = findFlavor(p.spec_code);
    const zones = (body.texts("new_available_zones") ?? []).map((id) => {
      const zone = findZone(region, id);
      if (zone === undefined || zone.id !== id) throw new ApiError("DCS.4042", id);
      return zone.code;
    });
    if (flavor === undefined || flavor.mode === "single" || p.az_codes.length > 1 || zones.length < 2)
      throw new ApiError("DCS.4933");
    checkZones(context, zones, flavor);
    const groups = arrange(world.random, { shards: p.groups.length, replicas: flavor.replicas, zones }, p.groups);
    transit(context, instance, { task: task.zone, set: { az_codes: zones, groups }, job: "migrateAzJob" });
    return noContent(instance);
  },
};

export const updatePublicIp: Operation = {
  route: "POST /v2/{project_id}/instances/{instance_id}/public-ip",
  mutating: true,
  known: "[sdk] fields, job_id, BindEip; [doc] an elastic IP for 3.0, a load balancer for 4.0 and later",
  body: { publicip_id: "text", enable_ssl: "bool", elb_id: "text" },
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const p = instance.properties;
    const old = isOld(p);
    const name = old ? "publicip_id" : "elb_id";
    const id = body.text(name);
    if (id === undefined || id.includes("missing") || p.engine === "Memcached") throw new ApiError("DCS.4062", name);
    if (p.enable_publicip) throw new ApiError("DCS.4026");
    const publicip_address = `124.70.${world.random.number(256)}.${1 + world.random.number(254)}`;
    const ssl = old ? { enable_ssl: body.bool("enable_ssl") === true } : {};
    const job_id = transit(context, instance, {
      task: task.publicIp,
      set: { enable_publicip: true, publicip_id: id, publicip_address, ...ssl },
      job: "bindPublicIpJob",
      shown: { name: "BindEip", details: { enable_public_ip: true, public_ip_id: id } },
    });
    return done(instance, { job_id });
  },
};

export const deletePublicIp: Operation = {
  route: "DELETE /v2/{project_id}/instances/{instance_id}/public-ip",
  mutating: true,
  known: "[sdk] job_id, UnBindEip",
  handle: (context) => {
    const instance = findIdle(context);
    if (!instance.properties.enable_publicip) throw new ApiError("DCS.4026");
    const job_id = transit(context, instance, {
      task: task.publicIp,
      set: { enable_publicip: false, publicip_id: null, publicip_address: null },
      job: "unbindPublicIpJob",
      shown: { name: "UnBindEip", details: { enable_public_ip: false } },
    });
    return done(instance, { job_id });
  },
};
