import { messageOf, UserError } from "./core/client/errors";
import { noEngine } from "./core/host/engine";
import { type Check, checkCloud } from "./core/provider/cloudChecks";
import { oneOfEachCloud } from "./core/provider/factory";
import type { AnyInstanceDefinition } from "./core/resource/definition";
import { didYouMean } from "./core/resource/didYouMean";
import { createSession } from "./core/session/session";
import { definitions } from "./definitions";
import { stackConfig } from "./pulumiCli";

/** What `doctor` is asked. */
export interface DoctorQuestion {
  /** One cloud only. */
  readonly cloud?: string | undefined;
  /** The stack whose configuration counts; the selected one if left out. */
  readonly stack?: string | undefined;
  /** In place of the configured one. */
  readonly region?: string | undefined;
}

/** The checks of one cloud, or of what all have in common. */
export interface Diagnosis {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** The definition of a cloud's single instance. @throws UserError  there is no such cloud */
export function definitionOf(cloud: string): AnyInstanceDefinition {
  const all = oneOfEachCloud(definitions);
  const found = all.find((each) => each.cloud.name === cloud);
  if (found) return found;
  const names = all.map((each) => each.cloud.name);
  throw new UserError(`there is no cloud "${cloud}"${didYouMean(cloud, names)}; there are ${names.join(", ")}`);
}

/** Whether programs could work with the clouds from here. @throws UserError  no such cloud or stack */
export async function diagnoseClouds({ cloud, stack, region }: DoctorQuestion): Promise<Diagnosis[]> {
  const asked = cloud === undefined ? oneOfEachCloud(definitions) : [definitionOf(cloud)];
  const { config, check } = configOf(stack);
  const diagnose = async (isNeeded: boolean) => {
    // A session of its own for each round: what one has learnt of a clock must not hide it from the other.
    const session = createSession({ engine: noEngine });
    const all = asked.map(async (definition): Promise<Diagnosis> => {
      const checks = await checkCloud(definition, session, (key) => config[key], { region, isNeeded });
      return { title: `${definition.cloud.title} (${definition.cloud.name})`, checks };
    });
    return Promise.all(all);
  };
  const found = await diagnose(cloud !== undefined);
  const isNoneSetUp = found.every(({ checks }) => checks.every(({ status }) => status === "unused"));
  return [{ title: "Configuration", checks: [check] }, ...(isNoneSetUp ? await diagnose(true) : found)];
}

/** The configuration of a stack, where the CLI can tell it. @throws UserError  it cannot, and a stack was named */
export function configOf(stack: string | undefined): { config: ReturnType<typeof stackConfig>; check: Check } {
  const name = "stack";
  try {
    const config = stackConfig(stack);
    return {
      config,
      check: { name, status: "ok", found: `${stack ?? "the selected one"}; its configuration counts first` },
    };
  } catch (error) {
    if (stack !== undefined) throw error;
    const advice = "Only the environment and profile files count here.";
    return { config: {}, check: { name, status: "warning", found: messageOf(error), advice } };
  }
}
