import { isUnexpiredPrepaid } from "../charge";
import { ApiError, failedPrecondition } from "../errors";
import { type JdInstance, status, vendorTime } from "../instance";
import {
  type Context,
  deletedIds,
  done,
  findInstance,
  instanceNotFound,
  isAccessible,
  isBillingBusy,
  type Operation,
  read,
} from "../state";
import { listInstances } from "./read";

/** How long the recycle bin keeps an instance. [guess] */
const retentionMs = 7 * 24 * 3_600_000;

export const deleteCacheInstance: Operation = {
  mutating: true,
  known:
    "[doc] postpaid, or prepaid and expired; running or error; [qa] 409 State and IN PROCESSING; " +
    "[guess] the code for prepaid, and that a deleted instance goes into the recycle bin",
  handle: (context) => {
    const instance = findInstance(context);
    requireDeletable(instance, context);
    const { now, changeMs } = context.world;
    const endsAt = now() + changeMs;
    const set = { softDeletedTime: vendorTime(endsAt), retainExpireTime: vendorTime(endsAt + retentionMs) };
    deletedIds(context.world).set(instance.id, true);
    context.store.begin(instance, {
      status: status.deleting,
      released: true,
      steps: [
        { at: endsAt, set },
        { at: endsAt + retentionMs, isRemoved: true },
      ],
    });
    return done(instance);
  },
};

export const checkDeletable = read({
  known: "[sdk] an empty result when it can be deleted; [guess] otherwise the error that the delete would get",
  result: (instance, context) => {
    requireDeletable(instance, context);
    return {};
  },
});

function requireDeletable(instance: JdInstance, context: Context): void {
  const { id, status: current, properties } = instance;
  if (current === status.deleting) throw new ApiError("IN PROCESSING", `cacheInstance ${id} is deleting`);
  if (current !== status.running && current !== status.error) {
    throw new ApiError("State", `cacheInstance ${id} is ${current}`);
  }
  if (isUnexpiredPrepaid(properties.charge, context.world.now())) {
    throw failedPrecondition(`cacheInstance ${id} is prepaid_by_duration and not expired`);
  }
  if (current === status.running && isBillingBusy(context, instance)) {
    throw new ApiError("State", `the last order of cacheInstance ${id} is still being processed`);
  }
}

export const recycledCacheInstance: Operation = {
  mutating: false,
  known: "[sdk] parameters and answer of the list",
  handle: (context) => listInstances(context, ({ properties }) => properties.softDeletedTime !== null),
};

export const deleteRecycledCacheInstance: Operation = {
  mutating: true,
  known: "[sdk] destroyed for good, billing untouched",
  handle: (context) => {
    context.store.remove(findBinned(context).id);
    return {};
  },
};

export const recoverInstance: Operation = {
  mutating: true,
  known: "[sdk] path; [guess] it runs again at once",
  handle: (context) => {
    const instance = findBinned(context);
    deletedIds(context.world).delete(instance.id);
    context.store.begin(instance, {
      status: status.running,
      released: false,
      set: { softDeletedTime: null, retainExpireTime: null },
      steps: [],
    });
    return done(instance);
  },
};

function findBinned(context: Context): JdInstance {
  const instance = context.store.find(context.id);
  const isFound = instance !== undefined && isAccessible(context, instance);
  if (!isFound || instance.properties.softDeletedTime === null) throw instanceNotFound(context, context.id);
  return instance;
}
