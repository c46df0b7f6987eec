import type { Role } from "./credentials";
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

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a key of stack configuration or of an explicit provider. */
export type ConfigReader = (key: string) => string | undefined;

/** A cloud, as far as the search for its settings and the messages about it need it. */
export interface ConfiguredCloud {
  readonly name: string;
  readonly title: string;
  readonly settings: CloudSettings;
}
