import * as pulumi from "@pulumi/pulumi";
import { configuredCloudsKey, whyNotConfigured } from "../client/configuredClouds";
import type { CloudSettings } from "../client/credentials";
import { didYouMean } from "../resource/didYouMean";

const secretSettings = /secret|token/i;

/** Settings for some resources, besides those of the stack configuration: a provider of the dynamic package. */
export abstract class ExplicitProvider extends pulumi.ProviderResource {
  /** @internal */
  static readonly __pulumiType = "pulumi:providers:pulumi-nodejs";

  private readonly configuredClouds: readonly string[];

  /** @internal @throws Error  names every cloud and setting that does not exist */
  protected constructor(
    name: string,
    clouds: Readonly<Record<string, CloudSettings>>,
    given: object | null | undefined,
    opts?: pulumi.ResourceOptions,
  ) {
    const settings = Object.fromEntries(
      Object.entries(given ?? {}).filter(([, value]) => (value ?? undefined) !== undefined),
    );
    const problems = problemsOf(clouds, settings);
    if (problems.length > 0) throw new Error(`${new.target.name} "${name}": ${problems.join("; ")}.`);
    const configured = Object.keys(settings);
    const inputs: Record<string, unknown> = { [configuredCloudsKey]: configured.join(",") };
    for (const cloud of configured) {
      for (const [key, value] of Object.entries(settings[cloud] as object)) {
        inputs[`${cloud}:${key}`] =
          secretSettings.test(key) && (value ?? undefined) !== undefined ? pulumi.secret(value) : value;
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

/** TypeScript finds these itself; a program in JavaScript would go on with settings from elsewhere. */
function problemsOf(
  clouds: Readonly<Record<string, CloudSettings>>,
  given: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(given).flatMap(([cloud, settings]) => {
    const table = Object.hasOwn(clouds, cloud) ? clouds[cloud] : undefined;
    if (!table) return [`${cloud}: no such cloud${instead(cloud, Object.keys(clouds))}`];
    const isOne = typeof settings === "object" && !Array.isArray(settings) && !isLater(settings);
    if (!isOne) return [`${cloud}: must be an object with settings`];
    const known = [...Object.values(table.credentials), ...Object.values(table.others)].map(({ config }) => config);
    return Object.entries(settings as object).flatMap(([key, value]) => {
      if (!known.includes(key)) return [`${cloud}.${key}: no such setting${instead(key, known)}`];
      const isText = typeof value === "string" || (value ?? undefined) === undefined || isLater(value);
      return isText ? [] : [`${cloud}.${key}: must be text, not a ${typeof value}`];
    });
  });
}

const isLater = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;
const instead = (name: string, known: readonly string[]) => didYouMean(name, known) || `, only ${known.join(", ")}`;
