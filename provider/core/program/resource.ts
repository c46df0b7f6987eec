import * as pulumi from "@pulumi/pulumi";
import { isExclusive, secretNames } from "../resource/attributes";
import { updateFlag } from "../resource/internalProperties";
import { adoptExistingArgument } from "../resource/part";
import type { AsOutputs, OutputKind } from "../resource/types";
import { ExplicitProvider } from "./explicitProvider";
import { tellOfMissingPackages } from "./missingPackages";
import { warnOfPlainConfig } from "./plainConfig";

/**
 * The code that runs when the engine calls. Every state file holds this text, so it never changes. It names the
 * installed package, and so always runs the installed version.
 */
export function providerText(factory: string): string {
  return `exports.handler = () => require("pulumi-cn-cache/dynamic").${factory}();`;
}

/**
 * Options of a resource. `import` is missing because dynamic resources do not support it; written out, it does not
 * compile. Options that a wrapper passes on still fit, whatever their type has.
 */
export type CacheResourceOptions = Omit<pulumi.CustomResourceOptions, "import">;

/** What a resource class is registered with. */
export interface ResourceRegistration {
  /** The class name. */
  readonly type: string;
  /** The cloud's name in settings. */
  readonly cloud: string;
  /** The function of `pulumi-cn-cache/dynamic`. */
  readonly factory: string;
  /** Every argument; each is an output too. */
  readonly attributes: object;
  /** Every other output. */
  readonly outputs: Readonly<Record<string, OutputKind>>;
}

/** The type token of a resource class; every state file holds it, so it never changes. */
export function typeToken(type: string): string {
  return `pulumi-nodejs:dynamic/cn-cache:${type}`;
}

/** What the SDK and policy packs tell resources apart by, also across several copies of a package. */
export function hasPulumiType(value: unknown, type: string): value is object {
  return typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type;
}

/** A dynamic resource without a serialized closure. To the engine it is byte for byte the same thing. */
export abstract class CacheResource extends pulumi.CustomResource {
  protected constructor(
    { type, cloud, factory, attributes, outputs }: ResourceRegistration,
    name: string,
    args: object | null | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const token = typeToken(type);
    if (opts.import !== undefined) {
      throw new Error(
        `${type} "${name}": the import option does not work with dynamic resources. ${importInstead(attributes)}`,
      );
    }
    if (Object.hasOwn(opts, "id") && !opts.id) {
      throw new Error(`${type} "${name}": get needs the id of an instance.`);
    }
    if (args !== undefined && args !== null && (typeof args !== "object" || pulumi.Output.isInstance(args))) {
      const what = pulumi.Output.isInstance(args) ? "an Output" : `a ${typeof args}`;
      throw new Error(
        `${type} "${name}": the arguments must be an object, not ${what}. Each argument may be an Output.`,
      );
    }
    tellOfMissingPackages();
    if (opts.provider instanceof ExplicitProvider) opts.provider.requireConfigured(cloud, type);
    const secretArguments = secretNames(attributes);
    const given = Object.entries(args ?? {}).map(([key, value]): [string, unknown] => [
      key,
      secretArguments.includes(key) && value !== undefined ? pulumi.secret(value) : value,
    ]);
    const namesOf = (kind: OutputKind) => Object.keys(outputs).filter((output) => outputs[output] === kind);
    const properties = [...Object.keys(outputs), ...Object.keys(attributes)];
    // For each of the outputs, the SDK takes a stack that is only read when it searches for leaked promises; through
    // ts-node's source maps they took half the time of a preview.
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = 0;
      super(
        token,
        name,
        {
          ...Object.fromEntries(properties.map((property) => [property, undefined])),
          ...Object.fromEntries(given),
          __provider: providerText(factory),
          __urn: withoutDependencies(pulumi.createUrn(name, token, opts.parent)),
          __organization: organization(),
          __timeouts: opts.customTimeouts,
          __secretInputs: secretsAmong(given, secretArguments),
          [updateFlag]: pulumi.runtime.isDryRun() ? undefined : true,
        },
        pulumi.mergeOptions(opts, {
          additionalSecretOutputs: [...secretArguments, ...namesOf("secret")],
          // The engine replaces a tainted or targeted resource without asking `diff`.
          ...(isExclusive(attributes, { ...args }) && { deleteBeforeReplace: opts.deleteBeforeReplace ?? true }),
        }),
      );
      for (const property of properties) showAbsentAsUndefined(this, property);
      // An update leaves outputs unknown in a preview, but never the id.
      for (const output of namesOf("id")) Object.assign(this, { [output]: this.id });
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    for (const [key, value] of given) if (secretArguments.includes(key)) warnOfPlainConfig(this, key, value);
  }
}

/**
 * Names the other arguments that the program gives as secrets: the engine makes the output of the same name secret, but not the
 * members of a batch and our messages, which show them too. Of a lookup, the messages only.
 */
export async function secretsAmong(
  given: readonly [string, unknown][],
  known: readonly string[] = [],
): Promise<string[] | undefined> {
  const names = await Promise.all(
    given.map(async ([name, value]) => {
      const mayHoldOutputs = typeof value === "object" && value !== null && !known.includes(name);
      const isSecret = mayHoldOutputs && (await pulumi.isSecret(pulumi.output(value)));
      return isSecret ? [name] : [];
    }),
  );
  return names.flat().length > 0 ? names.flat() : undefined;
}

/** The way that each class offers in place of an import. */
function importInstead(attributes: object): string {
  if (Object.hasOwn(attributes, adoptExistingArgument))
    return `To manage what exists already, declare it with ${adoptExistingArgument}: true.`;
  const argument = Object.keys(attributes).find((name) => /^adopt\w+Id$/.test(name));
  return argument
    ? `To manage what exists already, give its id as ${argument} and declare it as it is.`
    : "This resource cannot take over what exists already.";
}

type CacheResourceConstructor<State> = abstract new (
  registration: ResourceRegistration,
  name: string,
  args: object,
  opts?: CacheResourceOptions,
) => CacheResource & AsOutputs<State>;

/** `CacheResource` with an Output for each property of the state: the constructor makes them from the registration. */
export const cacheResource = <State>() => CacheResource as unknown as CacheResourceConstructor<State>;

/**
 * The Output depends on the parent, and a dependency on a component is one on all of its children: two siblings would
 * wait for each other. The text alone depends on nothing.
 */
function withoutDependencies<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return (output as unknown as { promise(): Promise<Value> }).promise();
}

/**
 * The state holds null for what an instance does not have, because what it leaves out is unknown in later previews.
 * Programs know absence as undefined, as from any other package: only that agrees with `Output<string | undefined>`.
 * Few of the outputs are ever looked at, and a further Output for each would double what a program costs.
 */
function showAbsentAsUndefined(resource: object, property: string): void {
  const { value } = Object.getOwnPropertyDescriptor(resource, property) ?? {};
  const define = (descriptor: PropertyDescriptor) =>
    Object.defineProperty(resource, property, { configurable: true, enumerable: true, ...descriptor });
  define({
    get() {
      const shown = (value as pulumi.Output<unknown>).apply((held) => held ?? undefined);
      define({ value: shown, writable: true });
      return shown;
    },
    set: (other: unknown) => define({ value: other, writable: true }),
  });
}

/** Unit tests with mocks have none, unless they name one; then the SDK throws. */
function organization(): string | undefined {
  try {
    return pulumi.getOrganization();
  } catch {
    return undefined;
  }
}
