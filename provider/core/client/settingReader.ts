import type { ConfigReader, ConfiguredCloud, Environment, ProfileValues, SettingSources } from "./cloudSettings";

/** The places that settings stand in: explicit provider and stack configuration, the environment, the profile file. */
export class SettingReader {
  private profileRead: ProfileValues | undefined;

  constructor(
    private readonly cloud: Pick<ConfiguredCloud, "name" | "settings">,
    /** Any key with its namespace, as it stands. */
    readonly config: ConfigReader,
    readonly env: Environment,
  ) {}

  /** Read once, as every setting may come from it. Keys in it may be renewed while a run waits; then new settings know them. */
  get profile(): ProfileValues {
    this.profileRead ??= this.cloud.settings.profile?.read(this.env) ?? {};
    return this.profileRead;
  }

  fromConfig(sources: SettingSources): string | undefined {
    return tidy(this.config(this.configKey(sources)));
  }

  configKey(sources: SettingSources): string {
    return `${this.cloud.name}:${sources.config}`;
  }

  variable(name: string | undefined): string | undefined {
    return tidy(this.env[name ?? ""]);
  }

  /** The first of the variables that has a value. */
  fromEnv(sources: SettingSources): string | undefined {
    return sources.env.map((name) => this.variable(name)).find(Boolean);
  }
}

/** Copied keys often have blanks or a newline around them. An empty text is as good as none. */
export const tidy = (value: string | undefined): string | undefined => value?.trim() || undefined;
