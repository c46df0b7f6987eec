import * as pulumi from "@pulumi/pulumi";
import { notServed, servesKey } from "../calls/serves";

const secretSettings = /secret|token/i;

/** Settings for some resources, beside those of the stack configuration: a provider of the dynamic package. */
export abstract class ExplicitProvider extends pulumi.ProviderResource {
  /** @internal */
  static readonly __pulumiType = "pulumi:providers:pulumi-nodejs";

  private readonly serves: readonly string[];

  protected constructor(
    name: string,
    settings: Readonly<Record<string, object | undefined>>,
    opts?: pulumi.ResourceOptions,
  ) {
    const serves = Object.keys(settings).filter((cloud) => settings[cloud] !== undefined);
    const inputs: Record<string, unknown> = { [servesKey]: serves.join(",") };
    for (const cloud of serves) {
      for (const [key, value] of Object.entries(settings[cloud] as object)) {
        inputs[`${cloud}:${key}`] = secretSettings.test(key) && value !== undefined ? pulumi.secret(value) : value;
      }
    }
    super("pulumi-nodejs", name, inputs, opts);
    this.serves = serves;
  }

  /** @internal @throws Error  the provider has no settings of the resource's cloud */
  mustServe(cloud: string, type: string): void {
    const complaint = notServed(this.serves, cloud);
    if (complaint) throw new Error(`${type}: ${complaint}`);
  }
}
