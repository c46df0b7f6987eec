import { z } from "zod";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { validate } from "../../provider/core/resource/schema";
import type { SandboxInstance } from "../../sandbox";
import type { Args } from "../contract/fixture";
import { type Declared, type Entry, MiniEngine } from "../engine/miniEngine";
import { remember, type TestWorld, testWorld } from "../engine/world";

/** A value of one argument, in a program that is otherwise right. */
export interface Case {
  readonly argument: string;
  readonly value: unknown;
  readonly program: Args;
}

/**
 * silent: the preview says nothing, and the cloud rejects. strict: the preview rejects what the cloud takes. differs: both take it, and
 * the instance is not what the program says.
 */
export type Disagreement = "silent" | "strict" | "differs";

export interface Finding extends Case {
  readonly disagreement: Disagreement;
  readonly text: string;
}

export interface Subject {
  readonly definition: AnyResourceDefinition;
  /** The cloud's name in the sandbox. */
  readonly cloud: string;
  readonly differences?: (instance: SandboxInstance | undefined, args: Args) => readonly string[];
}

/** What the preview says of a program. */
interface Verdict {
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  readonly args: Args;
}

/** What the cloud made of it. */
interface Outcome {
  readonly isTaken: boolean;
  readonly instance: SandboxInstance | undefined;
  readonly text: string;
}

/** A value that never shows is waited for during minutes, so the clock is coarse: nothing here depends on the polls in between. */
const worldOptions = { provisionMs: 4, tickMs: 60_000 };

/** The same resource without any validation: everything reaches the cloud. */
function unvalidated<Definition extends AnyResourceDefinition>(definition: Definition): Definition {
  const names = Object.keys(definition.schema.fields);
  const schema = { fields: Object.fromEntries(names.map((name) => [name, z.unknown()])), rules: [] };
  return { ...definition, schema, editRules: [] };
}

/** Shows every program to the validation and, whatever that says, to the cloud; returns where the two disagree. */
export async function disagreements(subject: Subject, cases: readonly Case[]): Promise<Finding[]> {
  const { definition } = subject;
  const world = await testWorld([unvalidated(definition)], worldOptions);
  const { engine } = world;
  const begin = remember(world);

  /** Creates all of them at once; of each, what the cloud has in the end. */
  const create = async (programs: readonly Args[]) => {
    begin();
    const named = programs.map((args, at) => ({ type: definition.type, name: `cache${at}`, args: { ...args } }));
    const { errors } = await engine.up(named, { isParallel: true });
    return outcomesOf(world, named, errors);
  };

  const findings = await compareAll(subject, cases, async (some) => {
    const verdicts = some.map(({ program }) => validate(definition.schema as never, program) as Verdict);
    const outcomes = await create(verdicts.map(({ args }) => args));
    return some.map((_, at) => ({ verdict: verdicts[at] as Verdict, outcome: outcomes[at] as Outcome }));
  });
  await world.close();
  return findings;
}

/** A value that an instance is changed to. */
export interface UpdateCase extends Case {
  readonly from: Args;
}

/** The same for changes in place, each from an instance that is right. `compared`: how many values of each argument were. */
export async function disagreementsInUpdates(
  subject: Subject,
  cases: readonly UpdateCase[],
): Promise<{ findings: Finding[]; compared: ReadonlyMap<string, number> }> {
  const { definition } = subject;
  const world = await testWorld([unvalidated(definition)], worldOptions);
  const { engine } = world;
  const previews = new MiniEngine({ ...engine.world, definitions: [definition] });
  const declare = (argument: string, args: Args): Declared => ({
    type: definition.type,
    name: argument,
    args: { ...args },
  });

  // One instance for each argument, and everything back to that before each round.
  const starts = new Map(cases.map(({ argument, from }) => [argument, declare(argument, from)]));
  expect((await engine.up([...starts.values()], { isParallel: true })).errors).toEqual([]);
  const { state } = engine;
  const begin = remember(world);
  /** Without the others, which the engine would delete or call the provider for. */
  const stateOf = (some: readonly Case[]) =>
    some.map(({ argument }) => entryOf(state, argument)).filter((entry) => entry !== undefined);

  // What replaces the instance is a creation, and what is the same is no change.
  const isUpdate = async (each: Case) => {
    const { argument, program } = each;
    engine.state = stateOf([each]);
    const { args } = validate(definition.schema as never, program);
    return (await engine.preview([declare(argument, args)])).steps[0] === `update ${argument}`;
  };
  begin();
  const updates: UpdateCase[] = [];
  for (const each of cases) if (await isUpdate(each)) updates.push(each);

  const findings = await compareAll(subject, updates, async (some) => {
    begin();
    const verdicts: Verdict[] = [];
    for (const each of some) {
      const { argument, program } = each;
      previews.state = stateOf([each]);
      const { errors, warnings } = await previews.preview([declare(argument, program)]);
      verdicts.push({ failures: errors, warnings, args: validate(definition.schema as never, program).args });
    }
    const changed = some.map(({ argument }, at) => declare(argument, verdicts[at]?.args ?? {}));
    engine.state = stateOf(some);
    const { errors } = await engine.up(changed, { isParallel: true });
    return outcomesOf(world, changed, errors).map((outcome, at) => ({ verdict: verdicts[at] as Verdict, outcome }));
  });
  await world.close();
  const compared = new Map<string, number>();
  for (const { argument } of updates) compared.set(argument, (compared.get(argument) ?? 0) + 1);
  return { findings, compared };
}

const entryOf = (state: readonly Entry[], name: string) => state.find(({ urn }) => urn.endsWith(`::${name}`));

function outcomesOf(
  { engine, sandbox }: TestWorld,
  declared: readonly Declared[],
  errors: readonly string[],
): Outcome[] {
  const instances = new Map(sandbox.instances().map((instance) => [instance.id, instance]));
  return declared.map(({ name }) => {
    const entry = entryOf(engine.state, name);
    return {
      isTaken: entry !== undefined && entry.initErrors.length === 0,
      instance: instances.get(entry?.id ?? ""),
      text: errors.join("\n"),
    };
  });
}

async function compareAll<Each extends Case>(
  { differences }: Subject,
  cases: readonly Each[],
  tried: (some: readonly Each[]) => Promise<{ readonly verdict: Verdict; readonly outcome: Outcome }[]>,
): Promise<Finding[]> {
  const compare = async (some: readonly Each[]): Promise<[Each, Finding][]> => {
    const all = await tried(some);
    return some.flatMap((each, at) => {
      const { verdict, outcome } = all[at] as (typeof all)[number];
      const { failures, warnings, args } = verdict;
      const { isTaken, instance, text } = outcome;
      const finding = (disagreement: Disagreement, reason: string): [Each, Finding][] => [
        [each, { ...each, disagreement, text: reason }],
      ];
      if (failures.length > 0) return isTaken ? finding("strict", failures.join("; ")) : [];
      if (!isTaken) return warnings.length > 0 ? [] : finding("silent", text);
      const different = differences?.(instance, args) ?? [];
      return different.length > 0 ? finding("differs", different.join("; ")) : [];
    });
  };
  const findings: Finding[] = [];
  for (const round of roundsOf(cases)) {
    // Programs of one round may be in each other's way, so each has to disagree alone as well.
    for (const [suspect] of await compare(round))
      findings.push(...(await compare([suspect])).map(([, found]) => found));
  }
  return findings;
}

/** Rounds with one case of each argument: values of the same argument may exclude each other. */
function roundsOf<Each extends Case>(cases: readonly Each[]): Each[][] {
  const rounds: Each[][] = [];
  const next = new Map<string, number>();
  for (const each of cases) {
    const round = next.get(each.argument) ?? 0;
    next.set(each.argument, round + 1);
    const list = rounds[round] ?? [];
    rounds[round] = list;
    list.push(each);
  }
  return rounds;
}
