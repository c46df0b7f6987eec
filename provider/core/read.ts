import type * as pulumi from "@pulumi/pulumi";
import { means, UserError } from "./errors";
import { type HiddenOutputs, hiddenOutputs } from "./hidden";
import { type Observed, type Outputs, type Phase, phaseOf } from "./kind";
import type { Operation } from "./operation";
import { backendHash, parseMark, urnHash } from "./ownership";
import { believesAbsence, placeWithAccount } from "./place";
import { rowsOf } from "./plan";
import { driftBeyondRepair, inputsOf, outputsOf, toldIn } from "./properties";

/**
 * The instance as the cloud shows it, for refresh and for `get`. Absent is told to the engine only where that can be
 * believed; the instance is then dropped from the state.
 *
 * @throws UserError  also when `get` names an instance that does not exist: the engine would not notice
 */
export async function read(operation: Operation, id: string, state: Outputs): Promise<pulumi.dynamic.ReadResult> {
  const { kind, connection } = operation;
  const before = hiddenOutputs(state);
  operation.id = id;
  const args = before.__inputKeys
    ? Object.fromEntries(before.__inputKeys.map((name) => [name, state[name]]))
    : operation.args;
  try {
    const live: Observed | undefined = await kind.observe(connection.api, id, args);
    if (!live || phaseOf(kind, live) === "gone") {
      if (before.__v === undefined) throw operation.problem("there is no such instance.");
      await believesAbsence(operation, before.__place);
      return { id: "" };
    }
    await tidyMarks(operation, id, args);
    const phase = phaseOf(kind, live);
    const props = outputsOf(
      kind,
      {
        args,
        hidden: operation.hidden,
        place: await placeWithAccount(operation, before.__place),
        born: bornAs(before.__born, phase),
        written: Object.fromEntries(
          rowsOf(kind.plan).flatMap(([name, row]) => (row.isWriteOnly ? [[name, state[name]]] : [])),
        ),
        told: toldIn(kind, state),
      },
      live,
    );
    for (const { text } of driftBeyondRepair(kind, args, live)) operation.warn(text);
    return { id, props, ...(before.__v === undefined ? {} : { inputs: inputsOf(props) }) } as pulumi.dynamic.ReadResult;
  } catch (error) {
    throw error instanceof UserError ? error : operation.problem(error);
  }
}

/** Ready once is ready for ever; failed is failed only before that. */
function bornAs(before: HiddenOutputs["__born"] | undefined, phase: Phase): HiddenOutputs["__born"] {
  if (before === "ready" || phase === "ready") return "ready";
  return phase === "failed" ? "failed" : (before ?? "waiting");
}

/** A refresh tells what interrupted runs of this resource have left: its own mark goes, other instances are named. */
async function tidyMarks(operation: Operation, id: string, args: Outputs): Promise<void> {
  const { kind, runtime, connection, hidden, urn } = operation;
  const backend = backendHash(runtime.env, runtime.cwd, hidden.__organization ?? "");
  try {
    for (const found of await connection.marked()) {
      const mark = parseMark(found.mark);
      if (mark?.urn !== urnHash(urn) || mark.backend !== backend) continue;
      if (found.id === id) {
        await kind.cloud.marks.remove(connection.api, [id]);
        await kind.afterMark?.(connection.api, id, args);
      } else if (!runtime.sightings.isHeld(found.id) && !found.isDeleting) {
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
