import * as pulumi from "@pulumi/pulumi";
import type { ConfigReader } from "../client/cloudSettings";
import { printable } from "../host/printable";
import type { LookupAnswers } from "../provider/lookups";
import { readEntry } from "../resource/plainValue";
import type { DeepInput } from "../resource/types";
import { ExplicitProvider, isLater } from "./explicitProvider";
import { secretsAmong } from "./resource";

/** Options of a lookup. */
export interface LookupOptions {
  /** A `CnCacheProvider` whose settings count; those of the stack's configuration and of the environment if left out. */
  readonly provider?: pulumi.ProviderResource | undefined;
  /** A resource whose `CnCacheProvider` counts where `provider` is left out. */
  readonly parent?: pulumi.Resource | undefined;
}

/** Asks the cloud while the program runs, in a preview too. */
export type Lookup<Args, Result> = (
  ...given: Record<never, never> extends Args ? [args?: Args, opts?: LookupOptions] : [args: Args, opts?: LookupOptions]
) => Promise<Result>;

/** The same for arguments that are outputs: asks when all of them are known. */
export type LookupOutput<Args, Result> = (
  ...given: Record<never, never> extends Args
    ? [args?: DeepInput<Args>, opts?: LookupOptions]
    : [args: DeepInput<Args>, opts?: LookupOptions]
) => pulumi.Output<Result>;

/**
 * What a cloud's lookups are answered by; loaded when the first one is asked, so that other programs start without it.
 * @internal
 */
export type LoadAnswers = () => LookupAnswers;

/** A lookup as its Output form calls it, which knows what is secret. */
type Ask = (args?: object | null, opts?: LookupOptions, secretArguments?: readonly string[]) => Promise<unknown>;

/**
 * @internal
 * @throws Error  what was asked, where, and what the cloud said
 */
export function lookup<Args extends object, Result>(name: string, load: LoadAnswers): Lookup<Args, Result> {
  const ask: Ask = async (args, given, secretArguments = []) => {
    const opts = given ?? {};
    requirePlain(name, args);
    if (isMocked()) {
      const provider = providerOf(opts);
      return pulumi.runtime.invoke(`pulumi-cn-cache:index:${name}`, { ...args }, provider ? { provider } : {});
    }
    const config = await configFor(name, opts);
    const { answerInProgram }: typeof import("../provider/lookups") = require("../provider/lookups");
    try {
      return await answerInProgram(load(), { name, given: { ...args }, secretArguments }, config);
    } catch (error) {
      // With a stack, which leads to the line of the program.
      throw new Error(error instanceof Error ? error.message : String(error));
    }
  };
  return ask as Lookup<Args, Result>;
}

/** @internal */
export function lookupOutput<Args extends object, Result>(ask: Lookup<Args, Result>): LookupOutput<Args, Result> {
  return (args?: unknown, opts?: LookupOptions) => {
    const given = pulumi.output(args as object) as pulumi.Output<object | undefined>;
    const found = given.apply(async (known) => (ask as Ask)(known, opts, await secretsOf(args, known)));
    return found as pulumi.Output<Result>;
  };
}

/** Which arguments are secret, or have a secret inside; all of them where nothing tells them apart. */
async function secretsOf(args: unknown, known: object | undefined): Promise<readonly string[]> {
  if (!isLater(args)) return (await secretsAmong(Object.entries(args ?? {}))) ?? [];
  return (await secretsAmong([["", args]])) ? Object.keys(known ?? {}) : [];
}

/**
 * In a unit test with mocks there is no cloud, and the mock of `call` answers. [sdk] The SDK does not export the class of its
 * monitor with mocks; this property holds them.
 */
const isMocked = (): boolean => "mocks" in (pulumi.runtime.getMonitor() ?? {});

/** TypeScript finds it itself. @throws Error  the arguments are no object, or hold what is known only later */
function requirePlain(name: string, args: unknown): void {
  if (args === undefined || args === null) return;
  const later = laterIn(args, []);
  if (later) {
    const what = pulumi.Output.isInstance(later.value) ? "an Output" : "a Promise";
    const where = later.path.length > 0 ? `${printable(later.path.join("."), 200)}: is` : "the arguments are";
    throw new Error(`${name}: ${where} ${what}; call ${name}Output, which takes outputs and promises.`);
  }
  if (typeof args !== "object" || Array.isArray(args))
    throw new Error(
      `${name}: the arguments must be an object, not ${Array.isArray(args) ? "a list" : `a ${typeof args}`}.`,
    );
}

/** No argument is deeper. */
const deepest = 3;

interface Later {
  readonly path: readonly string[];
  readonly value: unknown;
}

function laterIn(value: unknown, path: readonly string[]): Later | undefined {
  if (isLater(value)) return { path, value };
  if (typeof value !== "object" || value === null || path.length > deepest) return undefined;
  for (const key of Object.keys(value)) {
    const found = laterIn(readEntry(value, key).value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** As the SDK finds the provider of a resource; the package of a lookup's token would be another. */
const providerOf = ({ provider, parent }: LookupOptions): pulumi.ProviderResource | undefined =>
  provider ?? parent?.getProvider("pulumi-nodejs::");

/** The settings that count: as for a resource with these options. @throws Error */
async function configFor(name: string, opts: LookupOptions): Promise<ConfigReader> {
  if ((opts.parent ?? undefined) !== undefined && !pulumi.Resource.isInstance(opts.parent))
    throw new Error(`${name}: the option parent must be a resource.`);
  const provider = providerOf(opts);
  if (provider === undefined) return (key) => pulumi.runtime.getConfig(key);
  if (provider instanceof ExplicitProvider) return provider.configReader(name);
  throw new Error(`${name}: the option provider must be a CnCacheProvider.`);
}
