import * as pulumi from "@pulumi/pulumi";
import { didYouMean } from "../core/resource/didYouMean";
import { aliyun } from "./aliyun";
import type { CacheArgs, CacheCloud, CacheNetwork } from "./args";
import { huawei } from "./huawei";
import { jd } from "./jd";
import type { CloudMapping } from "./mapping";
import { type Checked, type Choice, choose, type Shape } from "./offers";
import { whenKnown } from "./whenKnown";

const mappings: Readonly<Record<CacheCloud, CloudMapping>> = { aliyun, huawei, jd };

const argumentNames = Object.keys({
  cloud: true,
  memoryGb: true,
  engineVersion: true,
  ha: true,
  shards: true,
  network: true,
  region: true,
  instanceName: true,
  password: true,
  passwordVersion: true,
  allowFrom: true,
  tags: true,
  transform: true,
} satisfies Record<keyof CacheArgs, true>);

/** TypeScript finds these itself; a program in JavaScript would get a cache without what it asks for. */
function nameProblems(args: CacheArgs): string[] {
  return Object.keys(args)
    .filter((name) => !argumentNames.includes(name))
    .map((name) => `${name}: no such argument${didYouMean(name, argumentNames)}`);
}

function cloudProblem(cloud: unknown): string {
  const clouds = Object.keys(mappings);
  if (pulumi.Output.isInstance(cloud) || cloud instanceof Promise)
    return "cloud: must be known when the program runs, because it decides which resource there is; take it from the configuration";
  const meant = typeof cloud === "string" ? didYouMean(cloud, clouds) : "";
  return `cloud: must be ${clouds.map((each) => `"${each}"`).join(" or ")}${meant}`;
}

function networkProblems(
  { requires, hasSecurityGroups, title }: Pick<CloudMapping, "requires" | "hasSecurityGroups" | "title">,
  network: CacheNetwork | undefined,
): string[] {
  const missing = requires.filter((name) => network?.[name] === undefined);
  return [
    ...missing.map((name) => `network.${name}: must be given`),
    ...(network?.securityGroupId !== undefined && !hasSecurityGroups
      ? [`network.securityGroupId: ${title} has no security groups for Redis; name the addresses in allowFrom instead`]
      : []),
  ];
}

function checkZones({ zones, ha = true }: { zones: string[]; ha: boolean | undefined }): Checked<string[]> {
  if (!ha && zones.length !== 1) return { problems: ["network.zones: must be one zone with ha: false"] };
  return zones.length === 1 || zones.length === 2
    ? { value: zones }
    : { problems: ["network.zones: must be one zone or two"] };
}

/** What is asked for, with the size as its cloud sells it. */
export interface CheckedArgs {
  readonly mapping: CloudMapping;
  readonly choice: Choice<unknown> | pulumi.Output<Choice<unknown>>;
  readonly network: CacheNetwork | undefined;
}

/**
 * Finds all problems of what is known now at once; what is an output is checked as soon as it is known.
 * @throws RunError  ends the program with this text and without a stack
 */
export function checkArgs(name: string, args: CacheArgs): CheckedArgs {
  const { cloud, memoryGb, engineVersion, ha, shards, network } = args;
  const mapping = Object.hasOwn(mappings, cloud) ? mappings[cloud] : undefined;
  const fail = (problems: readonly string[]): never => {
    const title = `Cache "${name}"${mapping ? ` on ${mapping.title}` : ""}:`;
    const error = new pulumi.RunError([title, ...problems].join("\n  "));
    // The CLI shows no stack, but has Node format it, and Node 20.20 never ends with frames like node_modules/@pulumi/output.ts.
    error.stack = error.message;
    throw error;
  };
  const orFail = <Value>(checked: Checked<Value>): Value =>
    "problems" in checked ? fail(checked.problems) : checked.value;
  if (!mapping) return fail([...nameProblems(args), cloudProblem(cloud)]);

  const choice = whenKnown({ memoryGb, engineVersion, ha, shards }, (shape: Shape) => choose(mapping.offers, shape));
  const zones = network?.zones && whenKnown({ zones: network.zones, ha }, checkZones);
  const problems = [
    ...nameProblems(args),
    ...networkProblems(mapping, network),
    ...[choice, zones].flatMap((checked) => (checked && "problems" in checked ? (checked.problems as string[]) : [])),
  ];
  if (problems.length > 0) fail(problems);
  return {
    mapping,
    choice: whenKnown(choice, orFail<Choice<unknown>>),
    network: network && { ...network, zones: zones && whenKnown(zones, orFail<string[]>) },
  };
}
