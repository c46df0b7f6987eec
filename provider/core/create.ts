import { adopt, adoptedId } from "./adopt";
import type { Marked } from "./cloud";
import { converge, type Start } from "./converge";
import { CloudError, isUnknownCaller, means, messageOf, NoAnswerError, UserError } from "./errors";
import type { Attempt } from "./journal";
import type { Birth, Born, Outputs } from "./kind";
import type { Operation } from "./operation";
import { backendHash, claim, formatMark, type Mark, pendingTag, urnHash } from "./ownership";
import { rowsOf } from "./plan";
import type { Properties } from "./sanitize";

/** How long an instance of ours is looked for after a creating call whose answer was lost. */
const searchMs = 90_000;
/** So long a creating call that nobody saw answered may still take effect, where no token makes it harmless. */
const lateEffectMs = 5 * 60_000;

/** Makes an instance, or takes over the one that an interrupted run has begun, and brings it to what is wanted. */
export async function create(operation: Operation): Promise<{ id: string; outs: Properties }> {
  const { runtime, hidden, urn } = operation;
  const adopted = adoptedId(operation);
  if (adopted) return adopt(operation, adopted);
  const mark: Mark = {
    urn: urnHash(urn),
    backend: backendHash(runtime.env, runtime.cwd, hidden.__organization ?? ""),
    birth: hidden.__birth,
  };
  const id = (await unfinished(operation, mark)) ?? (await birth(operation, mark));
  runtime.sightings.handedOut(urn, [id.value]);
  runtime.farewell.unmark(operation, id.value);
  const outs = await converge(operation, {
    id: id.value,
    isFresh: !id.isAdopted,
    born: "waiting",
    // An adopted instance may have been begun with another password: what cannot be read is sent again.
    written: id.isAdopted ? {} : sentAtBirth(operation),
    removed: [],
    told: id.outputs ?? {},
  } satisfies Start);
  return { id: id.value, outs };
}

interface Found {
  readonly value: string;
  readonly isAdopted: boolean;
  readonly outputs?: Outputs;
}

/**
 * Looks for an instance that an interrupted run of this very resource has begun.
 * @throws UserError  one is there, but too old to be taken over without asking
 */
async function unfinished(operation: Operation, mark: Mark): Promise<Found | undefined> {
  const { kind, runtime } = operation;
  let marked: readonly Marked[];
  try {
    marked = await operation.connection.marked();
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (isUnknownCaller(error)) throw operation.problem(error, "Nothing was created.");
    operation.warn(`Could not look for instances of interrupted runs, because tags cannot be listed: ${error.message}`);
    return undefined;
  }
  let ours: Marked | undefined;
  for (const found of marked) {
    switch (claim(found, mark, runtime.sightings, runtime.clock.now())) {
      case "ours":
        ours ??= found;
        break;
      case "oursButOld":
        throw operation.problem(
          `an interrupted run began instance ${found.id} for this resource more than a day ago.`,
          `To keep it, take its tag ${pendingTag} off and set adoptInstanceId: "${found.id}". Else delete it in the ${kind.cloud.title} console. Then run \`pulumi up\` again.`,
        );
      case "notOurs":
        if (!runtime.sightings.isHeld(found.id)) {
          operation.warn(
            `Instance ${found.id} was begun by another run of a resource of this name and is not touched. If nothing uses it, delete it in the ${kind.cloud.title} console; if it is in use, take its tag ${pendingTag} off.`,
          );
        }
    }
  }
  if (!ours) return undefined;
  operation.warn(
    `Goes on with instance ${ours.id}, which an interrupted run has begun. If the CLI goes on warning of an interrupted operation, run \`pulumi refresh --clear-pending-creates\`.`,
  );
  return { value: ours.id, isAdopted: true };
}

/** Makes the creating call. @throws CloudError, NoAnswerError, UserError  nothing was created that is not in a mark's reach */
async function birth(operation: Operation, mark: Mark): Promise<Found> {
  const { kind, runtime } = operation;
  const text = formatMark(mark);
  const earlier = runtime.journal.find(text);
  const attempt = earlier ?? { token: runtime.nonce(), startedAt: runtime.clock.now() };
  if (earlier && !kind.isBirthRepeatable && runtime.clock.now() - earlier.startedAt < lateEffectMs) {
    const late = await searchFor(operation, mark, earlier.startedAt + lateEffectMs);
    if (late) return late;
  }
  runtime.journal.begin(text, attempt);
  try {
    const born = await give(operation, { mark: text, token: attempt.token }).catch((error: unknown) => {
      if (!means(error, "denied") || isUnknownCaller(error)) throw error;
      return birthWithoutMark(operation, attempt, error);
    });
    const { id } = born;
    runtime.journal.end(text);
    if (runtime.sightings.isHeld(id)) {
      throw new UserError(`the cloud answered with instance ${id}, which another entry of the stack holds.`);
    }
    return { value: id, isAdopted: false, outputs: born.outputs };
  } catch (error) {
    const isLost = error instanceof NoAnswerError || means(error, "transient", "mismatch");
    if (!isLost) {
      runtime.journal.end(text);
      throw operation.problem(error, "Nothing was created.");
    }
    const found = await searchFor(operation, mark, runtime.clock.now() + searchMs);
    if (found) return found;
    // The token was answered for other arguments, and what it made is gone: kept, it would be refused again and again.
    if (means(error, "mismatch")) runtime.journal.end(text);
    throw operation.problem(
      `${messageOf(error)} Whether an instance was created is not known; none with this resource's mark was found.`,
      "Run `pulumi up` again: it looks for the instance before it creates another.",
    );
  }
}

async function give(operation: Operation, birth: Omit<Birth, "isReplacement">): Promise<Born> {
  const { kind, connection, args, runtime, urn } = operation;
  const isReplacement = runtime.sightings.replacedBirth(urn) !== undefined;
  const born: string | Born = await kind.birth(connection.api, args, { ...birth, isReplacement });
  return typeof born === "string" ? { id: born, outputs: {} } : born;
}

/**
 * The refusal may be about the tag that is the mark. Without a mark an interrupted run's instance cannot be found again.
 * @throws the first refusal, when that was not it
 */
async function birthWithoutMark(operation: Operation, { token }: Attempt, refusal: CloudError): Promise<Born> {
  try {
    const born = await give(operation, { mark: undefined, token: `${token}-untagged` });
    operation.warn(
      `These credentials may not tag, so instance ${born.id} bears no mark: should this run be interrupted, the next one cannot find it. ${refusal.message}`,
    );
    return born;
  } catch (error) {
    throw means(error, "denied") ? refusal : error;
  }
}

/** Looks for the instance behind a lost answer until it shows or the time is over. */
async function searchFor(operation: Operation, mark: Mark, until: number): Promise<Found | undefined> {
  const { runtime, kind, connection, urn } = operation;
  const { clock } = runtime;
  for (let delay = 1000; ; delay = Math.min(delay * 2, 10_000)) {
    const marked = await kind.cloud.marks.list(connection.api).catch(() => []);
    const ours = marked.find((found) => claim(found, mark, runtime.sightings, clock.now()) === "ours");
    if (ours) {
      runtime.journal.end(formatMark(mark));
      return { value: ours.id, isAdopted: true };
    }
    if (clock.now() + delay >= Math.min(until, operation.deadline)) return undefined;
    runtime.engine.status(urn, "looking for the instance behind a lost answer");
    await clock.sleep(delay);
  }
}

function sentAtBirth({ kind, args }: Operation): Record<string, unknown> {
  return Object.fromEntries(
    rowsOf(kind.plan).flatMap(([name, row]) =>
      row.isSentAtBirth && args[name] !== undefined ? [[name, args[name]]] : [],
    ),
  );
}
