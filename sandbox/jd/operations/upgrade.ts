import { minAzLimitForCluster } from "../catalogue";
import { ApiError, invalid } from "../errors";
import { type AzId, status } from "../instance";
import { checkZones } from "../order";
import type { RegionId } from "../regions";
import { checkMaintenance } from "../rules";
import { done, findInstance, type Operation, requireNoTask, requireRunning, runTask } from "../state";

export const maintenanceTime: Operation = {
  mutating: true,
  known: "[sdk] parameters; [guess] at once; what is due stays due",
  handle: (context) => {
    const instance = findInstance(context);
    const start = context.args.required("startTime");
    const end = context.args.required("endTime");
    checkMaintenance(start, end);
    requireRunning(instance);
    instance.properties.maintenanceStartTime = start;
    instance.properties.maintenanceEndTime = end;
    return done(instance);
  },
};

/** The next minor version after the one that a new instance gets. [guess] */
const newest = (redisVersion: string) => `${redisVersion}-1.4`;

export const describeUpgradeVersion: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] which versions there are",
  handle: (context) => {
    const { redisVersion, instanceVersion, instanceProxyVersion } = findInstance(context).properties;
    const next = newest(redisVersion);
    return {
      result: {
        releaseNodes: [],
        minorVersion: instanceVersion === next ? "" : next,
        majorVersion: [],
        proxyMinorVersion: instanceProxyVersion === "" || instanceProxyVersion === next ? "" : next,
        proxyMajorVersions: [],
      },
    };
  },
};

export const modifyInstanceMinorVersion: Operation = {
  mutating: true,
  known: "[sdk] one of the two, effectiveTime; [doc] upgrading",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const minor = args.text("minorVersion");
    const proxy = args.text("proxyMinorVersion");
    if ((minor === undefined) === (proxy === undefined))
      throw invalid("either minorVersion or proxyMinorVersion is required");
    const wanted = minor ?? proxy ?? "";
    if (wanted !== newest(instance.properties.redisVersion)) throw invalid(`version ${wanted} is not available`);
    requireRunning(instance);
    requireNoTask(context, instance);
    const set = minor === undefined ? { instanceProxyVersion: wanted } : { instanceVersion: wanted };
    runTask(context, instance, "upgrade", status.upgrading, set);
    return done(instance);
  },
};

export const modifyRedisAZSpecifyType: Operation = {
  mutating: true,
  known: "[sdk] parameters; [guess] the first slave is the one that describe shows; changing meanwhile",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const { azId } = instance.properties;
    const azSpecifyType =
      args.oneOf("azSpecifyType", ["SpecifyByReplicaGroup", "SpecifyByCluster"]) ?? azId.azSpecifyType;
    const cluster = args.texts("azsForCluster");
    const slaves = args.texts("slave");
    const isByCluster = azSpecifyType === "SpecifyByCluster";
    const master = isByCluster ? (args.text("master") ?? "") : args.required("master");
    if (isByCluster && cluster.length < minAzLimitForCluster) throw invalid("azsForCluster names too few zones");
    if (!isByCluster && slaves.length === 0) throw invalid("slave is required");
    checkZones([...cluster, ...slaves, ...(master === "" ? [] : [master])], context.region as RegionId);
    requireRunning(instance);
    requireNoTask(context, instance);
    const next: AzId = {
      azSpecifyType,
      master,
      slave: slaves[0] ?? "",
      azsForCluster: isByCluster ? cluster : null,
      azsForProxy: azId.azsForProxy,
    };
    runTask(context, instance, "upgrade", status.changing, { azId: next });
    return done(instance);
  },
};

export const modifyProxyAvailableZones: Operation = {
  mutating: true,
  known: "[sdk] parameters; [guess] clusters with a proxy only; changing meanwhile",
  handle: (context) => {
    const instance = findInstance(context);
    const zones = context.args.texts("azList");
    if (zones.length === 0) throw invalid("azList cannot be empty");
    checkZones(zones, context.region as RegionId);
    requireRunning(instance);
    requireNoTask(context, instance);
    const { azId, cacheInstanceType } = instance.properties;
    if (cacheInstanceType === "master-slave") throw new ApiError("FAILED_PRECONDITION", `${instance.id} has no proxy`);
    runTask(context, instance, "upgrade", status.changing, { azId: { ...azId, azsForProxy: zones } });
    return done(instance);
  },
};
