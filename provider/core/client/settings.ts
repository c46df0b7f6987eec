import { quoted } from "../host/printable";
import { AccessKeys, type KeyPlace } from "./accessKeys";
import type { ConfigReader, ConfiguredCloud, Environment } from "./cloudSettings";
import { configuredCloudsKey, whyNotConfigured } from "./configuredClouds";
import type { Credentials } from "./credentials";
import { UserError } from "./errors";
import { SettingReader, tidy } from "./settingReader";

const sourcesInOrder = ["configuration", "environment", "profile"] as const;

/** A value and where it comes from. */
interface Found {
  readonly value: string;
  /** For messages. */
  readonly where: string;
  readonly source: (typeof sourcesInOrder)[number];
}

/**
 * The settings of one cloud: explicit provider and stack configuration, then the environment, then the profile file.
 * What belongs together comes from one source, because mixing two accounts would be worse than failing: a key, its secret and
 * its token; a region and its project.
 */
export class Settings {
  private readonly reader: SettingReader;
  private readonly keys: AccessKeys;

  constructor(
    private readonly cloud: ConfiguredCloud,
    config: ConfigReader,
    env: Environment,
  ) {
    this.reader = new SettingReader(cloud, config, env);
    this.keys = new AccessKeys(cloud, this.reader);
  }

  /** @throws UserError  lists every source that was tried, or names the two sources of a mixture */
  credentials(): Credentials {
    return this.keys.credentials();
  }

  /** Where keys were looked for, in the order in which the places count. */
  keyPlaces(): KeyPlace[] {
    return this.keys.places();
  }

  /** @throws UserError  the value does not have the setting's form */
  get(name: string): string | undefined {
    return this.find(name)?.value;
  }

  /** A setting that all clouds share. @throws UserError  it is neither true nor false */
  isOn(key: string): boolean {
    const value = tidy(this.reader.config(key)) ?? "false";
    if (value === "true" || value === "false") return value === "true";
    throw new UserError(`configuration ${key} must be true or false, not ${quoted(value)}.`);
  }

  /** What a message about a setting names: the key or the variable that gives it; the key, where nothing does. */
  whereOf(name: string): string {
    const [found] = this.all(name);
    if (found && found.source !== "configuration") return found.where;
    const sources = this.cloud.settings.others[name];
    return sources ? this.reader.configKey(sources) : `${this.cloud.name}:${name}`;
  }

  /**
   * A setting that belongs to a region, if the source that gives it means this region.
   * @throws UserError  the source does not name the region, and another one does
   */
  within(region: string, name: string): string | undefined {
    const own = this.find(name);
    if (!own || own.source !== this.sourceOfRegion()) return undefined;
    const beside = this.all("region").find(({ source }) => source === own.source);
    if (beside) return beside.value === region ? own.value : undefined;
    const other = this.find("region");
    if (!other) return own.value;
    if (other.value !== region) return undefined;
    throw new UserError(
      `${this.cloud.title}: ${name} comes from ${own.where}, but region from ${other.where}. A project belongs to one region: set both in the same place.`,
    );
  }

  /** The first source with a setting that belongs to a region: the id in one and the name in another are two projects. */
  private sourceOfRegion(): Found["source"] | undefined {
    const { others } = this.cloud.settings;
    const ofRegion = Object.keys(others).filter((each) => others[each]?.ofRegion);
    const given = ofRegion.flatMap((each) => this.find(each) ?? []);
    return sourcesInOrder.find((each) => given.some(({ source }) => source === each));
  }

  /** @throws UserError  the explicit provider has settings for other clouds only */
  requireConfigured(): void {
    const configured = this.reader.config(configuredCloudsKey);
    const message = configured === undefined ? undefined : whyNotConfigured(configured.split(","), this.cloud.name);
    if (message) throw new UserError(`${this.cloud.title}: ${message}.`);
  }

  /** @throws UserError */
  requireRegion(): string {
    const region = this.get("region");
    if (region) return region;
    const sources = this.cloud.settings.others.region;
    throw new UserError(
      `${this.cloud.title}: no region. Give one as an argument, or set \`pulumi config set ${this.reader.configKey(sources)}\` or ${sources.env.join(", ")}.`,
    );
  }

  /** The source that counts. @throws UserError  the value does not have the setting's form */
  private find(name: string): Found | undefined {
    const form = this.cloud.settings.others[name]?.form;
    const [found] = this.all(name);
    if (!found || !form || form.pattern.test(found.value)) return found;
    throw new UserError(`${this.cloud.title}: ${name} ${quoted(found.value)} of ${found.where} ${form.rule}.`);
  }

  /** A setting in each source that has it. */
  private all(name: string): Found[] {
    const { reader } = this;
    const sources = this.cloud.settings.others[name];
    if (!sources) return [];
    const variable = sources.env.find((each) => reader.variable(each)) ?? "";
    const ofProfile = name === "region" ? tidy(reader.profile.region) : undefined;
    const all = [
      ...found(reader.fromConfig(sources), `configuration ${reader.configKey(sources)}`, "configuration"),
      ...found(reader.variable(variable), variable, "environment"),
      ...found(ofProfile, this.cloud.settings.profile?.title ?? "", "profile"),
    ];
    // The keys of an explicit provider are never combined with, say, the environment's project id: it is another account's.
    const isConfigOnly = sources.ofAccount && this.keys.areConfigured;
    return isConfigOnly ? all.filter(({ source }) => source === "configuration") : all;
  }
}

const found = (value: string | undefined, where: string, source: Found["source"]): Found[] =>
  value === undefined ? [] : [{ value, where, source }];
