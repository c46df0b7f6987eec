import { isRecord } from "../../core/keys";
import { ApiError } from "../errors";
import { type AliyunInstance, status } from "../instance";
import { isAllowed, settings, withSettings } from "../settings";
import { type Context, done, findInstance, invalid, type Operation, requireNormal, transit } from "../state";

/** Parameters of their own that stand for a setting. [sdk] */
const namedSettings: Readonly<Record<string, string>> = {
  ParamNoLooseSentinelEnabled: "#no_loose_sentinel-enabled",
};

export const describeInstanceConfig: Operation = {
  mutating: false,
  known: "[sdk] Config is JSON text; [tf] contents may be missing",
  handle: (context) => {
    const { Config } = findInstance(context).properties;
    return {
      content: {
        Config: JSON.stringify(Config),
        ParamNoLooseSentinelEnabled: String(Config["#no_loose_sentinel-enabled"] ?? "no"),
        ParamNoLooseSentinelPasswordFreeAccess: "no",
        ParamNoLooseSentinelPasswordFreeCommands: "",
        ParamReplMode: "async",
        ParamReplTimeout: "500",
        ParamSentinelCompatEnable: "0",
      },
    };
  },
};

export const modifyInstanceConfig: Operation = {
  mutating: true,
  known: "[sdk] JSON text, only the given keys change; [tf] Changing; [guess] an unknown key or value is refused",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const text = args.text("Config");
    const named = Object.entries(namedSettings).flatMap(([name, key]) => {
      const value = args.text(name);
      return value === undefined ? [] : [[key, value] as const];
    });
    if (text === undefined && named.length === 0)
      throw new ApiError("MissingParameter", "Config is mandatory for this action.");
    change(context, instance, { ...readSettings(text ?? "{}"), ...Object.fromEntries(named) });
    return done(instance);
  },
};

export const modifyInstanceParameter: Operation = {
  mutating: true,
  known: "[sdk] a template or settings as JSON text",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const group = args.text("ParameterGroupId");
    const text = args.text("Parameters");
    if (group === undefined && text === undefined) {
      throw new ApiError("MissingParameter", "ParameterGroupId or Parameters is mandatory for this action.");
    }
    if (group?.includes("missing")) throw invalid("The parameter template does not exist.");
    change(context, instance, readSettings(text ?? "{}"));
    if (group !== undefined) instance.properties.ParamGroupId = group;
    return done(instance);
  },
};

function readSettings(text: string): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isRecord(value)) throw invalid("Config has to be a JSON object.");
  const given = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
  for (const [name, one] of Object.entries(given)) {
    if (settings[name] === undefined) throw invalid(`There is no setting "${name}".`);
    if (!isAllowed(name, one)) throw invalid(`"${one}" is not allowed for ${name}: ${settings[name].allowed}.`);
  }
  return given;
}

function change(context: Context, instance: AliyunInstance, given: Record<string, string>): void {
  requireNormal(instance);
  transit(context, instance, status.changing, { Config: withSettings(instance.properties.Config, given) });
}

export const describeParameters: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const { properties: p } = findInstance(context, "DBInstanceId");
    const rows = Object.entries(settings).map(([name, { value, allowed, restart }]) => ({
      ParameterName: name,
      ParameterValue: String(p.Config[name] ?? value),
      CheckingCode: allowed,
      ForceRestart: String(restart === true),
      ModifiableStatus: "true",
      ParameterDescription: "",
    }));
    return {
      content: {
        Engine: p.InstanceType.toLowerCase(),
        EngineVersion: p.EngineVersion,
        RunningParameters: { Parameter: rows },
        ConfigParameters: {
          Parameter: rows.map((row) => ({ ...row, ForceRestart: row.ForceRestart === "true", ModifiableStatus: true })),
        },
      },
    };
  },
};
