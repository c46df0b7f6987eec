import { digest } from "../host/digest";
import { configuredCloudsKey, whyNotConfigured } from "./configuredClouds";
import { UserError } from "./errors";

/** Where one setting comes from. */
export interface SettingSources {
  /** Key of stack configuration and of explicit providers, after the cloud's namespace. */
  readonly config: string;
  /** Environment variables, the vendor's current name first. */
  readonly env: readonly string[];
  /** Belongs to one account: never taken from a less explicit source than the credentials. */
  readonly ofAccount?: boolean;
  /** A value that becomes part of a host or a path has to have this form. */
  readonly form?: ValueForm;
}

export interface ValueForm {
  readonly pattern: RegExp;
  /** Ends a sentence about a value without the form. */
  readonly rule: string;
}

/** Regions of all vendors look alike; a region is part of a host, a path or a signature, wherever it comes from. */
export const regionForm = (example: string): ValueForm => ({
  pattern: /^[a-z]{2}(-[a-z0-9]{1,30}){1,4}$/,
  rule: `must be a region like ${example}`,
});

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
  /** The profile file of the vendor's own command-line tool. */
  readonly profile?: {
    /** For messages. */
    readonly title: string;
    read(env: Environment): ProfileValues | undefined;
  };
}

export interface ProfileValues {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly token?: string | undefined;
  readonly region?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly token?: string | undefined;
  /** The secret is a token that identifies the caller; the id is its fingerprint. */
  readonly isBearer?: boolean;
}

/** As much of a value as a message needs. */
export const quoted = (value: string) => JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/** Reads a key of stack configuration or of an explicit provider. */
export type ConfigReader = (key: string) => string | undefined;

/**
 * The settings of one cloud: explicit provider and stack configuration, then the environment, then the profile file.
 * A key and its secret always come from the same source, because mixing two accounts would be worse than failing.
 */
export class Settings {
  constructor(
    private readonly cloud: { readonly name: string; readonly title: string; readonly settings: CloudSettings },
    private readonly config: ConfigReader,
    private readonly env: Environment,
  ) {}

  /** @throws UserError  the value does not have the setting's form */
  get(name: string): string | undefined {
    const sources = this.cloud.settings.others[name];
    const profile = name === "region" ? this.cloud.settings.profile?.read(this.env)?.region || undefined : undefined;
    // The keys of an explicit provider are never combined with, say, the environment's project id: it is another account's.
    const isConfigOnly = sources?.ofAccount && this.hasConfiguredCredentials();
    const value =
      sources && (this.fromConfig(sources) ?? (isConfigOnly ? undefined : (this.fromEnv(sources) ?? profile)));
    if (value !== undefined && sources?.form?.pattern.test(value) === false) {
      const places = [this.spell(sources), ...(profile === value ? [this.cloud.settings.profile?.title] : [])];
      throw new UserError(
        `${this.cloud.title}: ${name} ${quoted(value)} ${sources.form.rule}. It comes from ${places.join(" or ")}.`,
      );
    }
    return value;
  }

  /** @throws UserError  the explicit provider has settings for other clouds only */
  requireConfigured(): void {
    const configured = this.config(configuredCloudsKey);
    const message = configured === undefined ? undefined : whyNotConfigured(configured.split(","), this.cloud.name);
    if (message) throw new UserError(`${this.cloud.title}: ${message}.`);
  }

  /** @throws UserError  lists every source that was tried */
  credentials(): Credentials {
    const { id, secret, token } = this.cloud.settings.credentials;
    const read = this.cloud.settings.profile?.read(this.env);
    const sources = [
      {
        id: this.fromConfig(id),
        secret: this.fromConfig(secret),
        token: this.fromConfig(token),
        where: "configuration",
      },
      // Each naming scheme is read on its own, so that variables of two schemes are never combined.
      ...id.env.map((name, index) => ({
        id: this.env[name] || undefined,
        secret: this.env[secret.env[index] ?? ""] || undefined,
        token: this.env[token.env[index] ?? ""] || undefined,
        where: name,
      })),
      {
        // The vendors' tools write empty texts for values that were never set.
        id: read?.id || undefined,
        secret: read?.secret || undefined,
        token: read?.token || undefined,
        where: this.cloud.settings.profile?.title ?? "profile",
      },
    ];
    const touched = sources.find((source) => source.id !== undefined || source.secret !== undefined);
    // Several namings share the name of the id, and differ in that of the secret.
    const found = sources.find(({ id, secret, where }) => id && secret && where === touched?.where) ?? touched;
    const bearer = this.bearer(found?.where);
    if (bearer !== undefined) return { id: digest(bearer), secret: bearer, isBearer: true };
    if (found?.id === undefined || found.secret === undefined) {
      throw new UserError(found ? this.half(found.where) : this.nothing());
    }
    return { id: found.id, secret: found.secret, token: found.token };
  }

  /** @throws UserError */
  requireRegion(): string {
    const region = this.get("region");
    if (region) return region;
    throw new UserError(
      `${this.cloud.title}: no region. Give the resource one, or set ${this.spell(this.cloud.settings.others.region)}.`,
    );
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
    return this.config(`${this.cloud.name}:${sources.config}`) || undefined;
  }

  private fromEnv(sources: SettingSources): string | undefined {
    return sources.env.map((name) => this.env[name]).find(Boolean);
  }

  private spell(sources: SettingSources): string {
    return `\`pulumi config set ${this.cloud.name}:${sources.config}\` or ${sources.env.join(", ")}`;
  }

  private nothing(): string {
    const { credentials, profile } = this.cloud.settings;
    return [
      `${this.cloud.title}: no credentials found. Tried:`,
      `  configuration ${this.cloud.name}:${credentials.id.config} and ${this.cloud.name}:${credentials.secret.config}`,
      ...credentials.id.env.map((name, index) => `  environment ${name} and ${credentials.secret.env[index]}`),
      ...(profile ? [`  ${profile.title}`] : []),
      ...(credentials.bearer
        ? [`  a token: ${this.cloud.name}:${credentials.bearer.config}, ${credentials.bearer.env.join(", ")}`]
        : []),
    ].join("\n");
  }

  private half(where: string): string {
    return `${this.cloud.title}: ${where} has only one of access key id and secret; both must come from the same source.`;
  }
}
