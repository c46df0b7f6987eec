import type { HuaweiInstance } from "../instance";
import { addJob } from "../jobs";
import { readWhitelist } from "../rules";
import { type Context, done, findIdle, findInstance, noContent, type Operation, requireModern } from "../state";

export const showIpWhitelist: Operation = {
  route: "GET /v2/{project_id}/instance/{instance_id}/whitelist",
  mutating: false,
  known: "[doc] path with the singular; [tf] DCS.4872 where there are security groups, whitelist_ip_limit_num",
  handle: (context) => {
    const instance = findInstance(context);
    requireModern(instance, "DCS.4872");
    const { enable_whitelist, whitelist } = instance.properties;
    return { content: { instance_id: instance.id, enable_whitelist, whitelist, whitelist_ip_limit_num: 20 } };
  },
};

const whitelist = {
  enable_whitelist: "bool!",
  whitelist: [{ group_name: "text!", ip_list: "texts!" }],
  instance_id: "text",
} as const;

export const updateIpWhitelist: Operation = {
  route: "PUT /v2/{project_id}/instance/{instance_id}/whitelist",
  mutating: true,
  known: "[doc] replaces everything, limits, 204; [tf] what is no address is dropped silently; [guess] at once",
  body: whitelist,
  handle: (context) => {
    const instance = findIdle(context);
    change(context, instance);
    return noContent(instance);
  },
};

export const updateIpWhitelistAsync: Operation = {
  route: "PUT /v2/{project_id}/instance/{instance_id}/whitelist-async",
  mutating: true,
  known: "[sdk] job_id",
  body: whitelist,
  handle: (context) => {
    const instance = findIdle(context);
    return done(instance, { job_id: change(context, instance) });
  },
};

function change(context: Context, instance: HuaweiInstance): string {
  const { body, world } = context;
  requireModern(instance, "DCS.4872");
  const groups = readWhitelist(body.children("whitelist") ?? []);
  const p = instance.properties;
  Object.assign(p, { enable_whitelist: body.bool("enable_whitelist") === true, whitelist: groups });
  const job = addJob(context, instance, "modifyWhitelistJob", world.now(), { name: "AddWhitelist", details: {} });
  p.doneJobs = [...p.doneJobs, job];
  return job;
}
