import { means } from "../client/errors";
import { listsAll, type ObservedInstance, phaseOf } from "../resource/definition";
import type { Sight, StatusPoller } from "./statusPoller";
import type { ObservedCounts, Wait } from "./wait";

/** Where the list shows a ready instance as completely as a call for it alone would; other phases need explanations. */
export function asShown({ definition, compared = {} }: Wait, listed: ObservedInstance): ObservedInstance | undefined {
  const isReady = definition.listing.lacks.length === 0 && phaseOf(definition, listed) === "ready";
  return isReady && listsAll(definition, listed, compared) ? listed : undefined;
}

/** The instance as it is now, from the list where that shows enough. */
export async function observeNow(wait: Wait): Promise<ObservedInstance | undefined> {
  const { definition, statusPoller, api, id, deadline, compared = {} } = wait;
  const listed = await askList(statusPoller, id, deadline);
  return (listed && asShown(wait, listed)) ?? definition.observe(api, id, compared);
}

export async function observeAlone(
  { definition, api, id, compared = {} }: Wait,
  { by }: Sight,
  counts: ObservedCounts,
): Promise<ObservedInstance | undefined> {
  const observed: ObservedInstance | undefined = await definition.observe(api, id, compared);
  if (by === "nobody") counts.add(observed?.status ?? "not found");
  else if (observed) counts.last = observed.status;
  return observed;
}

/** The instance as the list shows it, with all others that are asked for now; undefined where the list does not help. */
export async function askList(
  statusPoller: StatusPoller,
  id: string,
  deadline: number,
): Promise<ObservedInstance | undefined> {
  try {
    const sight = await statusPoller.poll(id, 0, deadline);
    return sight.by === "listing" ? sight.observed : undefined;
  } catch (error) {
    // An account that may not list can still look at each instance.
    if (means(error, "accessDenied", "unsupported", "other")) return undefined;
    throw error;
  }
}
