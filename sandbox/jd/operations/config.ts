import { status } from "../instance";
import { checkSetting, type Setting, settingsOf } from "../settings";
import { change, read } from "../state";

export const describeInstanceConfig = read({
  known: "[sdk] ConfigItem: values are text, bounds are numbers; [seen] the names of its fields",
  result: ({ properties: { redisVersion, instanceConfig } }) => ({
    instanceConfig: settingsOf(redisVersion).map((setting) => settingView(setting, instanceConfig[setting.name])),
    unSupportConfigs: [],
  }),
});

export const modifyInstanceConfig = change({
  known:
    "[sdk] only the given items change; [qa] an empty list is 400; [doc] configuring; [guess] an unknown name or bad value is 400",
  during: status.configuring,
  set: (args, { properties: { redisVersion, instanceConfig } }) => {
    const changes = args.requiredObjects("instanceConfig").map((item) => {
      const name = item.required("configName");
      const value = item.text("configValue") ?? "";
      checkSetting(redisVersion, name, value);
      return [name, value] as const;
    });
    return { instanceConfig: { ...instanceConfig, ...Object.fromEntries(changes) } };
  },
});

/** ConfigItem, of an instance or a template. [sdk] */
export function settingView({ name, byDefault, type, min, max, options }: Setting, value: string | undefined) {
  return {
    configName: name,
    configValue: value ?? byDefault,
    configDefaultValue: byDefault,
    configValueType: type,
    configValueMin: min ?? null,
    configValueMax: max ?? null,
    configValueOptional: options ?? null,
  };
}
