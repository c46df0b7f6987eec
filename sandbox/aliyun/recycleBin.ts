import { type AliyunInstance, status, vendorTime } from "./instance";
import type { Context } from "./state";

/** How long the bin keeps a pay-as-you-go instance that was released. [doc] "Manage instances in the recycle bin" */
const retentionMs = 7 * 24 * 3_600_000;

/** `Released` for a transition, then in the bin, then gone. */
export function release({ store, world }: Context, instance: AliyunInstance): void {
  const releasedAt = world.now() + world.changeMs;
  store.begin(instance, {
    status: status.released,
    released: true,
    steps: [
      { at: releasedAt, binned: true, set: { DestroyTime: vendorTime(releasedAt) } },
      { at: releasedAt + retentionMs, gone: true },
    ],
  });
}
