import { findClass } from "../catalogue";
import { ApiError, invalid } from "../errors";
import { type AliyunInstance, defaultGroup, type SecurityIpGroup, status } from "../instance";
import { readRegion } from "../placement";
import { checkSecurityGroupId, isOwnId, readSecurityIps } from "../rules";
import { change, type Operation, read, requireNormal } from "../state";

export const describeSecurityIps = read({
  known: "[sdk] shape",
  show: ({ properties }) => ({ SecurityIpGroups: { SecurityIpGroup: properties.SecurityIpGroups } }),
});

export const modifySecurityIps = change({
  known: "[sdk] modes, limits; [doc] InvalidGroupName.Format; [guess] takes effect at once; an emptied group vanishes",
  set: ({ properties }, { args }) => {
    const name = args.text("SecurityIpGroupName") ?? defaultGroup;
    if (!/^[a-z][a-z0-9_]{0,30}[a-z0-9]$/.test(name)) throw new ApiError("InvalidGroupName.Format");
    const groups = properties.SecurityIpGroups;
    const old = groups.find((group) => group.SecurityIpGroupName === name);
    const ips = combine(args.text("ModifyMode"), old, readSecurityIps(args.must("SecurityIps")));
    if (ips.length > 1000) throw new ApiError("InvalidSecurityIps.Format");
    const group: SecurityIpGroup = {
      SecurityIpGroupName: name,
      SecurityIpGroupAttribute: args.text("SecurityIpGroupAttribute") ?? old?.SecurityIpGroupAttribute ?? "",
      SecurityIpList: ips.join(","),
    };
    const kept = ips.length > 0 || name === defaultGroup ? [group] : [];
    const at = old === undefined ? groups.length : groups.indexOf(old);
    return { SecurityIpGroups: [...groups.slice(0, at), ...kept, ...groups.slice(at + 1)] };
  },
});

function combine(mode: string | undefined, old: SecurityIpGroup | undefined, given: readonly string[]): string[] {
  const present = old === undefined || old.SecurityIpList === "" ? [] : old.SecurityIpList.split(",");
  if (mode === "Append" || mode === "1") return [...new Set([...present, ...given])];
  if (mode === "Delete" || mode === "2") return present.filter((ip) => !given.includes(ip));
  return [...given];
}

export const describeSecurityGroupConfiguration = read({
  known: "[sdk] shape; [tf] in no particular order",
  show: ({ properties: { SecurityGroupIds, RegionId, NetworkType } }) => {
    // Sorted, so that no client can rely on getting back the order that it sent.
    const items = [...SecurityGroupIds].sort().map((SecurityGroupId) => ({
      SecurityGroupId,
      RegionId,
      NetType: NetworkType === "VPC" ? "vpc" : "classic",
    }));
    return { Items: { EcsSecurityGroupRelation: items } };
  },
});

export const modifySecurityGroupConfiguration = change({
  known: "[sdk] replaces the set, at most 10; [guess] takes effect at once",
  id: "DBInstanceId",
  set: (_instance, { args }) => {
    const ids = [...new Set(args.must("SecurityGroupId").split(","))];
    if (ids.length > 10) throw invalid("At most 10 security groups can be given.");
    ids.forEach(checkSecurityGroupId);
    return { SecurityGroupIds: ids };
  },
});

const globalGroup = (GlobalSecurityGroupId: string, RegionId: string) => ({
  GlobalSecurityGroupId,
  GlobalIgName: GlobalSecurityGroupId.replace("-", "_"),
  GIpList: "10.0.0.0/8,192.168.0.1",
  RegionId,
});

export const describeGlobalSecurityIPGroup: Operation = {
  mutating: false,
  known: "[sdk] shape: a bare list; [guess] those that an instance has, and any well-formed one that is asked for",
  handle: ({ args, store, account }) => {
    const region = readRegion(args.must("RegionId"));
    const asked = args.text("GlobalSecurityGroupId");
    const users = store.all().filter((one) => one.account === account && one.properties.RegionId === region);
    const groups = new Set(users.flatMap(({ properties }) => properties.GlobalSecurityGroupIds));
    if (asked !== undefined && isOwnId("GlobalSecurityGroupIds", asked)) groups.add(asked);
    const GlobalSecurityIPGroup = [...groups]
      .filter((group) => group === (asked ?? group))
      .map((group) => ({
        ...globalGroup(group, region),
        DBInstances: users.filter((one) => one.properties.GlobalSecurityGroupIds.includes(group)).map(({ id }) => id),
      }));
    return { content: { GlobalSecurityIPGroup } };
  },
};

export const describeGlobalSecurityIPGroupRelation = read({
  known: "[sdk] shape: a bare list, unlike all others",
  id: "DBClusterId",
  show: ({ id, properties: { GlobalSecurityGroupIds, RegionId } }) => ({
    DBClusterId: id,
    GlobalSecurityIPGroupRel: GlobalSecurityGroupIds.map((group) => globalGroup(group, RegionId)),
  }),
});

export const modifyGlobalSecurityIPGroupRelation = change({
  known: "[sdk] for cloud-native instances only; [guess] replaces the set",
  id: "DBClusterId",
  require: [requireNormal, requireCloudNative],
  set: (_instance, { args }) => {
    const ids = args.must("GlobalSecurityGroupId");
    if (!isOwnId("GlobalSecurityGroupIds", ids)) throw new ApiError("InvalidSecurityGroupId.NotFound");
    return { GlobalSecurityGroupIds: [...new Set(ids.split(","))] };
  },
});

function requireCloudNative({ properties }: AliyunInstance): void {
  if (findClass(properties.RealInstanceClass)?.product === "Local") throw new ApiError("InstanceType.NotSupport");
}

export const modifyInstanceVpcAuthMode = change({
  known:
    "[sdk] Open = password required, Close = password-free; ParamNotSupportedForCurrentVersion; [guess] the status meanwhile",
  require: [requireNormal, requireVpcAuthMode],
  during: status.network,
  set: (_instance, { args }) => ({ VpcAuthMode: args.must("VpcAuthMode") }),
});

/** Only a VPC can be trusted without a password, and 2.8 cannot do it. [guess] */
function requireVpcAuthMode({ properties: { EngineVersion, NetworkType } }: AliyunInstance): void {
  if (EngineVersion === "2.8" || NetworkType !== "VPC") throw new ApiError("ParamNotSupportedForCurrentVersion");
}
