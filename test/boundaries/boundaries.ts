import type { z } from "zod";
import { attributeEntries } from "../../provider/core/resource/attributes";
import type { SandboxInstance } from "../../sandbox";
import { programWith } from "../contract/arguments";
import { type Args, differences, type Fixture } from "../contract/fixture";
import {
  type Case,
  type Disagreement,
  disagreements,
  disagreementsInUpdates,
  type Finding,
  type UpdateCase,
} from "./compare";
import { boundaryValues } from "./values";

/** For a thousand programs on a machine that others use as well. */
export const patienceMs = 400_000;

/** Why preview and cloud may disagree about some values. */
export interface Exception {
  /** Names of arguments; none for any. */
  readonly on?: readonly string[];
  readonly disagreement: Disagreement;
  /** Of the values; all where it is left out. */
  readonly when?: (finding: Finding) => boolean;
  readonly because: string;
}

export const strict = (on: readonly string[], because: string, when?: Exception["when"]): Exception => ({
  on,
  disagreement: "strict",
  because,
  ...(when && { when }),
});
export const silent = (on: readonly string[], because: string, when?: Exception["when"]): Exception => ({
  ...strict(on, because, when),
  disagreement: "silent",
});
export const differs = (on: readonly string[], because: string): Exception => ({
  ...strict(on, because),
  disagreement: "differs",
});

export const textOf = ({ value }: Finding): string => JSON.stringify(value);

/** Reasons on every cloud. */
export const everywhere: readonly Exception[] = [
  silent(["adoptInstanceId"], "only the cloud knows which instances exist"),
  strict(["prepaidDestroy", "preflight"], "is not sent"),
  { disagreement: "strict", when: ({ value }) => value === "", because: "is not sent, and what nobody means" },
  {
    disagreement: "strict",
    when: ({ text }) => /, not (text|a number)$/.test(text),
    because: "what is sent follows from the value, so the cloud does not see its type",
  },
  strict(["tags"], "only as many are sent as the cloud takes, and the pending tag is the provider's", ({ text }) =>
    /at most 20|pulumi-cn-cache:/.test(text),
  ),
];

/** Reasons for changes in place. */
export const ofTags = everywhere.filter(({ on }) => on?.includes("tags"));
export const ofEmptyTexts = everywhere.filter(({ because }) => because.includes("nobody means"));

/** The boundary values of every argument, each in the fixture's program for it. */
export function casesOf(fixture: Fixture): Case[] {
  const { fields } = fixture.definition.schema;
  return Object.entries(fixture.arguments).flatMap(([argument, { accepted, change, rejected, warned = [] }]) => {
    const listed = [...rejected, ...warned].map(([value]) => value);
    const samples = [fixture.base[argument], ...accepted, change.from, change.to, ...listed];
    return casesFor(argument, fields as never, samples, (value) => programWith(fixture, argument, value));
  });
}

export function casesFor(
  argument: string,
  fields: Readonly<Record<string, z.ZodType>>,
  samples: readonly unknown[],
  programOf: (value: unknown) => Args,
): Case[] {
  const given = samples.filter((sample) => sample !== undefined);
  return boundaryValues(fields[argument] as z.ZodType, given).map((value) => ({
    argument,
    value,
    program: programOf(value),
  }));
}

export const findingsOf = (fixture: Fixture): Promise<Finding[]> =>
  disagreements(
    {
      definition: fixture.definition,
      cloud: fixture.cloud,
      differences: (instance, args) => differences(fixture, instance, args),
    },
    casesOf(fixture),
  );

/**
 * Every change in place to a boundary value of an argument. Nothing is learnt anew from an argument that cannot change in place.
 */
export async function findingsOfUpdates(fixture: Fixture): Promise<Finding[]> {
  const { definition, cloud } = fixture;
  const inPlace = attributeEntries(definition.attributes).flatMap(([name, { changeMode }]) => {
    const change = fixture.arguments[name]?.change;
    return changeMode === "inPlace" && change?.plans === "update" ? [{ name, change }] : [];
  });
  const cases = casesOf(fixture).flatMap((each): UpdateCase[] => {
    const start = inPlace.find(({ name }) => name === each.argument);
    return start ? [{ ...each, from: programWith(fixture, start.name, start.change.from) }] : [];
  });
  const subject = {
    ...{ definition, cloud },
    differences: (instance: SandboxInstance | undefined, args: Args) => differences(fixture, instance, args),
  };
  const { findings, compared } = await disagreementsInUpdates(subject, cases);
  expect(inPlace.map(({ name }) => name).filter((name) => !compared.has(name))).toEqual([]);
  return findings;
}

const explains = ({ on, disagreement, when = () => true }: Exception, finding: Finding): boolean =>
  disagreement === finding.disagreement && (on?.includes(finding.argument) ?? true) && when(finding);

/** Fails with every disagreement that has no reason, and with every reason that nothing needs. */
export function expectExplained(findings: readonly Finding[], exceptions: readonly Exception[]): void {
  const unexplained = findings.filter((finding) => !exceptions.some((each) => explains(each, finding)));
  const unused = exceptions.filter((each) => !findings.some((finding) => explains(each, finding)));
  expect({
    unexplained: unexplained.map(
      (finding) => `${finding.disagreement} ${finding.argument} ${textOf(finding)}: ${finding.text}`,
    ),
    unused: unused.map(({ on, because }) => `${on}: ${because}`),
  }).toEqual({ unexplained: [], unused: [] });
}
