import type { z } from "zod";
import { programWith } from "../contract/arguments";
import { type Args, differences, type Fixture } from "../contract/fixture";
import { type Case, type Disagreement, disagreements, type Finding } from "./compare";
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
  strict(["prepaidDestroy"], "is not sent"),
  { disagreement: "strict", when: ({ value }) => value === "", because: "is not sent, and not what anybody means" },
  {
    disagreement: "strict",
    when: ({ text }) => /, not (text|a number)$/.test(text),
    because: "what is sent follows from the value, so the cloud does not see its type",
  },
  strict(["tags"], "only as many are sent as the cloud takes, and the pending tag is the provider's", ({ text }) =>
    /at most 20|pulumi-cn-cache:/.test(text),
  ),
];

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
