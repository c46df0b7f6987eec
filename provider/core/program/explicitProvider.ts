import * as pulumi from "@pulumi/pulumi";
import { configuredCloudsKey, whyNotConfigured } from "../client/configuredClouds";

const secretSettings = /secret|token/i;

/** Settings for some resources, besides those of the stack configuration: a provider of the dynamic package. */
export abstract class ExplicitProvider extends pulumi.ProviderResource {
  /** @internal */
  static readonly __pulumiType = "pulumi:providers:pulumi-nodejs";

  private readonly configuredClouds: readonly string[];

  protected constructor(
    name: string,
    settings: Readonly<Record<string, object | undefined>>,
    opts?: pulumi.ResourceOptions,
  ) {
    const configured = Object.keys(settings).filter((cloud) => settings[cloud] !== undefined);
    const inputs: Record<string, unknown> = { [configuredCloudsKey]: configured.join(",") };
    for (const cloud of configured) {
      for (const [key, value] of Object.entries(settings[cloud] as object)) {
        inputs[`${cloud}:${key}`] = secretSettings.test(key) && value !== undefined ? pulumi.secret(value) : value;
      }
    }
    super("pulumi-nodejs", name, inputs, opts);
    this.configuredClouds = configured;
  }

  /** @internal @throws Error  the provider has no settings of the resource's cloud */
  requireConfigured(cloud: string, type: string): void {
    const message = whyNotConfigured(this.configuredClouds, cloud);
    if (message) throw new Error(`${type}: ${message}`);
  }
}
