import { invalid } from "../errors";
import { status } from "../instance";
import { isAllowed, settingsOf } from "../settings";
import { done, findInstance, type Operation, requireRunning, transit } from "../state";

export const describeInstanceConfig: Operation = {
  mutating: false,
  known: "[sdk] ConfigItem: values are text, bounds are numbers; [seen] the names of its fields",
  handle: (context) => {
    const { redisVersion, instanceConfig } = findInstance(context).properties;
    const items = settingsOf(redisVersion).map(({ name, standard, type, min, max, options }) => ({
      configName: name,
      configValue: instanceConfig[name] ?? standard,
      configDefaultValue: standard,
      configValueType: type,
      configValueMin: min ?? null,
      configValueMax: max ?? null,
      configValueOptional: options ?? null,
    }));
    return { result: { instanceConfig: items, unSupportConfigs: [] } };
  },
};

export const modifyInstanceConfig: Operation = {
  mutating: true,
  known:
    "[sdk] only the given items change; [qa] an empty list is 400; [doc] configuring; [guess] an unknown name or bad value is 400",
  handle: (context) => {
    const instance = findInstance(context);
    const { redisVersion, instanceConfig } = instance.properties;
    const settings = new Map(settingsOf(redisVersion).map((setting) => [setting.name, setting]));
    const items = context.args.objects("instanceConfig");
    if (items.length === 0) throw invalid("instanceConfig cannot be empty");
    const changes = items.map((item) => {
      const name = item.required("configName");
      const value = item.text("configValue") ?? "";
      const setting = settings.get(name);
      if (setting === undefined) throw invalid(`configName ${name} is not supported by redis ${redisVersion}`);
      if (!isAllowed(setting, value)) throw invalid(`configValue "${value}" is not valid for ${name}`);
      return [name, value] as const;
    });
    requireRunning(instance);
    transit(context, instance, status.configuring, {
      instanceConfig: { ...instanceConfig, ...Object.fromEntries(changes) },
    });
    return done(instance);
  },
};
