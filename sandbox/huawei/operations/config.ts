import { ApiError } from "../errors";
import { type HuaweiInstance, task, vendorTime } from "../instance";
import { isAllowed, namesOf, settings } from "../settings";
import { type Context, done, findIdle, findInstance, noContent, type Operation, transit } from "../state";

export const listConfigurations: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/configs",
  mutating: false,
  known: "[doc] sample; [tf] param_id is text, need_restart",
  handle: (context) => {
    const { id, status, properties: p } = findInstance(context);
    const redis_config = namesOf(p.engine).flatMap((name) => {
      const setting = settings[name];
      if (setting === undefined) return [];
      return [
        {
          param_id: setting.id,
          param_name: name,
          param_value: p.redis_config[name] ?? setting.value,
          default_value: setting.value,
          value_type: setting.type,
          value_range: setting.range,
          description: name,
          need_restart: setting.restart === true,
        },
      ];
    });
    return {
      content: {
        instance_id: id,
        status,
        config_status: p.config_status,
        config_time: p.config_time,
        redis_config,
      },
    };
  },
};

const configs = { redis_config: [{ param_id: "text", param_name: "text", param_value: "text!" }] } as const;

export const updateConfigurations: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/configs",
  mutating: true,
  known: "[doc] all values are text, 204, DCS.4066; [guess] id and name have to fit; UPDATING until the end",
  body: configs,
  handle: (context) => {
    const instance = findIdle(context);
    change(context, instance);
    return noContent(instance);
  },
};

export const updateInstanceConfig: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/async-configs",
  mutating: true,
  known: "[sdk] job_id; [tf] the call that Terraform uses",
  body: configs,
  handle: (context) => {
    const instance = findIdle(context);
    return done(instance, { job_id: change(context, instance) });
  },
};

function change(context: Context, instance: HuaweiInstance): string {
  const { body, world } = context;
  const p = instance.properties;
  const list = body.children("redis_config") ?? [];
  if (list.length === 0) throw new ApiError("DCS.4062", "redis_config");
  const given: Record<string, string> = {};
  for (const one of list) {
    const id = one.text("param_id");
    const name = one.text("param_name");
    const found = namesOf(p.engine).find((known) => settings[known]?.id === id);
    if (found === undefined || (name !== undefined && name !== found))
      throw new ApiError("DCS.4066", `${name ?? ""} (param_id ${id ?? "is missing"})`);
    const setting = settings[found];
    const value = one.raw("param_value") ?? "";
    if (setting === undefined || !isAllowed(setting, value)) throw new ApiError("DCS.4066", found);
    given[found] = value;
  }
  const changed = Object.keys(given).filter((name) => given[name] !== p.redis_config[name]);
  const waiting = changed.filter((name) => settings[name]?.restart === true);
  return transit(context, instance, {
    task: task.config,
    atOnce: { config_status: "UPDATING" },
    set: {
      config_status: "SUCCESS",
      config_time: vendorTime(world.now() + world.changeMs),
      redis_config: { ...p.redis_config, ...given },
      restart_pending: [...new Set([...p.restart_pending, ...waiting])],
    },
    job: "modifyConfigJob",
  });
}
