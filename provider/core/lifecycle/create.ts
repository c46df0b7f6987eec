import type { Birth, Born } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import type { Properties } from "../kind/sanitize";
import { ownMark } from "../ownership/ownership";
import { adopt, adoptedId } from "./adopt";
import { converge, type Start } from "./converge";
import { type Obtained, obtain } from "./obtain";
import type { Operation } from "./operation";

/** Makes an instance, or takes over the one that an interrupted run has begun, and brings it to what is wanted. */
export async function create(operation: Operation): Promise<{ id: string; outs: Properties }> {
  const { kind, runtime, hidden } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  const { found, problem } = await obtain({
    operation,
    mark: ownMark(operation, hidden.__birth),
    count: 1,
    isRepeatable: kind.isBirthRepeatable,
    token: () => runtime.nonce(),
    send: async (order) => {
      const { id, outputs } = await give(operation, order);
      return { ids: [id], outputs };
    },
  });
  const [obtained] = found;
  if (!obtained) throw problem;
  const { id } = obtained;
  runtime.farewell.unmark(operation, id);
  return { id, outs: await converge(operation, startOf(operation, obtained)) };
}

/** Of an instance that was just made or taken over. */
export function startOf(operation: Operation, { id, isAdopted, outputs }: Obtained): Start {
  const written = isAdopted ? {} : sentAtBirth(operation);
  return { id, isFresh: !isAdopted, born: "waiting", written, removed: [], told: outputs };
}

async function give(operation: Operation, birth: Omit<Birth, "isReplacement">): Promise<Born> {
  const { kind, connection, args, runtime, urn } = operation;
  const isReplacement = runtime.sightings.replacedBirth(urn) !== undefined;
  const born: string | Born = await kind.birth(connection.api, args, { ...birth, isReplacement });
  return typeof born === "string" ? { id: born, outputs: {} } : born;
}

/**
 * What a creating call has already brought about of the arguments that cannot be read back. Not so of an adopted
 * instance, which may have been begun with another password: it is sent again.
 */
function sentAtBirth({ kind, args }: Operation): Record<string, unknown> {
  return Object.fromEntries(
    rowsOf(kind.plan).flatMap(([name, row]) =>
      row.isSentAtBirth && args[name] !== undefined ? [[name, args[name]]] : [],
    ),
  );
}
