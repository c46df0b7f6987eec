import * as pulumi from "@pulumi/pulumi";
import type { CloudSettings } from "../client/cloudSettings";
import { configuredCloudsKey, whyNotConfigured } from "../client/configuredClouds";
import { firstOf, printable } from "../host/printable";
import { didYouMean } from "../resource/didYouMean";
import { isPlain, readEntry, unreadable } from "../resource/plainValue";
import { preflightArgument, preflightKey } from "../resource/preflight";

const secretSettings = /secret|token/i;

/** Settings for some resources, besides those of the stack configuration: a provider of the dynamic package. */
export abstract class ExplicitProvider extends pulumi.ProviderResource {
  /** @internal */
  static readonly __pulumiType = "pulumi:providers:pulumi-nodejs";

  private readonly configuredClouds: readonly string[];
  private readonly given: pulumi.Output<unknown>;

  /** @internal @throws Error  names every cloud and setting that does not exist */
  protected constructor(
    name: string,
    clouds: Readonly<Record<string, CloudSettings>>,
    given: object | null | undefined,
    opts?: pulumi.ResourceOptions,
  ) {
    const { configured, settings, problems } = readSettings(clouds, given ?? {});
    if (problems.length > 0) throw new Error(`${new.target.name} "${name}": ${textOf(problems)}.`);
    const inputs: Record<string, unknown> = { [configuredCloudsKey]: configured.join(",") };
    for (const [key, value] of settings) {
      inputs[key] = secretSettings.test(key) && (value ?? undefined) !== undefined ? pulumi.secret(value) : value;
    }
    super("pulumi-nodejs", name, inputs, opts);
    this.configuredClouds = configured;
    this.given = pulumi.output(inputs);
  }

  /**
   * The settings for what asks the cloud while the program runs.
   * @internal
   * @throws Error  they come from resources that a preview does not create
   */
  async configReader(what: string): Promise<(key: string) => string | undefined> {
    // [sdk] Not in the SDK's types.
    const { isKnown, promise } = this.given as unknown as { isKnown: Promise<boolean>; promise(): Promise<object> };
    const settings = new Map<string, unknown>(Object.entries(await promise.call(this.given)));
    if (!(await isKnown))
      throw new Error(`${what}: the settings of the provider are not known before the next \`pulumi up\`.`);
    return (key) => (settings.get(key) ?? undefined) as string | undefined;
  }

  /** @internal @throws Error  the provider has no settings of the resource's cloud */
  requireConfigured(cloud: string, type: string): void {
    const message = whyNotConfigured(this.configuredClouds, cloud);
    if (message) throw new Error(`${type}: ${message}`);
  }
}

interface ReadSettings {
  readonly configured: string[];
  /** `cloud:key` and value. */
  readonly settings: [string, unknown][];
  readonly problems: string[];
}

/** TypeScript finds the problems itself; a program in JavaScript would go on with settings from elsewhere. */
function readSettings(clouds: Readonly<Record<string, CloudSettings>>, given: object): ReadSettings {
  const configured: string[] = [];
  const settings: [string, unknown][] = [];
  const problems: string[] = [];
  if (!isObject(given)) problems.push("the settings must be an object with clouds");
  for (const [cloud, ofCloud] of entriesOf(given, "", problems)) {
    if ((ofCloud ?? undefined) === undefined) continue;
    if (cloud === preflightArgument) {
      if (typeof ofCloud === "boolean" || isLater(ofCloud)) settings.push([preflightKey, asText(ofCloud)]);
      else problems.push(`${preflightArgument}: must be true or false`);
      continue;
    }
    configured.push(cloud);
    const table = Object.hasOwn(clouds, cloud) ? clouds[cloud] : undefined;
    if (!table) problems.push(`${shown(cloud)}: no such cloud${instead(cloud, Object.keys(clouds))}`);
    else if (!isObject(ofCloud)) problems.push(`${cloud}: must be an object with settings`);
    else {
      const known = [...Object.values(table.credentials), ...Object.values(table.others)].map(({ config }) => config);
      for (const [key, value] of entriesOf(ofCloud, `${cloud}.`, problems)) {
        const isText = typeof value === "string" || (value ?? undefined) === undefined || isLater(value);
        if (!known.includes(key)) problems.push(`${cloud}.${shown(key)}: no such setting${instead(key, known)}`);
        else if (!isText) problems.push(`${cloud}.${key}: must be text, not a ${typeof value}`);
        else settings.push([`${cloud}:${key}`, value]);
      }
    }
  }
  return { configured, settings, problems };
}

function entriesOf(owner: unknown, path: string, problems: string[]): [string, unknown][] {
  if (!isObject(owner)) return [];
  return Object.keys(owner).flatMap((key): [string, unknown][] => {
    const { value, isReadable } = readEntry(owner, key);
    if (!isReadable) problems.push(`${path}${shown(key)}: ${unreadable}`);
    return isReadable ? [[key, value]] : [];
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value);
const shown = (name: string) => printable(name, 100);

/** More than these nobody reads. */
const mostProblems = 20;

const textOf = (problems: readonly string[]): string => firstOf(problems, mostProblems).join("; ");

/** Configuration is text. */
const asText = (value: unknown) =>
  isLater(value)
    ? pulumi.output(value).apply((known: unknown) => ((known ?? undefined) === undefined ? undefined : String(known)))
    : String(value);
/** Is it known only later? */
export const isLater = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;
const instead = (name: string, known: readonly string[]) => didYouMean(name, known) || `, only ${known.join(", ")}`;
