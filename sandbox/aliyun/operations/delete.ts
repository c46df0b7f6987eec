import { ApiError } from "../errors";
import { idleStatuses } from "../instance";
import { release } from "../recycleBin";
import { done, findBinned, findInstance, type Operation } from "../state";

export const deleteInstance: Operation = {
  mutating: true,
  known:
    "[doc] Normal, PostPaid, no release protection, then the recycle bin; [tf] codes; [guess] Error, Unavailable and Inactive may be deleted too",
  handle: (context) => {
    const instance = findInstance(context);
    if (instance.properties.ChargeType === "PrePaid") throw new ApiError("InvalidOrderCharge.NotSupport");
    if (instance.properties.InstanceReleaseProtection) throw new ApiError("InstanceReleaseProtection");
    if (!idleStatuses.has(instance.status)) throw new ApiError("IncorrectDBInstanceState");
    release(context, instance);
    return done(instance);
  },
};

export const destroyInstance: Operation = {
  mutating: true,
  known: "[doc] from the recycle bin, with its backups, for good; [guess] code for one that is not in it",
  handle: (context) => {
    context.store.remove(findBinned(context).id);
    return { content: {} };
  },
};
