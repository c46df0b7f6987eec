import * as pulumi from "@pulumi/pulumi";
import { ExplicitProvider } from "./explicitProvider";

/**
 * What runs when the engine calls, as text: every state file of every user holds it, so it never changes.
 * It names the installed package, and so always runs the installed version's code.
 */
export function providerText(factory: string): string {
  return `exports.handler = () => require("pulumi-cn-cache/dynamic").${factory}();`;
}

export interface ResourceRegistration {
  /** The class name. */
  readonly type: string;
  /** The cloud's name in settings. */
  readonly cloud: string;
  /** The function of `pulumi-cn-cache/dynamic`. */
  readonly factory: string;
  /** Outputs that are there to be read by the program; the constructor lists them for the engine. */
  readonly outputs: readonly string[];
  /** Of these, the ones that are another name for `id`. */
  readonly idOutputs: readonly string[];
  /** Arguments that become secrets even when the program gives them as plain text. */
  readonly secretArguments: readonly string[];
  readonly secretOutputs: readonly string[];
}

/** The type token of a resource class; every state file holds it, so it never changes. */
export function typeToken(type: string): string {
  return `pulumi-nodejs:dynamic/cn-cache:${type}`;
}

/** What the SDK and policy packs tell resources apart by, also across several copies of a package. */
export function hasPulumiType(value: unknown, type: string): value is object {
  return typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type;
}

/** A dynamic resource without a serialized closure: to the engine it is byte for byte the same thing. */
export abstract class CacheResource extends pulumi.CustomResource {
  protected constructor(
    definition: ResourceRegistration,
    name: string,
    args: object,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const type = typeToken(definition.type);
    if (opts.provider instanceof ExplicitProvider) opts.provider.requireConfigured(definition.cloud, definition.type);
    const inputs: Record<string, unknown> = Object.fromEntries(definition.outputs.map((output) => [output, undefined]));
    for (const [key, value] of Object.entries(args)) {
      inputs[key] = definition.secretArguments.includes(key) && value !== undefined ? pulumi.secret(value) : value;
    }
    super(
      type,
      name,
      {
        ...inputs,
        __provider: providerText(definition.factory),
        __urn: withoutDependencies(pulumi.createUrn(name, type, opts.parent)),
        __organization: organization(),
        __timeouts: opts.customTimeouts,
      },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...definition.secretOutputs] }),
    );
    // An update leaves outputs unknown in a preview, but never the id.
    Object.assign(this, Object.fromEntries(definition.idOutputs.map((output) => [output, this.id])));
  }
}

/**
 * An Output made from a parent depends on it, and a dependency on a component is one on all of its children: two
 * siblings would wait for each other. The text alone depends on nothing.
 */
function withoutDependencies<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return (output as unknown as { promise(): Promise<Value> }).promise();
}

/** Unit tests with mocks have none, unless they name one; then the SDK throws. */
function organization(): string | undefined {
  try {
    return pulumi.getOrganization();
  } catch {
    return undefined;
  }
}
