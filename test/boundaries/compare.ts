import { z } from "zod";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { validate } from "../../provider/core/resource/schema";
import type { SandboxInstance } from "../../sandbox";
import type { Args } from "../contract/fixture";
import { testWorld } from "../engine/world";

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

/** The same resource without any validation: everything reaches the cloud. */
function unvalidated<Definition extends AnyResourceDefinition>(definition: Definition): Definition {
  const names = Object.keys(definition.schema.fields);
  return { ...definition, schema: { fields: Object.fromEntries(names.map((name) => [name, z.unknown()])), rules: [] } };
}

/** Shows every program to the validation and, whatever that says, to the cloud; returns where the two disagree. */
export async function disagreements(subject: Subject, cases: readonly Case[]): Promise<Finding[]> {
  const { definition } = subject;
  const world = await testWorld([unvalidated(definition)], { provisionMs: 4 });
  const { engine, sandbox } = world;

  /** Creates all of them at once; of each, what the cloud has in the end. */
  const create = async (programs: readonly Args[]) => {
    sandbox.reset();
    engine.state = [];
    engine.world.journal.forget();
    const named = programs.map((args, at) => ({ type: definition.type, name: `cache${at}`, args: { ...args } }));
    const { errors } = await engine.up(named, { isParallel: true });
    return named.map(({ name }) => {
      const entry = engine.state.find(({ urn }) => urn.endsWith(`::${name}`));
      return {
        isTaken: entry !== undefined && entry.initErrors.length === 0,
        instance: sandbox.instances().find(({ id }) => id === entry?.id),
        text: errors.join("\n"),
      };
    });
  };

  const compare = async (some: readonly Case[]): Promise<(Finding | undefined)[]> => {
    const verdicts = some.map(({ program }) => validate(definition.schema as never, program));
    const created = await create(verdicts.map(({ args }) => args));
    return some.map((each, at) => {
      const { failures, warnings, args } = verdicts[at] as (typeof verdicts)[number];
      const { isTaken, instance, text } = created[at] as (typeof created)[number];
      const finding = (disagreement: Disagreement, reason: string) => ({ ...each, disagreement, text: reason });
      if (failures.length > 0) return isTaken ? finding("strict", failures.join("; ")) : undefined;
      if (!isTaken) return warnings.length > 0 ? undefined : finding("silent", text);
      const differences = subject.differences?.(instance, args) ?? [];
      return differences.length > 0 ? finding("differs", differences.join("; ")) : undefined;
    });
  };

  const findings: Finding[] = [];
  for (const round of roundsOf(cases)) {
    const suspects = (await compare(round)).filter((each) => each !== undefined);
    // Programs of one round may be in each other's way, so each has to disagree alone as well.
    for (const suspect of suspects) findings.push(...(await compare([suspect])).filter((each) => each !== undefined));
  }
  await world.close();
  return findings;
}

/** Rounds with one case of each argument: values of the same argument may exclude each other. */
function roundsOf(cases: readonly Case[]): Case[][] {
  const rounds: Case[][] = [];
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
