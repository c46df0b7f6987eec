import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../client/errors";
import { listsAll, nounOf, type ObservedInstance, type Outputs, type Phase, phaseOf } from "../resource/definition";
import { type InternalState, internalState } from "../resource/internalProperties";
import { type Properties, toProperties } from "../resource/json";
import {
  createOnlyOutputsIn,
  driftBeyondRepair,
  inputsFromState,
  type StateParts,
  stateOf,
  writtenIn,
} from "../resource/state";
import type { Values } from "../resource/types";
import { askList } from "../waiter/observeNow";
import { untilDeleted } from "../waiter/untilDeleted";
import { locationWithAccount, trustNotFound } from "./location";
import type { Operation } from "./operation";
import { waitOf } from "./reconciliation";

/**
 * The instance as the cloud shows it, for refresh and for `get`. The engine is told that it is gone, and drops it from
 * the state, only where "not found" can be trusted.
 *
 * @throws UserError  also when `get` names an instance that does not exist: the engine would not notice
 */
export async function read(operation: Operation, id: string, state: Outputs): Promise<pulumi.dynamic.ReadResult> {
  const isKnown = internalState(state).__v !== undefined;
  try {
    const props = await observeState(operation, id, state);
    if (!props && !isKnown) throw operation.problem(`there is no such ${nounOf(operation.definition)}.`);
    if (!props) return { id: "" };
    return { id, props, ...(isKnown ? { inputs: inputsFromState(props) } : {}) } as pulumi.dynamic.ReadResult;
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

/** The arguments that the program gave, as far as the state tells them. */
function declaredIn(operation: Operation, state: Outputs): Outputs {
  const { __inputKeys: names } = internalState(state);
  return names ? Object.fromEntries(names.map((name) => [name, state[name]])) : operation.args;
}

/** What the state will hold of an instance; undefined when there is none, and that can be trusted. */
export async function observeState(operation: Operation, id: string, state: Outputs): Promise<Properties | undefined> {
  const { definition } = operation;
  const before = internalState(state);
  operation.id = id;
  const args = declaredIn(operation, state);
  // `get` declares nothing, and a refresh reads the same of it as the first lookup.
  const compared = Object.keys(args).length === 0 ? undefined : args;
  const { observed: shown, isListed } = await observeToRefresh(operation, id, before, compared);
  const isGoing = shown !== undefined && shown.status === definition.deletingStatus;
  // An interrupted run, or somebody else, has deleted it. What depends on it has to know before it is gone.
  if (isGoing) await untilDeleted(waitOf(operation, { id, isFresh: false }));
  const isTrace = shown !== undefined && shown.status === definition.traceStatus && before.__readiness !== "pending";
  const observed = isGoing || isTrace ? undefined : shown;
  const phase = observed ? phaseOf(definition, observed) : "deleted";
  if (!observed || phase === "deleted") {
    await trustNotFound(operation, before.__location);
    return undefined;
  }
  for (const { text } of driftBeyondRepair(definition, args, observed)) operation.warn(text);
  const order = definition.openOrder?.(observed);
  if (order) operation.warn(order);
  const parts: StateParts = {
    args,
    internal: operation.internal,
    location: await locationWithAccount(operation, before.__location),
    readiness: readinessOf(before.__readiness, phase),
    written: writtenIn(definition, state),
    createOnlyOutputs: createOnlyOutputsIn(definition, state),
    ordered: before.__ordered,
    changeId: before.__changeId,
  };
  const properties = stateOf(definition, parts, observed);
  if (!isListed) return properties;
  const kept = definition.listing.lacks.filter((name) => state[name] !== undefined);
  return toProperties({ ...properties, ...Object.fromEntries(kept.map((name) => [name, state[name]])) });
}

/** All that are refreshed at the same time are read with few calls, where the list shows what the program declares. */
async function observeToRefresh(
  { definition, connection, deadline }: Operation,
  id: string,
  { __readiness: readiness }: Partial<InternalState>,
  compared: Values | undefined,
): Promise<{ observed: ObservedInstance | undefined; isListed: boolean }> {
  if (compared && readiness === "ready") {
    const listed = await askList(connection.statusPoller, id, deadline);
    if (listed && phaseOf(definition, listed) === "ready" && listsAll(definition, listed, compared))
      return { observed: listed, isListed: true };
  }
  return { observed: await definition.observe(connection.api, id, compared), isListed: false };
}

/** Once ready, always ready; failed only before that. */
function readinessOf(before: InternalState["__readiness"] | undefined, phase: Phase): InternalState["__readiness"] {
  if (before === "ready" || phase === "ready") return "ready";
  return phase === "failed" ? "failed" : (before ?? "pending");
}
