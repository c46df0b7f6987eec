import { digest } from "../host/digest";
import { configuredCloudsKey, whyNotConfigured } from "./configuredClouds";
import { UserError } from "./errors";
import type { ValueForm } from "./settingForm";

/** Where one setting comes from. */
export interface SettingSources {
  /** Key of stack configuration and of explicit providers, after the cloud's namespace. */
  readonly config: string;
  /** Environment variables, the vendor's current name first. */
  readonly env: readonly string[];
  /** Belongs to one account: never taken from a less explicit source than the credentials. */
  readonly ofAccount?: boolean;
  /** Belongs to the region beside it: never taken together with the region of another source. */
  readonly ofRegion?: boolean;
  /** A value that becomes part of a host or a path has to have this form. */
  readonly form?: ValueForm;
}

export interface CloudSettings {
  /** Id and secret of the access key, and the token of temporary credentials. */
  readonly credentials: {
    readonly id: SettingSources;
    readonly secret: SettingSources;
    readonly token: SettingSources;
    /** A token in place of id and secret, where the cloud supports it and neither is given. */
    readonly bearer?: SettingSources;
  };
  /** `region`, `endpoint` and whatever else the cloud needs. */
  readonly others: {
    readonly region: SettingSources & { readonly form: ValueForm };
    readonly endpoint: SettingSources;
  } & Readonly<Record<string, SettingSources>>;
  /** The role that the environment names, whose keys the environment's own key asks for. */
  roleIn?(env: Environment): Role | undefined;
  /** The profile file of the vendor's own command-line tool. */
  readonly profile?: {
    /** For messages. */
    readonly title: string;
    read(env: Environment): ProfileValues;
  };
}

/** Where a cloud's client gets temporary keys from; the cloud knows what the parameters mean. */
export interface Role {
  readonly mode: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** The key that asks, where one is needed. */
  readonly key?: Credentials | undefined;
}

export interface ProfileValues {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly token?: string | undefined;
  readonly region?: string | undefined;
  /** A source of temporary keys that has to be asked; `id` and `secret` are what it is asked with, if anything. */
  readonly role?: Role | undefined;
  /** Why the file gives no keys, after its title. */
  readonly problem?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly token?: string | undefined;
  /** Temporary keys have to be asked for; the id stands for where. */
  readonly role?: Role;
  /** The secret is a token that identifies the caller; the id is its fingerprint. */
  readonly isBearer?: boolean;
}

/** What keys and tokens are made of; anything else cannot stand in a header. */
export const keyForm = /^[\x21-\x7e]+$/;

/** As much of a value as a message needs. */
export const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** Reads a key of stack configuration or of an explicit provider. */
export type ConfigReader = (key: string) => string | undefined;

/** A value and where it comes from. */
interface Found {
  readonly value: string;
  /** For messages. */
  readonly where: string;
  readonly source: "configuration" | "environment" | "profile";
}

/** A place that keys are looked for in, and what became of it. Holds no value. */
export interface KeyPlace {
  /** The names that were read. */
  readonly names: string;
  /** `passedOver`: it has something, but another place counts. `absent`: it has nothing. */
  readonly outcome: "used" | "incomplete" | "passedOver" | "absent";
  readonly why?: string | undefined;
}

/** The keys of one source, whole or in part. */
interface KeySource {
  /** What is read, for lists of all sources. */
  readonly names: string;
  readonly id: string | undefined;
  readonly secret: string | undefined;
  readonly token: string | undefined;
  readonly where: string;
  readonly tokenWhere: string;
}

/**
 * The settings of one cloud: explicit provider and stack configuration, then the environment, then the profile file.
 * What belongs together comes from one source, because mixing two accounts would be worse than failing: a key, its secret and
 * its token; a region and its project.
 */
export class Settings {
  private profileRead: ProfileValues | undefined;

  constructor(
    private readonly cloud: { readonly name: string; readonly title: string; readonly settings: CloudSettings },
    private readonly config: ConfigReader,
    private readonly env: Environment,
  ) {}

  /** Read once, as every setting may come from it. Keys in it may be renewed while a run waits; then new settings know them. */
  private get profile(): ProfileValues {
    this.profileRead ??= this.cloud.settings.profile?.read(this.env) ?? {};
    return this.profileRead;
  }

  /** @throws UserError  the value does not have the setting's form */
  get(name: string): string | undefined {
    return this.find(name)?.value;
  }

  /** A setting that all clouds share. @throws UserError  it is neither true nor false */
  isOn(key: string): boolean {
    const value = tidy(this.config(key)) ?? "false";
    if (value === "true" || value === "false") return value === "true";
    throw new UserError(`configuration ${key} must be true or false, not ${quoted(value)}.`);
  }

  /** What a message about a setting names: the key or the variable that gives it; the key, where nothing does. */
  whereOf(name: string): string {
    const [found] = this.all(name);
    if (found && found.source !== "configuration") return found.where;
    return `${this.cloud.name}:${this.cloud.settings.others[name]?.config ?? name}`;
  }

  /**
   * A setting that belongs to a region, if the source that gives it means this region.
   * @throws UserError  the source does not name the region, and another one does
   */
  within(region: string, name: string): string | undefined {
    const { others } = this.cloud.settings;
    // The id in one source and the name in another are two projects; the first source counts.
    const ofRegion = Object.keys(others).filter((each) => others[each]?.ofRegion);
    const given = ofRegion.flatMap((each) => this.find(each) ?? []);
    const source = (["configuration", "environment", "profile"] as const).find((each) =>
      given.some((found) => found.source === each),
    );
    const own = this.find(name);
    if (!own || own.source !== source) return undefined;
    const beside = this.all("region").find(({ source }) => source === own.source);
    if (beside) return beside.value === region ? own.value : undefined;
    const other = this.find("region");
    if (!other) return own.value;
    if (other.value !== region) return undefined;
    throw new UserError(
      `${this.cloud.title}: ${name} comes from ${own.where}, but region from ${other.where}. A project belongs to one region: set both in the same place.`,
    );
  }

  /** @throws UserError  the explicit provider has settings for other clouds only */
  requireConfigured(): void {
    const configured = this.config(configuredCloudsKey);
    const message = configured === undefined ? undefined : whyNotConfigured(configured.split(","), this.cloud.name);
    if (message) throw new UserError(`${this.cloud.title}: ${message}.`);
  }

  /** @throws UserError  lists every source that was tried, or names the two sources of a mixture */
  credentials(): Credentials {
    const { sources, found, bearer, role } = this.chosen();
    if (bearer !== undefined) {
      return { id: digest(bearer), secret: this.readable(bearer, "the token"), isBearer: true };
    }
    if (role) return this.ofRole(role);
    if (!found) throw new UserError(this.nothing());
    const { id, secret, token, where } = found;
    if (id === undefined || secret === undefined) throw new UserError(this.half(found, sources));
    const lone = token === undefined ? sources.find((each) => each.token && !each.id && !each.secret) : undefined;
    if (lone) {
      throw new UserError(
        `${this.cloud.title}: the access key comes from ${where}, but a token of temporary credentials from ${lone.tokenWhere}. Key, secret and token must come from the same source.`,
      );
    }
    const key = {
      id: this.readable(id, `the access key id of ${where}`),
      secret: this.readable(secret, `the secret of ${where}`),
      token: token === undefined ? undefined : this.readable(token, `the token of ${where}`),
    };
    const isOfEnvironment = this.cloud.settings.credentials.id.env.includes(where);
    const assumed = isOfEnvironment ? this.cloud.settings.roleIn?.(this.env) : undefined;
    return assumed ? this.ofRole({ ...assumed, key }) : key;
  }

  /** Where keys were looked for, in the order in which the places count. */
  keyPlaces(): KeyPlace[] {
    const { sources, found, bearer, role } = this.chosen();
    const { profile, credentials } = this.cloud.settings;
    const winner = bearer === undefined ? found?.names : "the token";
    const places = sources.map((source): KeyPlace => {
      const { names, where, id, secret, token } = source;
      const isProfile = where === profile?.title;
      const isEmpty =
        id === undefined && secret === undefined && token === undefined && !(isProfile && this.profile.role);
      if (isEmpty) return { names, outcome: "absent", why: isProfile ? this.profile.problem : undefined };
      if (isProfile && role) return { names, outcome: "used", why: `asks for temporary keys, mode ${role.mode}` };
      if (source !== found || bearer !== undefined)
        return { names, outcome: "passedOver", why: `because ${winner ?? "another place"} counts` };
      return id && secret
        ? { names, outcome: "used" }
        : { names, outcome: "incomplete", why: "has only one of the two" };
    });
    if (!credentials.bearer) return places;
    const { config, env } = credentials.bearer;
    const names = `token ${this.cloud.name}:${config}, ${env.join(", ")}`;
    const given = this.fromConfig(credentials.bearer) ?? this.fromEnv(credentials.bearer);
    if (given === undefined) return [...places, { names, outcome: "absent" }];
    return bearer === undefined
      ? [...places, { names, outcome: "passedOver", why: "because a key counts" }]
      : [{ names, outcome: "used" }, ...places];
  }

  private chosen() {
    const sources = this.keySources();
    const touched = sources.find(({ id, secret }) => id !== undefined || secret !== undefined);
    // Several namings share the name of the id, and differ in that of the secret.
    const found = sources.find(({ id, secret, where }) => id && secret && where === touched?.where) ?? touched;
    const bearer = this.bearer(found?.where);
    const { profile } = this.cloud.settings;
    const isProfile = !found || found.where === profile?.title;
    const role = bearer === undefined && isProfile ? this.profile.role : undefined;
    return { sources, found, bearer, role };
  }

  /** The key is checked as any other; the id tells locations of different roles apart. */
  private ofRole(role: Role): Credentials {
    const what = this.cloud.settings.profile?.title ?? "";
    const { key } = role;
    if (!key) return { id: digest(role), secret: "", role };
    // The key that asks may itself be that of a role.
    const { id, secret } = key.role ? this.ofRole(key.role) : key;
    return { id: digest([id, role.params]), secret: secret && this.readable(secret, `the secret of ${what}`), role };
  }

  /** @throws UserError */
  requireRegion(): string {
    const region = this.get("region");
    if (region) return region;
    throw new UserError(
      `${this.cloud.title}: no region. Give the resource one, or set ${this.spell(this.cloud.settings.others.region)}.`,
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
    const sources = this.cloud.settings.others[name];
    if (!sources) return [];
    const { profile } = this.cloud.settings;
    const configured = this.fromConfig(sources);
    const variable = sources.env.find((each) => tidy(this.env[each]));
    const ofProfile = name === "region" ? tidy(this.profile.region) : undefined;
    const all: readonly (Found | undefined)[] = [
      foundIn(configured, `configuration ${this.cloud.name}:${sources.config}`, "configuration"),
      foundIn(tidy(this.env[variable ?? ""]), variable ?? "", "environment"),
      foundIn(ofProfile, profile?.title ?? "", "profile"),
    ];
    // The keys of an explicit provider are never combined with, say, the environment's project id: it is another account's.
    const isConfigOnly = sources.ofAccount && this.hasConfiguredCredentials();
    return all.flatMap((each) => (each && (!isConfigOnly || each.source === "configuration") ? [each] : []));
  }

  private keySources(): KeySource[] {
    const { credentials, profile } = this.cloud.settings;
    const { id, secret, token } = credentials;
    return [
      {
        id: this.fromConfig(id),
        secret: this.fromConfig(secret),
        token: this.fromConfig(token),
        names: `configuration ${this.cloud.name}:${id.config} and ${this.cloud.name}:${secret.config}`,
        where: "configuration",
        tokenWhere: `configuration ${this.cloud.name}:${token.config}`,
      },
      // Each naming scheme is read on its own, so that variables of two schemes are never combined.
      ...id.env.map((name, index) => ({
        id: tidy(this.env[name]),
        secret: tidy(this.env[secret.env[index] ?? ""]),
        token: tidy(this.env[token.env[index] ?? ""]),
        names: `environment ${name} and ${secret.env[index]}`,
        where: name,
        tokenWhere: token.env[index] ?? "",
      })),
      // The vendors' tools write empty texts for values that were never set.
      ...(profile ? [ofProfile(profile.title, this.profile)] : []),
    ];
  }

  /** A token counts where there is no key, or where it is configured and the key comes only from the environment. */
  private bearer(keyIsIn: string | undefined): string | undefined {
    const { bearer } = this.cloud.settings.credentials;
    if (!bearer || keyIsIn === "configuration") return undefined;
    return this.fromConfig(bearer) ?? (keyIsIn === undefined ? this.fromEnv(bearer) : undefined);
  }

  private hasConfiguredCredentials(): boolean {
    const { id, secret, bearer } = this.cloud.settings.credentials;
    return [id, secret, ...(bearer ? [bearer] : [])].some((sources) => this.fromConfig(sources) !== undefined);
  }

  private fromConfig(sources: SettingSources): string | undefined {
    return tidy(this.config(`${this.cloud.name}:${sources.config}`));
  }

  private fromEnv(sources: SettingSources): string | undefined {
    return sources.env.map((name) => tidy(this.env[name])).find(Boolean);
  }

  /** Keys are sent in headers. @throws UserError  it has a character that no key has; never quotes it */
  private readable(key: string, what: string): string {
    if (keyForm.test(key)) return key;
    throw new UserError(
      `${this.cloud.title}: ${what} contains a blank or another character that no key has. Copy it again.`,
    );
  }

  private spell(sources: SettingSources): string {
    return `\`pulumi config set ${this.cloud.name}:${sources.config}\` or ${sources.env.join(", ")}`;
  }

  private nothing(): string {
    const { credentials, profile } = this.cloud.settings;
    const problem = this.profile.problem;
    return [
      `${this.cloud.title}: no credentials found. Tried:`,
      ...this.keySources().map(({ names }) => `  ${names}${names === profile?.title && problem ? `: ${problem}` : ""}`),
      ...(credentials.bearer
        ? [`  a token: ${this.cloud.name}:${credentials.bearer.config}, ${credentials.bearer.env.join(", ")}`]
        : []),
    ].join("\n");
  }

  private half({ id, where }: KeySource, sources: readonly KeySource[]): string {
    const other = sources.find((each) => each.where !== where && (id === undefined ? each.id : each.secret));
    return [
      `${this.cloud.title}: ${where} has only one of access key id and secret; both must come from the same source.`,
      ...(other ? [`The other one is also in ${other.where}.`] : []),
    ].join(" ");
  }
}

const ofProfile = (title: string, { id, secret, token }: ProfileValues): KeySource => ({
  ...{ id: tidy(id), secret: tidy(secret), token: tidy(token) },
  ...{ names: title, where: title, tokenWhere: title },
});

/** Copied keys often have blanks or a newline around them. An empty text is as good as none. */
const tidy = (value: string | undefined): string | undefined => value?.trim() || undefined;

const foundIn = (value: string | undefined, where: string, source: Found["source"]): Found | undefined =>
  value === undefined ? undefined : { value, where, source };
