import { isUnexpiredPrepaid } from "../charge";
import { ApiError } from "../errors";
import { type JdInstance, status, vendorTime } from "../instance";
import {
  type Context,
  deletedIds,
  done,
  findInstance,
  gone,
  isBillingBusy,
  isBinned,
  isOurs,
  type Operation,
} from "../state";
import { listed } from "./read";

/** How long the bin keeps what lies in it. [guess] */
const retentionMs = 7 * 24 * 3_600_000;

export const deleteCacheInstance: Operation = {
  mutating: true,
  known:
    "[doc] postpaid, or prepaid and expired; running or error; [qa] 409 State and IN PROCESSING; " +
    "[guess] the code for prepaid, and that what is deleted goes into the recycle bin",
  handle: (context) => {
    const instance = findInstance(context);
    checkRemovable(context, instance);
    const { now, changeMs } = context.world;
    const endsAt = now() + changeMs;
    const set = {
      softDeletedTime: vendorTime(endsAt),
      retainExpireTime: vendorTime(endsAt + retentionMs),
    };
    deletedIds(context.world).set(instance.id, true);
    context.store.begin(instance, {
      status: status.deleting,
      released: true,
      steps: [
        { at: endsAt, set },
        { at: endsAt + retentionMs, gone: true },
      ],
    });
    return done(instance);
  },
};

export const checkDeletable: Operation = {
  mutating: false,
  known: "[sdk] an empty result when it can be deleted; [guess] otherwise the refusal that the delete would get",
  handle: (context) => {
    checkRemovable(context, findInstance(context));
    return { result: {} };
  },
};

function checkRemovable(context: Context, instance: JdInstance): void {
  const { id, status: now, properties } = instance;
  if (now === status.deleting) throw new ApiError("IN PROCESSING", `cacheInstance ${id} is deleting`);
  if (now !== status.running && now !== status.error) throw new ApiError("State", `cacheInstance ${id} is ${now}`);
  if (isUnexpiredPrepaid(properties.charge, context.world.now())) {
    throw new ApiError("FAILED_PRECONDITION", `cacheInstance ${id} is prepaid_by_duration and not expired`);
  }
  if (now === status.running && isBillingBusy(context, instance)) {
    throw new ApiError("State", `the last order of cacheInstance ${id} is still being processed`);
  }
}

export const recycledCacheInstance: Operation = {
  mutating: false,
  known: "[sdk] asked and answered as the list",
  handle: (context) => listed(context, ({ properties }) => properties.softDeletedTime !== null),
};

export const deleteRecycledCacheInstance: Operation = {
  mutating: true,
  known: "[sdk] gone for good, billing untouched",
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
  const isThere = instance !== undefined && isOurs(context, instance);
  if (!isThere || (!isBinned(instance) && instance.properties.softDeletedTime === null))
    throw gone(context, context.id);
  return instance;
}
