import { formatDuration } from "../host/duration";
import { type ObservedInstance, phaseOf } from "../resource/definition";
import { observeAlone } from "./observeNow";
import { NotReadyError, ObservedCounts, pollUntil, type Wait } from "./wait";

/** Waits until the cloud says that there is no such instance. @throws NotReadyError */
export async function untilDeleted(wait: Wait): Promise<void> {
  const { definition } = wait;
  const isGone = (observed: ObservedInstance) =>
    observed.status === definition.traceStatus || phaseOf(definition, observed) === "deleted";
  const counts = new ObservedCounts();
  let wasListed = wait.wasListed ?? false;
  let absences = 0;
  // An instance whose deletion was only just requested still exists. A moment later, all waiters poll together.
  const isDeleted = await pollUntil({ ...wait, isFresh: true }, counts, async (sight) => {
    if (sight.by === "listing" && sight.observed) {
      wasListed = true;
      absences = 0;
      return isGone(sight.observed) ? true : undefined;
    }
    if (sight.by === "listing" && wasListed) {
      absences = sight.isCredible ? absences + 1 : 0;
      return absences >= 2 ? true : undefined;
    }
    const observed = await observeAlone({ ...wait, compared: {} }, sight, counts);
    return observed === undefined || isGone(observed) ? true : undefined;
  });
  if (isDeleted) return;
  const waited = formatDuration(wait.host.clock.now() - counts.started);
  throw new NotReadyError(`not deleted after ${waited}: ${counts}.`, "timeout", undefined);
}
