import * as pulumi from "@pulumi/pulumi";
import { ExplicitProvider } from "./explicitProvider";

/**
 * What runs when the engine calls, as text: every state file of every user holds it, so it never changes.
 * It names the installed package, and so always runs the installed version's code.
 */
export function providerText(factory: string): string {
  return `exports.handler = () => require("pulumi-cn-cache/dynamic").${factory}();`;
}

export interface ResourceKind {
  /** The class name. */
  readonly type: string;
  /** The cloud's name in settings. */
  readonly cloud: string;
  /** The function of `pulumi-cn-cache/dynamic`. */
  readonly factory: string;
  /** Outputs that are there to be read by the program; the constructor lists them for the engine. */
  readonly outputs: readonly string[];
  /** Arguments that become secrets even when the program gives them as plain text. */
  readonly secretArguments: readonly string[];
  readonly secretOutputs: readonly string[];
}

/** A dynamic resource without a serialized closure: to the engine it is byte for byte the same thing. */
export abstract class CacheResource extends pulumi.CustomResource {
  protected constructor(kind: ResourceKind, name: string, args: object, opts: pulumi.CustomResourceOptions = {}) {
    const type = `pulumi-nodejs:dynamic/cn-cache:${kind.type}`;
    if (opts.provider instanceof ExplicitProvider) opts.provider.mustServe(kind.cloud, kind.type);
    const inputs: Record<string, unknown> = Object.fromEntries(kind.outputs.map((output) => [output, undefined]));
    for (const [key, value] of Object.entries(args)) {
      inputs[key] = kind.secretArguments.includes(key) && value !== undefined ? pulumi.secret(value) : value;
    }
    super(
      type,
      name,
      {
        ...inputs,
        __provider: providerText(kind.factory),
        __urn: pulumi.createUrn(name, type, opts.parent),
        __organization: pulumi.getOrganization(),
        __timeouts: opts.customTimeouts,
      },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: [...kind.secretOutputs] }),
    );
  }
}
