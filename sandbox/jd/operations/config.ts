import { invalid } from "../errors";
import { status } from "../instance";
import { isAllowed, settingsOf } from "../settings";
import { change, read } from "../state";

export const describeInstanceConfig = read({
  known: "[sdk] ConfigItem: values are text, bounds are numbers; [seen] the names of its fields",
  result: ({ properties: { redisVersion, instanceConfig } }) => ({
    instanceConfig: settingsOf(redisVersion).map(({ name, byDefault, type, min, max, options }) => ({
      configName: name,
      configValue: instanceConfig[name] ?? byDefault,
      configDefaultValue: byDefault,
      configValueType: type,
      configValueMin: min ?? null,
      configValueMax: max ?? null,
      configValueOptional: options ?? null,
    })),
    unSupportConfigs: [],
  }),
});

export const modifyInstanceConfig = change({
  known:
    "[sdk] only the given items change; [qa] an empty list is 400; [doc] configuring; [guess] an unknown name or bad value is 400",
  during: status.configuring,
  set: (args, { properties: { redisVersion, instanceConfig } }) => {
    const settings = settingsOf(redisVersion);
    const changes = args.requiredObjects("instanceConfig").map((item) => {
      const name = item.required("configName");
      const value = item.text("configValue") ?? "";
      const setting = settings.find((one) => one.name === name);
      if (setting === undefined) throw invalid(`configName ${name} is not supported by redis ${redisVersion}`);
      if (!isAllowed(setting, value)) throw invalid(`configValue "${value}" is not valid for ${name}`);
      return [name, value] as const;
    });
    return { instanceConfig: { ...instanceConfig, ...Object.fromEntries(changes) } };
  },
});
