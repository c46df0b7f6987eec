import { isUnexpiredPrepaid } from "../charge";
import { ApiError, invalid } from "../errors";
import { type JdProperties, status } from "../instance";
import { checkStock, checkZones, fieldsOf, readTarget } from "../order";
import type { RegionId } from "../regions";
import {
  done,
  findInstance,
  type Operation,
  orderIds,
  requireBillingIdle,
  requireNoTask,
  requireRunning,
  runTask,
} from "../state";

export const modifyCacheInstanceClass: Operation = {
  mutating: true,
  known:
    "[sdk] parameters; [qa] running only, same class 400, unknown class 404, both directions; [doc] what prepaid ones may not shrink to; " +
    "[guess] other shards or replicas with the same class are a change",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const live = instance.properties;
    const target = readTarget(args, live.redisVersion, {
      type: live.cacheInstanceType,
      shards: live.shardNumber,
      replicas: live.replicaNumber,
    });
    requireRunning(instance);
    requireNoTask(context, instance);
    requireBillingIdle(context, instance);
    const isSame =
      target.made.name === live.cacheInstanceClass &&
      target.shards === live.shardNumber &&
      target.replicas === live.replicaNumber;
    if (isSame) throw invalid("the new cacheInstanceClass is the same as the old one");
    if (isUnexpiredPrepaid(live.charge, context.world.now())) checkMemory(live, fieldsOf(target));
    checkZones(args.texts("replicaAzs2Add"), context.region as RegionId);
    checkStock(live.azId, target.made);
    const task = runTask(context, instance, "resize", status.changing, fieldsOf(target));
    const { now, changeMs } = context.world;
    // A deferred order is written up now, one that runs at once when it has ended. [guess]
    live.billingUntil = (task.startsAt > now() ? now() : task.endsAt) + changeMs;
    return done(instance, orderIds(context));
  },
};

/** Prepaid only: from cluster to standard the memory has to grow, from standard to cluster it may not shrink. [doc] */
function checkMemory(live: JdProperties, next: ReturnType<typeof fieldsOf>): void {
  const grows = next.cacheInstanceMemoryMB - live.cacheInstanceMemoryMB;
  const [was, willBe] = [live.cacheInstanceType === "cluster", next.cacheInstanceType === "cluster"];
  if ((was && !willBe && grows <= 0) || (!was && willBe && grows < 0)) {
    throw invalid("a prepaid cacheInstance cannot get less memory with another edition");
  }
}

export const describeResizeModeIpTimeInfo: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] figures",
  handle: (context) => {
    const { redisVersion, shardNumber } = findInstance(context).properties;
    const wanted = context.args.int("shardNumber") ?? shardNumber;
    const isNew = redisVersion !== "2.8";
    return {
      result: {
        supportPScale: isNew,
        supportParallel: isNew && shardNumber > 1,
        serialIpCount: 3,
        serialTimeCost: 60 * wanted,
        parallelIpCount: 3 * wanted,
        parallelTimeCost: 60,
      },
    };
  },
};

export const modifyInstanceType: Operation = {
  mutating: true,
  known: "[sdk] only to native-cluster, from one shard; [guess] how long, and the status meanwhile",
  handle: (context) => {
    const instance = findInstance(context);
    context.args.oneOf("targetType", ["native-cluster"]);
    const { cacheInstanceType, redisVersion } = instance.properties;
    requireRunning(instance);
    requireNoTask(context, instance);
    if (cacheInstanceType !== "master-slave" || redisVersion === "2.8") {
      throw new ApiError("FAILED_PRECONDITION", `cacheInstance ${instance.id} cannot become a native-cluster`);
    }
    runTask(context, instance, "upgrade", status.changing, { cacheInstanceType: "native-cluster" });
    return done(instance);
  },
};
