import type { ConfigReader } from "../client/cloudSettings";
import { messageOf, UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { stableJson } from "../host/stableJson";
import type { AnyInstanceDefinition } from "../resource/definition";
import { connect } from "../session/connection";
import type { Session } from "../session/session";

/** Where settings of a stack come from: its configuration, or one of its explicit providers. */
export interface SettingsSource {
  readonly name: string;
  readonly config: ConfigReader;
}

/** A provider in the state of a stack. */
interface ProviderResource {
  readonly urn: string;
  readonly type?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** The settings of an explicit provider, as far as the export shows them. */
export function explicitProvider({ urn, type, inputs = {} }: ProviderResource): SettingsSource[] {
  if (type !== "pulumi:providers:pulumi-nodejs") return [];
  return [{ name: urn.split("::").at(-1) ?? urn, config: (key) => plain(inputs[key]) }];
}

/** Secrets stand in the export in plain text, as JSON inside an object, or encrypted. */
function plain(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const { plaintext } = (value ?? {}) as { plaintext?: string };
  return plaintext === undefined ? undefined : String(JSON.parse(plaintext));
}

const listWithinMs = 120_000;

/** One cloud with the settings of one source: usually an account. */
export class Account {
  private readonly settings: Settings;

  constructor(
    readonly definition: AnyInstanceDefinition,
    private readonly session: Session,
    readonly source: SettingsSource,
  ) {
    this.settings = new Settings(definition.cloud, source.config, session.env);
  }

  /** The same for settings that lead to the same place with the same key. */
  get key(): string {
    const { settings, definition, source } = this;
    try {
      const others = Object.keys(definition.cloud.settings.others).map((each) => settings.get(each));
      return stableJson([settings.credentials(), others]);
    } catch {
      return source.name;
    }
  }

  whyNotConfigured(): string | undefined {
    try {
      this.settings.requireConfigured();
      this.settings.credentials();
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  connectIn(region: string) {
    const deadline = this.session.clock.now() + listWithinMs;
    return connect(this.definition, this.session, this.source.config, region, { deadline, secrets: [] });
  }

  /**
   * The configured region and those of the stack; all that the cloud has, where they are asked for.
   * @throws UserError  nothing names a region
   */
  async regions(ofStack: Iterable<string>, isAll = false): Promise<ReadonlySet<string>> {
    const configured = this.settings.get("region");
    const known = new Set([...(configured === undefined ? [] : [configured]), ...ofStack]);
    const [first] = known;
    if (first === undefined) throw new UserError("no region: configure one, or name one with --region.");
    if (!isAll) return known;
    return new Set([...known, ...(await this.definition.cloud.regions(this.connectIn(first).api))]);
  }
}
