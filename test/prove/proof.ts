import { appendFileSync } from "node:fs";
import type { SandboxInstance } from "../../sandbox";
import { hasPendingTag } from "../contract/fixture";
import type { Run, RunOptions } from "../engine/miniEngine";
import { seeded } from "../engine/world";
import { isLeaking, unclear, withoutSecretProperties } from "./clear";
import { type Command, commands, held, type Proven, type ProvenWorld, repair, resources, run } from "./resources";

/** One trouble at one API call of one command. */
export interface Trouble {
  readonly name: string;
  /** Before anything else in the world. Returns the ids of instances that are somebody else's. */
  readonly prepare?: (world: ProvenWorld) => Promise<readonly string[]>;
  /**
   * The key may not tag. Then an interrupted run may leave an instance for a person to decide on, if a message names it or
   * the order that created it.
   */
  readonly mayLeaveDoubt?: boolean;
  /** The next run begins without a journal, or the answer to a creating call says that it was rejected. */
  readonly isCreationHidden?: boolean;
  /**
   * Without tags, nothing is left that could know of a creating call: neither a journal nor an answer. Only a cloud that repeats
   * the answer to a token leads back to what it has created.
   */
  readonly isForgotten?: boolean;
  /** A write that the cloud has accepted and not carried out, of what nobody can read back. */
  readonly mayLeaveOldPassword?: boolean;
  /** Right before the command. Returns with what the command runs, and what ends the trouble and says whether it was met. */
  readonly begin: (
    world: ProvenWorld,
    call: number,
    foreign: ReadonlySet<string>,
  ) => { readonly options?: RunOptions; readonly end: () => boolean };
}

const { PROVE, SEED, CASE, PROVE_FIGURES } = process.env;
/** 1 for every case, n for every nth; without it, each matrix takes a sample. */
const nth = Number(PROVE ?? 0);
export const isWhole = nth === 1;
export const seed = Number(SEED ?? 20261126);

interface Result {
  readonly failures: readonly string[];
  /** What is left for a person to decide on: a message names it, or nothing could know of it. */
  readonly left?: "named" | "unknown" | undefined;
}

const ordered = /interrupted run ordered \d+ of/;
/** For the shutdown, and for the last attempt of a call. */
const slackMs = 5 * 60_000;

/**
 * Runs the command in a world of its own, with the trouble at the call. Afterwards the same program is run cleanly, at most
 * twice. Returns what does not hold, or undefined where the trouble did not happen.
 */
async function trial(proven: Proven, command: Command, trouble: Trouble, call: number): Promise<Result | undefined> {
  const world = await proven.open();
  const said: string[] = [];
  const leaks = new Set<string>();
  const search = (where: string, what: unknown) => {
    if (isLeaking(JSON.stringify(what))) leaks.add(`a secret in ${where}`);
  };
  const listen = ({ errors, warnings, statuses }: Run) => {
    said.push(...errors, ...warnings);
    search("what was said", [errors, warnings, statuses]);
    search("the journal", [...world.engine.world.journal.findAll()]);
    const { state } = world.engine;
    search(
      "the state",
      state.map((entry) => ({
        ...entry,
        inputs: withoutSecretProperties(entry.inputs),
        outputs: withoutSecretProperties(entry.outputs),
      })),
    );
  };
  world.engine.world.inspect = ({ url, headers }) => search("a URL or header", [url.href, headers]);
  try {
    const foreign = new Set(await trouble.prepare?.(world));
    const neighbours = () => asText(world.owned().filter(({ id }) => foreign.has(id)));
    const before = neighbours();
    if (command.name !== "create") listen(await world.engine.up(world.program("base")));
    const { options, end: isMet } = trouble.begin(world, call, foreign);
    const started = world.clock.now();
    const troubled = await run(world, command, options);
    listen(troubled);
    const tookMs = world.clock.now() - started;
    if (!isMet()) return undefined;
    const again: Command = command.name === "refresh" ? { name: "update", goal: "base" } : command;
    let clean = await run(world, again);
    listen(clean);
    const isUnnoticed = (text: string) => trouble.mayLeaveOldPassword === true && text.startsWith("password is");
    const end = () => {
      const ours = world.owned().filter(({ id }) => !foreign.has(id));
      const { lost, differences } = compare(ours, world, again, said, foreign);
      return {
        lost,
        wrong: [
          ...clean.errors.map((text) => `after two clean runs: ${text}`),
          ...differences.filter((text) => !isUnnoticed(text)),
        ],
        ours,
      };
    };
    if (end().wrong.length + end().lost.length > 0) {
      repair(world.sandbox);
      clean = await run(world, again);
      listen(clean);
    }
    const { lost, wrong, ours } = end();
    if (CASE) {
      const calls = world.sandbox.requests().map(({ action, instanceId = "" }) => `${action} ${instanceId}`);
      process.stderr.write([...said, ...calls, ""].join("\n"));
    }
    search(
      "tags",
      ours.map(({ tags }) => tags),
    );
    const others = notHeld(ours, world);
    const isNamedIn = (text: string) => others.some(({ id }) => text.includes(id));
    const isTold = lost.length === 0 || said.some((text) => text.includes(`of ${proven.type} (`) && ordered.test(text));
    const isExplained = clean.errors.every(isNamedIn) && (clean.errors.length > 0 || wrong.length === 0);
    const isLeft = trouble.mayLeaveDoubt === true && isTold && isExplained;
    const isUnknowable = trouble.mayLeaveDoubt && trouble.isForgotten && !proven.takesToken && wrong.length === 0;
    const isUntagged = others.some((one) => !hasPendingTag(one));
    const { doubt, type, instanceType = type } = proven;
    const types = [type, instanceType];
    const isDoubted =
      trouble.isCreationHidden && doubt && clean.errors.length > 0 && clean.errors.every((text) => doubt.test(text));
    const left = isDoubted || (isUntagged && isLeft) ? "named" : isUntagged && isUnknowable ? "unknown" : undefined;
    const failures = [
      ...leaks,
      ...said.filter((text) => unclear.test(text)).map((text) => `not clear: ${text}`),
      ...troubled.errors
        .filter((text) => !types.some((type) => text.includes(type)))
        .map((text) => `names no resource: ${text}`),
      ...(tookMs > mostMs(proven, command) ? [`took ${tookMs / 60_000} min`] : []),
      ...(left ? [] : [...lost, ...wrong]),
      ...(neighbours() === before ? [] : ["somebody else's instance is not as it was"]),
    ];
    return { failures, left };
  } finally {
    await world.close();
  }
}

/** Without the one field that is the time of the answer. */
const asText = (instances: readonly SandboxInstance[]): string =>
  JSON.stringify(instances, (name, value) => (name === "current_time" ? undefined : value));

function mostMs({ timeoutsMs }: Proven, { name }: Command): number {
  // A batch replaces its members in an update.
  if (name === "replace") return Math.max(timeoutsMs.create + timeoutsMs.delete, timeoutsMs.update) + slackMs;
  const step = name === "destroy" ? "delete" : name === "create" ? "create" : "update";
  return timeoutsMs[step] + slackMs;
}

/** What is not as the program says. An instance that the state does not hold must have been named, or be found by its tag. */
function compare(
  ours: readonly SandboxInstance[],
  world: ProvenWorld,
  { goal }: Command,
  said: readonly string[],
  foreign: ReadonlySet<string>,
) {
  const forgotten = notHeld(ours, world).filter((one) => !hasPendingTag(one) && !isNamed(one, said));
  return {
    lost: forgotten.map(({ id }) => `${id} is in nobody's state, and not named`),
    differences: goal
      ? world.differences(goal, foreign)
      : world.engine.state.map(({ id }) => `the state still holds ${id}`),
  };
}

const isNamed = ({ id }: SandboxInstance, said: readonly string[]) => said.some((text) => text.includes(id));

function notHeld(ours: readonly SandboxInstance[], world: ProvenWorld): SandboxInstance[] {
  const holds = new Set(world.engine.state.flatMap(held));
  return ours.filter(({ id }) => !holds.has(id));
}

const thrown = (error: Error): Result => ({ failures: [`threw ${error.stack}`] });

/** Calls that the command makes without trouble. */
async function callsOf(proven: Proven, command: Command, prepare: Trouble["prepare"]): Promise<number> {
  const world = await proven.open();
  try {
    await prepare?.(world);
    if (command.name !== "create") await world.engine.up(world.program("base"));
    const { apiCalls, errors } = await run(world, command);
    expect(errors).toEqual([]);
    return apiCalls;
  } finally {
    await world.close();
  }
}

/**
 * Every trouble at every API call of every command of every resource. A sample takes each `every`th case, beginning with one
 * that depends on the seed, and so does the whole where `everyOfWhole` is not 1.
 */
export function prove(
  matrix: string,
  troubles: readonly Trouble[],
  every: number,
  { of = resources, everyOfWhole = 1 }: { of?: readonly Proven[]; everyOfWhole?: number } = {},
): void {
  const rows = of.flatMap((proven) =>
    commands
      .filter(({ name }) => name !== "replace" || !proven.isNeverReplaced)
      .map((command) => ({ proven, command })),
  );
  const random = seeded(seed);
  test.each(rows.map((row) => ({ ...row, type: row.proven.type, name: row.command.name, start: random() })))(
    `${matrix} at any API call of $name of $type (seed ${seed})`,
    async ({ proven, command, start }) => {
      const step = CASE ? 1 : nth > 0 ? nth * everyOfWhole : every;
      const calls = await callsOf(proven, command, troubles[0]?.prepare);
      const failures: string[] = [];
      let cases = 0;
      const left = { named: 0, unknown: 0 };
      const cpu = process.cpuUsage();
      for (let index = Math.floor(start * step); index < calls * troubles.length; index += step) {
        const call = 1 + Math.floor(index / troubles.length);
        const trouble = troubles[index % troubles.length] as Trouble;
        const what = `${trouble.name} at call ${call}`;
        if (CASE && CASE !== what) continue;
        const found = await trial(proven, command, trouble, call).catch(thrown);
        if (!found) continue;
        cases++;
        if (found.left) left[found.left]++;
        failures.push(...found.failures.map((text) => `${what}: ${text}`));
      }
      if (PROVE_FIGURES)
        appendFileSync(
          PROVE_FIGURES,
          `${JSON.stringify({ matrix, type: proven.type, command: command.name, calls, cases, ...left, failures: failures.length, cpu: process.cpuUsage(cpu).user / 1e6 })}\n`,
        );
      expect(failures).toEqual([]);
    },
    nth > 0 ? 3600_000 : 120_000,
  );
}
