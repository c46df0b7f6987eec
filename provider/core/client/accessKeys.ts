import { digest } from "../host/digest";
import type { ConfiguredCloud } from "./cloudSettings";
import { type Credentials, keyForm, type Role } from "./credentials";
import { UserError } from "./errors";
import { type SettingReader, tidy } from "./settingReader";

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

/** What gives a cloud's keys: one of the sources, a token in their place, or a role that the profile names. */
interface Choice {
  readonly sources: readonly KeySource[];
  readonly found: KeySource | undefined;
  readonly bearer: string | undefined;
  readonly role: Role | undefined;
}

/** The access key of a cloud. Key, secret and token of one key always come from the same source. */
export class AccessKeys {
  constructor(
    private readonly cloud: ConfiguredCloud,
    private readonly reader: SettingReader,
  ) {}

  /** @throws UserError  lists every source that was tried, or names the two sources of a mixture */
  credentials(): Credentials {
    const { sources, found, bearer, role } = this.choose();
    if (bearer !== undefined) {
      return { id: digest(bearer), secret: this.readable(bearer, "the token"), isBearer: true };
    }
    if (role) return this.ofRole(role);
    if (!found) throw new UserError(this.nothing(sources));
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
    const assumed = isOfEnvironment ? this.cloud.settings.roleIn?.(this.reader.env) : undefined;
    return assumed ? this.ofRole({ ...assumed, key }) : key;
  }

  /** Where keys were looked for, in the order in which the places count. */
  places(): KeyPlace[] {
    const choice = this.choose();
    const places = choice.sources.map((source) => this.describePlace(source, choice));
    const { bearer } = this.cloud.settings.credentials;
    if (!bearer) return places;
    const names = `token ${this.reader.configKey(bearer)}, ${bearer.env.join(", ")}`;
    if (choice.bearer !== undefined) return [{ names, outcome: "used" }, ...places];
    const isGiven = (this.reader.fromConfig(bearer) ?? this.reader.fromEnv(bearer)) !== undefined;
    const unused = isGiven ? ({ outcome: "passedOver", why: "because a key counts" } as const) : undefined;
    return [...places, { names, ...(unused ?? { outcome: "absent" }) }];
  }

  /** Does the stack configuration or the explicit provider name an account? */
  get areConfigured(): boolean {
    const { id, secret, bearer } = this.cloud.settings.credentials;
    return [id, secret, bearer].some((sources) => sources && this.reader.fromConfig(sources) !== undefined);
  }

  private describePlace(source: KeySource, { found, bearer, role }: Choice): KeyPlace {
    const { names, where, id, secret, token } = source;
    const { profile } = this.reader;
    const isProfile = where === this.cloud.settings.profile?.title;
    if ([id, secret, token].every((value) => value === undefined) && !(isProfile && profile.role))
      return { names, outcome: "absent", why: isProfile ? profile.problem : undefined };
    if (isProfile && role) return { names, outcome: "used", why: `asks for temporary keys, mode ${role.mode}` };
    if (source !== found || bearer !== undefined) {
      const winner = bearer === undefined ? found?.names : "the token";
      return { names, outcome: "passedOver", why: `because ${winner ?? "another place"} counts` };
    }
    return id && secret ? { names, outcome: "used" } : { names, outcome: "incomplete", why: "has only one of the two" };
  }

  private choose(): Choice {
    const sources = this.sources();
    const touched = sources.find(({ id, secret }) => id !== undefined || secret !== undefined);
    // Several namings share the name of the id, and differ in that of the secret.
    const found = sources.find(({ id, secret, where }) => id && secret && where === touched?.where) ?? touched;
    const bearer = this.bearer(found?.where);
    const isProfile = !found || found.where === this.cloud.settings.profile?.title;
    const role = bearer === undefined && isProfile ? this.reader.profile.role : undefined;
    return { sources, found, bearer, role };
  }

  /** The key is checked as any other; the id tells locations of different roles apart. */
  private ofRole(role: Role): Credentials {
    const { key } = role;
    if (!key) return { id: digest(role), secret: "", role };
    const what = this.cloud.settings.profile?.title ?? "";
    // The key that asks may itself be that of a role.
    const { id, secret } = key.role ? this.ofRole(key.role) : key;
    return { id: digest([id, role.params]), secret: secret && this.readable(secret, `the secret of ${what}`), role };
  }

  private sources(): KeySource[] {
    const { reader } = this;
    const { credentials, profile } = this.cloud.settings;
    const { id, secret, token } = credentials;
    return [
      {
        id: reader.fromConfig(id),
        secret: reader.fromConfig(secret),
        token: reader.fromConfig(token),
        names: `configuration ${reader.configKey(id)} and ${reader.configKey(secret)}`,
        where: "configuration",
        tokenWhere: `configuration ${reader.configKey(token)}`,
      },
      // Each naming scheme is read on its own, so that variables of two schemes are never combined.
      ...id.env.map((name, index) => ({
        id: reader.variable(name),
        secret: reader.variable(secret.env[index]),
        token: reader.variable(token.env[index]),
        names: `environment ${name} and ${secret.env[index]}`,
        where: name,
        tokenWhere: token.env[index] ?? "",
      })),
      ...(profile ? [this.ofProfile(profile.title)] : []),
    ];
  }

  /** The vendors' tools write empty texts for values that were never set. */
  private ofProfile(title: string): KeySource {
    const { id, secret, token } = this.reader.profile;
    return { id: tidy(id), secret: tidy(secret), token: tidy(token), names: title, where: title, tokenWhere: title };
  }

  /** A token counts where there is no key, or where it is configured and the key comes only from the environment. */
  private bearer(keyIsIn: string | undefined): string | undefined {
    const { bearer } = this.cloud.settings.credentials;
    if (!bearer || keyIsIn === "configuration") return undefined;
    return this.reader.fromConfig(bearer) ?? (keyIsIn === undefined ? this.reader.fromEnv(bearer) : undefined);
  }

  /** Keys are sent in headers. @throws UserError  it has a character that no key has; never quotes it */
  private readable(key: string, what: string): string {
    if (keyForm.test(key)) return key;
    throw new UserError(
      `${this.cloud.title}: ${what} contains a blank or another character that no key has. Copy it again.`,
    );
  }

  private nothing(sources: readonly KeySource[]): string {
    const { credentials, profile } = this.cloud.settings;
    const { bearer } = credentials;
    const { problem } = this.reader.profile;
    return [
      `${this.cloud.title}: no credentials found. Tried:`,
      ...sources.map(({ names }) => `  ${names}${names === profile?.title && problem ? `: ${problem}` : ""}`),
      ...(bearer ? [`  a token: ${this.reader.configKey(bearer)}, ${bearer.env.join(", ")}`] : []),
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
