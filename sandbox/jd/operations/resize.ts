import type { RegionId } from "../catalogue";
import { isUnexpiredPrepaid } from "../charge";
import { invalid } from "../errors";
import { type JdProperties, proxyVersionOf, status } from "../instance";
import { checkStock, checkZones, fieldsOf, readSize } from "../rules";
import {
  done,
  findInstance,
  type Operation,
  orderIds,
  read,
  requireBillingIdle,
  requireNoTask,
  requireRunning,
  transitByTask,
} from "../state";

export const modifyCacheInstanceClass: Operation = {
  mutating: true,
  known:
    "[sdk] parameters; [qa] running only, same class 400, unknown class 404, both directions; [doc] what prepaid ones may not shrink to; " +
    "[guess] other shards or replicas with the same class are a change",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    const current = instance.properties;
    const size = readSize(args, current.redisVersion, current);
    requireRunning(instance);
    requireNoTask(context, instance);
    requireBillingIdle(context, instance);
    const next = fieldsOf(size);
    const isSame =
      next.cacheInstanceClass === current.cacheInstanceClass &&
      next.shardNumber === current.shardNumber &&
      next.replicaNumber === current.replicaNumber;
    if (isSame) throw invalid("the new cacheInstanceClass is the same as the old one");
    if (isUnexpiredPrepaid(current.charge, world.now())) checkMemory(current, next);
    checkZones(args.texts("replicaAzs2Add"), context.region as RegionId);
    checkStock(current.azId, size.instanceClass);
    const isSameEdition = next.cacheInstanceType === current.cacheInstanceType;
    const instanceProxyVersion = isSameEdition
      ? current.instanceProxyVersion
      : proxyVersionOf({ ...next, redisVersion: current.redisVersion });
    const resized = { ...next, instanceProxyVersion };
    const task = transitByTask(context, instance, "resize", status.changing, resized);
    // The billing side records a deferred order now, and an immediate one when it is complete. [guess]
    const recordedAt = task.startsAt > world.now() ? world.now() : task.endsAt;
    current.billingUntil = recordedAt + world.changeMs;
    return done(instance, orderIds(context));
  },
};

type Memory = Pick<JdProperties, "cacheInstanceMemoryMB" | "cacheInstanceType">;

/** Prepaid only: from cluster to standard the memory has to grow, from standard to cluster it may not shrink. [doc] */
function checkMemory(current: Memory, next: Memory): void {
  const growth = next.cacheInstanceMemoryMB - current.cacheInstanceMemoryMB;
  const [wasCluster, isCluster] = [current.cacheInstanceType === "cluster", next.cacheInstanceType === "cluster"];
  if ((wasCluster && !isCluster && growth <= 0) || (!wasCluster && isCluster && growth < 0)) {
    throw invalid("a prepaid cacheInstance cannot get less memory with another edition");
  }
}

export const describeResizeModeIpTimeInfo = read({
  known: "[sdk] answer; [guess] figures",
  result: ({ properties: { redisVersion, shardNumber } }, { args }) => {
    const requested = args.int("shardNumber") ?? shardNumber;
    const isNew = redisVersion !== "2.8";
    return {
      supportPScale: isNew,
      supportParallel: isNew && shardNumber > 1,
      serialIpCount: 3,
      serialTimeCost: 60 * requested,
      parallelIpCount: 3 * requested,
      parallelTimeCost: 60,
    };
  },
});
