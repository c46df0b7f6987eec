import { type Observed, phaseOf } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { outputsOf, writtenIn } from "../kind/properties";
import type { Properties } from "../kind/sanitize";
import { placeWithAccount } from "../ownership/place";
import type { Operation } from "./operation";

/** The argument that names an existing instance to take under management. */
export const adoptArgument = "adoptInstanceId";

/** The id to adopt; an instance that the state holds already is not adopted again, as when it is being replaced. */
export function adoptedId({ args, runtime }: Operation): string | undefined {
  const id = args[adoptArgument];
  return typeof id === "string" && !runtime.sightings.isHeld(id) ? id : undefined;
}

/**
 * Takes an existing instance under management without changing anything of it.
 * @throws UserError  it is not there, not ready, or not what the program declares: all differences at once
 */
export async function adopt(operation: Operation, id: string): Promise<{ id: string; outs: Properties }> {
  const { kind, connection, args, runtime, urn } = operation;
  operation.id = id;
  const live: Observed | undefined = await kind.observe(connection.api, id, args);
  if (!live)
    throw operation.problem(
      `there is no such instance to adopt. To create one, take ${adoptArgument} out of the program.`,
    );
  if (phaseOf(kind, live) !== "ready")
    throw operation.problem(`cannot be adopted in status ${live.status}.`, "Try again when it is ready.");
  const differences = rowsOf<Observed>(kind.plan).flatMap(([name, row]) => {
    const actual = row.read(live);
    if (actual === undefined || args[name] === undefined || !row.counts(args)) return [];
    if (row.same(actual, args[name])) return [];
    return [
      row.isSecret
        ? `${name} is another one`
        : `${name} is ${JSON.stringify(actual)}, the program says ${JSON.stringify(args[name])}`,
    ];
  });
  if (differences.length > 0) {
    const list = differences.map((difference) => `\n    ${difference}`).join("");
    throw operation.problem(
      `is not what the program declares:${list}`,
      "Adoption changes nothing: declare what is there, and change it afterwards.",
    );
  }
  runtime.sightings.handedOut(urn, [id]);
  const written = writtenIn(kind, args);
  const place = await placeWithAccount(operation, undefined);
  return {
    id,
    outs: outputsOf(kind, { args, hidden: operation.hidden, place, born: "ready", written, told: {} }, live),
  };
}
