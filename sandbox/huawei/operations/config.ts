import { ApiError, invalid } from "../errors";
import { type HuaweiInstance, task, vendorTime } from "../instance";
import { isAllowed, namesOf, type Setting, settings } from "../settings";
import { type Change, type Context, change, findInstance, jobOnly, type Operation } from "../state";

export const listConfigurations: Operation = {
  mutating: false,
  known: "[doc] sample; [tf] param_id is text, need_restart",
  handle: (context) => {
    const { id, status, properties: p } = findInstance(context);
    const redis_config = namesOf(p.engine).flatMap((name) => {
      const setting = settings[name];
      return setting === undefined ? [] : [settingView(name, setting, p.redis_config[name])];
    });
    const { config_status, config_time } = p;
    return { content: { instance_id: id, status, config_status, config_time, redis_config } };
  },
};

export function settingView(name: string, { id, value, type, range, restart }: Setting, current = value) {
  return {
    param_id: id,
    param_name: name,
    param_value: current,
    default_value: value,
    value_type: type,
    value_range: range,
    description: name,
    need_restart: restart === true,
  };
}

const configs: Omit<Change, "known"> = {
  during: { task: task.config },
  setNow: { config_status: "UPDATING" },
  set: (context, instance) => {
    const { redis_config, restart_pending } = instance.properties;
    const given = readConfigs(context, instance);
    const changed = Object.keys(given).filter((name) => given[name] !== redis_config[name]);
    const pending = changed.filter((name) => settings[name]?.restart === true);
    return {
      config_status: "SUCCESS",
      config_time: vendorTime(context.world.now() + context.world.changeMs),
      redis_config: { ...redis_config, ...given },
      restart_pending: [...new Set([...restart_pending, ...pending])],
    };
  },
  job: "modifyConfigJob",
};

export const updateConfigurations = change({
  ...configs,
  known: "[doc] all values are text, 204, DCS.4066; [guess] id and name have to match; UPDATING until the end",
});

export const updateInstanceConfig = change({
  ...configs,
  known: "[sdk] job_id; [tf] the call that Terraform uses",
  answer: jobOnly,
});

function readConfigs({ body }: Context, { properties }: HuaweiInstance): Record<string, string> {
  const list = body.children("redis_config") ?? [];
  if (list.length === 0) throw invalid("redis_config");
  const pairs = list.map((one): [string, string] => {
    const id = one.text("param_id");
    const name = one.text("param_name");
    const found = namesOf(properties.engine).find((known) => settings[known]?.id === id);
    if (found === undefined || (name !== undefined && name !== found))
      throw new ApiError("DCS.4066", `${name ?? ""} (param_id ${id ?? "is missing"})`);
    const setting = settings[found];
    const value = one.raw("param_value") ?? "";
    if (setting === undefined || !isAllowed(setting, value)) throw new ApiError("DCS.4066", found);
    return [found, value];
  });
  return Object.fromEntries(pairs);
}
