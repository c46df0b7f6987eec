import { messageOf, UserError } from "../client/errors";
import { nounOf } from "../resource/definition";
import { type InternalState, internalState } from "../resource/internalProperties";
import { toProperties } from "../resource/json";
import { isPart } from "../resource/part";
import { stateOf } from "../resource/state";
import { NotReadyError } from "../waiter/wait";
import { doubtOf } from "./location";
import { PartialCreateError } from "./operation";
import { NotOursError } from "./order";
import type { Reconciliation } from "./reconciliation";

/** What a failure is to the engine: where the instance exists, it learns its id and what is known of it. */
export async function failureOf(work: Reconciliation, error: unknown): Promise<unknown> {
  return error instanceof NotOursError ? error : partialCreate(work, await trusted(work, error));
}

/** "Not found" ends a wait only where it can be trusted; elsewhere the reason is the location. */
async function trusted({ operation, start }: Reconciliation, error: unknown): Promise<unknown> {
  if (!(error instanceof NotReadyError) || error.phase !== "deleted") return error;
  const doubt = await doubtOf(operation, internalState(start.previous ?? {}).__location);
  return doubt ? new UserError(`${doubt.what} ${doubt.next}`) : error;
}

function partialCreate(work: Reconciliation, error: unknown): PartialCreateError {
  const { operation, start } = work;
  const { definition, internal } = operation;
  const { phase, observed = work.observed } = error instanceof NotReadyError ? error : {};
  // What lives in an instance has no tag that could lead back to it, so a replacement looks for it and then makes another.
  const isLost = phase === "failed" || (isPart(definition) && (phase === "unseen" || phase === "deleted"));
  const readiness = phase === undefined || work.readiness === "ready" ? work.readiness : isLost ? "failed" : "pending";
  const properties =
    observed || !start.previous
      ? stateOf(definition, { ...work.stateParts, readiness, ending: start.removed }, observed)
      : toProperties({ ...start.previous, ...internal, __readiness: readiness });
  const reason = operation.problem(error, nextStep(error, readiness, nounOf(definition))).message;
  return new PartialCreateError(start.id, properties, [reason], phase === "deleted", phase === "unseen");
}

function nextStep(error: unknown, readiness: InternalState["__readiness"], noun: string): string {
  if (!(error instanceof NotReadyError)) {
    return error instanceof UserError || messageOf(error).includes("pulumi up")
      ? `The ${noun} exists and is in the stack.`
      : `The ${noun} exists and is in the stack; \`pulumi up\` continues from here.`;
  }
  if (readiness === "failed")
    return "It never became ready and is in the stack: `pulumi up` replaces it, `pulumi destroy` removes it.";
  switch (error.phase) {
    case "timeout":
      return `The ${noun} exists and is in the stack. Run \`pulumi up\` to continue waiting, or raise customTimeouts.`;
    case "failed":
      return "It is in the stack. Only the cloud's support or console can recover it; run `pulumi up` afterwards.";
    case "unseen":
      return "It is in the stack: `pulumi up` looks for it again. Look for it in the cloud's console; if it is not there, `pulumi refresh` removes it from the stack.";
    case "stopped":
      if (error.isExplained) return "It is in the stack.";
      return "It is in the stack, but waiting will not make it ready: check the cloud's console (expired, overdue or disabled), then run `pulumi up`.";
    default:
      return "Run `pulumi refresh` to remove it from the stack, then `pulumi up` to create another.";
  }
}
