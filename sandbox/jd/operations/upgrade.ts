import type { RegionId } from "../catalogue";
import { failedPrecondition, invalid } from "../errors";
import { status } from "../instance";
import { checkZones, readClusterZones } from "../rules";
import { change, read } from "../state";

/** The next minor version after the one that a new instance gets. [guess] */
const newest = (redisVersion: string) => `${redisVersion}-1.4`;

export const describeUpgradeVersion = read({
  known: "[sdk] answer; [guess] which versions there are",
  result: ({ properties: { redisVersion, instanceVersion, instanceProxyVersion } }) => {
    const next = newest(redisVersion);
    return {
      releaseNodes: [],
      minorVersion: instanceVersion === next ? "" : next,
      majorVersion: [],
      proxyMinorVersion: instanceProxyVersion === "" || instanceProxyVersion === next ? "" : next,
      proxyMajorVersions: [],
    };
  },
});

export const modifyInstanceMinorVersion = change({
  known: "[sdk] one of the two, effectiveTime; [doc] upgrading",
  during: status.upgrading,
  task: "upgrade",
  set: (args, { properties }) => {
    const minor = args.text("minorVersion");
    const proxy = args.text("proxyMinorVersion");
    if ((minor === undefined) === (proxy === undefined)) {
      throw invalid("either minorVersion or proxyMinorVersion is required");
    }
    const requested = minor ?? proxy ?? "";
    if (requested !== newest(properties.redisVersion)) throw invalid(`version ${requested} is not available`);
    return minor === undefined ? { instanceProxyVersion: requested } : { instanceVersion: requested };
  },
});

export const modifyInstanceType = change({
  known: "[sdk] only to native-cluster, from one shard; [guess] how long, and the status meanwhile",
  during: status.changing,
  task: "upgrade",
  set: (_args, { id, properties: { cacheInstanceType, redisVersion } }) => {
    if (cacheInstanceType !== "master-slave" || redisVersion === "2.8") {
      throw failedPrecondition(`cacheInstance ${id} cannot become a native-cluster`);
    }
    return { cacheInstanceType: "native-cluster" };
  },
});

export const modifyRedisAZSpecifyType = change({
  known: "[sdk] parameters; [guess] the first slave is the one that describe shows; changing meanwhile",
  during: status.changing,
  task: "upgrade",
  set: (args, { properties: { azId } }, { region }) => {
    const azSpecifyType = args.text("azSpecifyType") ?? azId.azSpecifyType;
    const isByCluster = azSpecifyType === "SpecifyByCluster";
    const master = isByCluster ? (args.text("master") ?? "") : args.required("master");
    const cluster = readClusterZones(args, isByCluster);
    const slaves = isByCluster ? args.texts("slave") : args.requiredTexts("slave");
    checkZones([...cluster, ...slaves, ...(master === "" ? [] : [master])], region as RegionId);
    const slave = slaves[0] ?? "";
    return { azId: { ...azId, azSpecifyType, master, slave, azsForCluster: isByCluster ? cluster : null } };
  },
});

export const modifyProxyAvailableZones = change({
  known: "[sdk] parameters; [guess] clusters with a proxy only; changing meanwhile",
  during: status.changing,
  task: "upgrade",
  set: (args, { id, properties: { azId, cacheInstanceType } }, { region }) => {
    const azsForProxy = args.requiredTexts("azList");
    checkZones(azsForProxy, region as RegionId);
    if (cacheInstanceType === "master-slave") throw failedPrecondition(`${id} has no proxy`);
    return { azId: { ...azId, azsForProxy } };
  },
});
