import { findClass } from "../catalogue";
import { ApiError, invalid } from "../errors";
import { type AliyunInstance, type AliyunProperties, status } from "../instance";
import { change, newTaskId, read } from "../state";

const latestMinor = "1.2.4";

export const describeEngineVersion = read({
  known: "[sdk] fields and types; [tf] content may be missing",
  show: ({ properties: p }) => ({
    Engine: p.InstanceType === "Memcache" ? "memcache" : "redis",
    MajorVersion: p.EngineVersion,
    MinorVersion: p.MinorVersion,
    DBLatestMinorVersion: { MinorVersion: latestOf(p.EngineVersion), Level: "0" },
    EnableUpgradeMajorVersion: newerVersions(p).length > 0,
    EnableUpgradeMinorVersion: p.MinorVersion !== latestOf(p.EngineVersion),
    IsLatestVersion: p.MinorVersion === latestOf(p.EngineVersion),
    IsAutoUpgradeOpen: p.IsAutoUpgradeOpen ? "1" : "0",
    IsSSLEnable: p.SSLEnabled ? "Enable" : "Disable",
    IsRedisCompatibleVersion: "1",
  }),
});

export const modifyInstanceMajorVersion = change({
  known: "[sdk] upgrade only; [tf] up to 7.0, MajorVersionUpgrading; [guess] as far as the class goes",
  during: status.majorVersion,
  set: ({ properties }, { args }) => {
    const requested = args.must("MajorVersion");
    if (!newerVersions(properties).includes(requested)) {
      throw invalid(`MajorVersion ${requested} is no version to upgrade ${properties.EngineVersion} to.`);
    }
    return { EngineVersion: requested, MinorVersion: latestOf(requested) };
  },
});

export const modifyInstanceMinorVersion = change({
  known: "[sdk] parameters; [doc] MinorVersionUpgrading",
  during: status.minorVersion,
  set: newestMinor,
});

export const modifyDBInstanceAutoUpgrade = change({
  known: "[sdk] 1 on, 0 off",
  id: "DBInstanceId",
  set: (_instance, { args }) => ({ IsAutoUpgradeOpen: args.text("Value") === "1" }),
});

export const restartInstance = change({
  known: "[sdk] a plain restart upgrades the minor version too; [doc] Rebooting",
  during: status.rebooting,
  set: (instance, { args }) => ((args.bool("UpgradeMinorVersion") ?? true) ? newestMinor(instance) : {}),
  answer: ({ id }, context) => ({ InstanceId: id, TaskId: newTaskId(context) }),
});

function newestMinor({ properties }: AliyunInstance): Partial<AliyunProperties> {
  return { MinorVersion: latestOf(properties.EngineVersion) };
}

function latestOf(majorVersion: string): string {
  return `redis-${majorVersion}_${latestMinor}`;
}

function newerVersions({ RealInstanceClass, EngineVersion, InstanceType }: AliyunProperties): string[] {
  if (InstanceType === "Memcache") return [];
  const made = findClass(RealInstanceClass);
  if (made === undefined) throw new ApiError("InternalError");
  return made.versions.filter((version) => Number(version) > Number(EngineVersion));
}
