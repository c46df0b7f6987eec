import { findClass } from "../catalogue";
import { ApiError } from "../errors";
import { type AliyunInstance, status } from "../instance";
import { type Context, done, findInstance, invalid, type Operation, oneOf, requireNormal, transit } from "../state";

const latestMinor = "1.2.4";

export const describeEngineVersion: Operation = {
  mutating: false,
  known: "[sdk] fields and types; [tf] content may be missing",
  handle: (context) => {
    const { properties: p } = findInstance(context);
    return {
      content: {
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
      },
    };
  },
};

export const modifyInstanceMajorVersion: Operation = {
  mutating: true,
  known: "[sdk] upgrade only; [tf] up to 7.0, MajorVersionUpgrading; [guess] as far as the class goes",
  handle: (context) => {
    const instance = findInstance(context);
    requireNormal(instance);
    const wish = context.args.must("MajorVersion");
    if (!newerVersions(instance.properties).includes(wish)) {
      throw invalid(`MajorVersion ${wish} is no version to upgrade ${instance.properties.EngineVersion} to.`);
    }
    transit(context, instance, status.majorVersion, { EngineVersion: wish, MinorVersion: latestOf(wish) });
    return done(instance);
  },
};

export const modifyInstanceMinorVersion: Operation = {
  mutating: true,
  known: "[sdk] parameters; [doc] MinorVersionUpgrading",
  handle: (context) => {
    const instance = findInstance(context);
    requireNormal(instance);
    upgradeMinor(context, instance, status.minorVersion);
    return done(instance);
  },
};

export const modifyDBInstanceAutoUpgrade: Operation = {
  mutating: true,
  known: "[sdk] 1 on, 0 off",
  handle: (context) => {
    const instance = findInstance(context, "DBInstanceId");
    requireNormal(instance);
    instance.properties.IsAutoUpgradeOpen = oneOf(context.args, "Value", ["0", "1"]) === "1";
    return done(instance);
  },
};

export const restartInstance: Operation = {
  mutating: true,
  known: "[sdk] a plain restart upgrades the minor version too; [doc] Rebooting",
  handle: (context) => {
    const instance = findInstance(context);
    requireNormal(instance);
    if (context.args.bool("UpgradeMinorVersion") ?? true) upgradeMinor(context, instance, status.rebooting);
    else transit(context, instance, status.rebooting, {});
    return done(instance, { InstanceId: instance.id, TaskId: String(context.world.random.number(1_000_000_000)) });
  },
};

function upgradeMinor(context: Context, instance: AliyunInstance, during: string): void {
  transit(context, instance, during, { MinorVersion: latestOf(instance.properties.EngineVersion) });
}

function latestOf(majorVersion: string): string {
  return `redis-${majorVersion}_${latestMinor}`;
}

function newerVersions({ RealInstanceClass, EngineVersion, InstanceType }: AliyunInstance["properties"]): string[] {
  if (InstanceType === "Memcache") return [];
  const made = findClass(RealInstanceClass);
  if (made === undefined) throw new ApiError("InternalError");
  return made.versions.filter((version) => Number(version) > Number(EngineVersion));
}
