import { isRecord } from "../../core/keys";
import { invalid, missing } from "../errors";
import { type AliyunInstance, type AliyunProperties, status } from "../instance";
import { isOwnId } from "../rules";
import { isAllowed, settings, withSettings } from "../settings";
import { change, done, findInstance, type Operation, read, requireNormal, transit } from "../state";

/** Modes: parameters of their own, with what they are at first. [sdk] */
const modes = {
  ParamNoLooseSentinelEnabled: "no",
  ParamNoLooseSentinelPasswordFreeAccess: "no",
  ParamNoLooseSentinelPasswordFreeCommands: "",
  ParamReplMode: "async",
  ParamSemisyncReplTimeout: "500",
  ParamSentinelCompatEnable: "0",
};
/** The only one that is a setting too. */
const sentinel = "#no_loose_sentinel-enabled";

export const describeInstanceConfig = read({
  known: "[sdk] Config is JSON text, ParamReplTimeout; [tf] contents may be missing",
  show: ({ properties: { Config, Modes } }) => {
    const { ParamSemisyncReplTimeout: ParamReplTimeout, ...others } = { ...modes, ...Modes };
    const ParamNoLooseSentinelEnabled = String(Config[sentinel] ?? "no");
    return { Config: JSON.stringify(Config), ...others, ParamNoLooseSentinelEnabled, ParamReplTimeout };
  },
});

export const modifyInstanceConfig = change({
  known: "[sdk] JSON text, only the given keys change; [tf] Changing; [guess] an unknown key or value is rejected",
  during: status.changing,
  set: (instance, { args }) => {
    const text = args.text("Config");
    const named = Object.fromEntries(
      Object.keys(modes).flatMap((name) => {
        const value = args.text(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    const { ParamNoLooseSentinelEnabled: isCompatible } = named;
    if (text === undefined && Object.keys(named).length === 0) throw missing("Config");
    const asSetting = isCompatible === undefined ? {} : { [sentinel]: isCompatible };
    return {
      ...configWith(instance, { ...readSettings(text), ...asSetting }),
      Modes: { ...instance.properties.Modes, ...named },
    };
  },
});

export const modifyInstanceParameter: Operation = {
  mutating: true,
  known: "[sdk] a template or settings as JSON text",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const group = args.text("ParameterGroupId");
    if (group === undefined && !args.has("Parameters")) throw missing("ParameterGroupId or Parameters");
    if (group !== undefined && !isOwnId("ParamGroupId", group)) throw invalid("The parameter template does not exist.");
    const set = configWith(instance, readSettings(args.text("Parameters")));
    requireNormal(instance);
    transit(context, instance, status.changing, set);
    if (group !== undefined) instance.properties.ParamGroupId = group;
    return done(instance);
  },
};

function readSettings(text = "{}"): Record<string, string> {
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

function configWith({ properties }: AliyunInstance, given: Record<string, string>): Pick<AliyunProperties, "Config"> {
  return { Config: withSettings(properties.Config, given) };
}

export const describeParameters = read({
  known: "[sdk] shape",
  id: "DBInstanceId",
  show: ({ properties: p }) => {
    const rows = Object.entries(settings).map(([name, { value, allowed, restart }]) => ({
      ParameterName: name,
      ParameterValue: String(p.Config[name] ?? value),
      CheckingCode: allowed,
      ForceRestart: String(restart === true),
      ModifiableStatus: "true",
      ParameterDescription: "",
    }));
    return {
      Engine: p.InstanceType.toLowerCase(),
      EngineVersion: p.EngineVersion,
      RunningParameters: { Parameter: rows },
      ConfigParameters: {
        Parameter: rows.map((row) => ({ ...row, ForceRestart: row.ForceRestart === "true", ModifiableStatus: true })),
      },
    };
  },
});
