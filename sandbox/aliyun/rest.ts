import { ApiError } from "./errors";
import type { AliyunInstance, AliyunProperties } from "./instance";
import { domainOf, readPrefix } from "./placement";
import { checkMaintenance } from "./rules";
import { defaultConfig, withSettings } from "./settings";
import { type Context, invalid, lookUp, oneOf } from "./state";

/** 1 to 65535 at creation, although only from 1024 when it is changed. [sdk] */
export function readPort({ args }: Context, standard: number): number {
  const text = args.text("Port");
  if (text === undefined) return standard;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 65535) throw invalid("Port has to be from 1 to 65535.");
  return Number(text);
}

/** What both create operations take as it is. */
export function readRest(context: Context, engine: string): Partial<AliyunProperties> {
  const { args } = context;
  const source = readSource(context);
  const start = args.text("MaintainStartTime");
  const end = args.text("MaintainEndTime");
  checkMaintenance(start, end);
  oneOf(args, "InstanceEndpointType", ["AzIndependentEndpoint", "UnifiedEndpoint"]);
  const group = args.text("ResourceGroupId");
  if (group?.includes("missing")) throw new ApiError("ResourceGroupNotExist");
  const prefix = readPrefix(context);
  const appendonly = oneOf(args, "Appendonly", ["yes", "no"]);
  const inherited = source?.properties.Config ?? {};
  const restored = args.text("RecoverConfigMode")?.split(",") ?? [];
  return {
    InstanceName: args.text("InstanceName") ?? "",
    ...(group === undefined ? {} : { ResourceGroupId: group }),
    ...(prefix === undefined ? {} : { ConnectionDomain: domainOf(prefix, engine) }),
    ...(start === undefined || end === undefined ? {} : { MaintainStartTime: start, MaintainEndTime: end }),
    ...(appendonly === undefined ? {} : { Config: withSettings(defaultConfig, { appendonly }) }),
    ...(restored.includes("config") ? { Config: { ...inherited } } : {}),
    ...(restored.includes("whitelist") && source !== undefined
      ? { SecurityIpGroups: source.properties.SecurityIpGroups }
      : {}),
    GlobalInstanceId:
      args.text("GlobalInstanceId") ??
      (args.bool("GlobalInstance") === true ? `gr-${context.world.random.text(14)}` : ""),
    GlobalSecurityGroupIds: args.text("GlobalSecurityGroupIds")?.split(",") ?? [],
    ParamGroupId: args.text("ParamGroupId") ?? "",
    DedicatedHostGroupId: args.text("DedicatedHostGroupId") ?? "",
    Source: {
      ...(source === undefined ? {} : { SrcDBInstanceId: source.id }),
      ...given(args.text("BackupId"), "BackupId"),
      ...given(args.text("ClusterBackupId"), "ClusterBackupId"),
      ...given(args.text("RestoreTime"), "RestoreTime"),
    },
  };
}

function given<K extends string>(value: string | undefined, name: K): { [P in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: string });
}

/** SrcDBInstanceId and one of BackupId, ClusterBackupId, RestoreTime need each other. [sdk] */
function readSource(context: Context): AliyunInstance | undefined {
  const { args } = context;
  const sourceId = args.text("SrcDBInstanceId");
  // What comes from the recycle bin brings its data along.
  if (args.bool("RebuildInstance") === true) return undefined;
  const hasPoint = args.has("BackupId") || args.has("ClusterBackupId") || args.has("RestoreTime");
  if (sourceId === undefined) {
    if (hasPoint) throw new ApiError("MissingParameter", "SrcDBInstanceId is mandatory for this action.");
    return undefined;
  }
  if (!hasPoint) throw new ApiError("MissingParameter", "BackupId is mandatory for this action.");
  if (args.text("BackupId")?.includes("missing")) throw new ApiError("InvalidBackupId.NotFound");
  const source = lookUp(context, sourceId);
  if (source === undefined) throw new ApiError("InvalidInstanceId.NotFound");
  return source;
}
