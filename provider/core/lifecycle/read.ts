import type * as pulumi from "@pulumi/pulumi";
import { means, UserError } from "../calls/errors";
import { type HiddenOutputs, hiddenOutputs } from "../kind/hidden";
import { type Observed, type Outputs, type Phase, phaseOf } from "../kind/kind";
import { driftBeyondRepair, inputsOf, outputsOf, toldIn, writtenIn } from "../kind/properties";
import type { Properties } from "../kind/sanitize";
import { ownMark, parseMark } from "../ownership/ownership";
import { believesAbsence, placeWithAccount } from "../ownership/place";
import type { Operation } from "./operation";

/**
 * The instance as the cloud shows it, for refresh and for `get`. Absent is told to the engine only where that can be
 * believed; the instance is then dropped from the state.
 *
 * @throws UserError  also when `get` names an instance that does not exist: the engine would not notice
 */
export async function read(operation: Operation, id: string, state: Outputs): Promise<pulumi.dynamic.ReadResult> {
  const isKnown = hiddenOutputs(state).__v !== undefined;
  try {
    const props = await look(operation, id, state);
    if (!props && !isKnown) throw operation.problem("there is no such instance.");
    if (!props) return { id: "" };
    await tidyMarks(operation, [id], () => declaredIn(operation, state));
    return { id, props, ...(isKnown ? { inputs: inputsOf(props) } : {}) } as pulumi.dynamic.ReadResult;
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

/** The arguments that the program gave, where the state tells them. */
function declaredIn(operation: Operation, state: Outputs): Outputs {
  const { __inputKeys: names } = hiddenOutputs(state);
  return names ? Object.fromEntries(names.map((name) => [name, state[name]])) : operation.args;
}

/** What the state is to hold of an instance; undefined when there is none, and that can be believed. */
export async function look(operation: Operation, id: string, state: Outputs): Promise<Properties | undefined> {
  const { kind, connection } = operation;
  const before = hiddenOutputs(state);
  operation.id = id;
  const args = declaredIn(operation, state);
  const live: Observed | undefined = await kind.observe(
    connection.api,
    id,
    before.__v === undefined ? undefined : args,
  );
  const phase = live ? phaseOf(kind, live) : "gone";
  if (!live || phase === "gone") {
    await believesAbsence(operation, before.__place);
    return undefined;
  }
  for (const { text } of driftBeyondRepair(kind, args, live)) operation.warn(text);
  return outputsOf(
    kind,
    {
      args,
      hidden: operation.hidden,
      place: await placeWithAccount(operation, before.__place),
      born: bornAs(before.__born, phase),
      written: writtenIn(kind, state),
      told: toldIn(kind, state),
    },
    live,
  );
}

/** Ready once is ready for ever; failed is failed only before that. */
function bornAs(before: HiddenOutputs["__born"] | undefined, phase: Phase): HiddenOutputs["__born"] {
  if (before === "ready" || phase === "ready") return "ready";
  return phase === "failed" ? "failed" : (before ?? "waiting");
}

/** A refresh tells what interrupted runs of this resource have left: its own marks go, other instances are named. */
export async function tidyMarks(
  operation: Operation,
  ids: readonly string[],
  argsOf: (id: string) => Outputs,
): Promise<void> {
  const { kind, runtime, connection } = operation;
  const own = ownMark(operation, "");
  try {
    const marked = (await connection.marked()).filter((found) => {
      const mark = parseMark(found.mark);
      return mark?.urn === own.urn && mark.backend === own.backend;
    });
    const ours = marked.map(({ id }) => id).filter((id) => ids.includes(id));
    if (ours.length > 0) await kind.cloud.marks.remove(connection.api, ours);
    for (const id of ours) await kind.afterMark?.(connection.api, id, argsOf(id));
    for (const found of marked) {
      if (ids.includes(found.id)) continue;
      if (!runtime.sightings.isHeld(found.id) && !found.isDeleting) {
        operation.warn(
          `Instance ${found.id} was begun for this resource by an interrupted run, and the stack does not hold it. If nothing uses it, delete it in the ${kind.cloud.title} console.`,
        );
      }
    }
  } catch (error) {
    // Marks are a help; an account that may not tag can still refresh.
    if (!means(error, "denied", "other", "unsupported")) throw error;
  }
}
