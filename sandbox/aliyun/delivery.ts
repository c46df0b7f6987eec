import type { World } from "../core/cloud";
import { type AliyunInstance, type AliyunStore, monthsAfter, status } from "./instance";

/** An instance that is ordered; its life begins with the delivery. */
export interface Draft {
  readonly instance: AliyunInstance;
  /** 0 for pay-as-you-go. */
  readonly months: number;
  /** It comes from the recycle bin. */
  readonly isRestored: boolean;
}

/** The draft becomes an instance that is `Creating`, and `Normal` when the time for it has passed. */
export function deliver(world: World, store: AliyunStore, { instance, months, isRestored }: Draft): AliyunInstance {
  const now = world.now();
  return store.add({
    ...instance,
    createdAt: isRestored ? instance.createdAt : now,
    status: status.creating,
    properties: { ...instance.properties, EndTime: months === 0 ? "" : monthsAfter(now, months) },
    steps: [{ at: now + world.provisionMs, status: status.normal, set: { IsOrderCompleted: true } }],
  });
}
