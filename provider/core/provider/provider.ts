import type * as pulumi from "@pulumi/pulumi";
import { type ConfigReader, Settings } from "../client/credentials";
import type { AnyDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import type { Session } from "../session/session";

/** What the providers of all kinds have in common: how they are configured. */
export abstract class Provider {
  protected config: ConfigReader = () => undefined;

  protected constructor(
    private readonly described: AnyDefinition,
    protected readonly runtime: Session,
  ) {}

  /** Only stores: the SDK lets other calls in before an awaited `configure` has ended. */
  async configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.config = (key) => request.config.get(key);
  }

  protected get settings(): Settings {
    return new Settings(this.described.cloud, this.config, this.runtime.env);
  }

  /** Where the resource is; for a new one, where it is to be. */
  protected regionOf(properties: Readonly<Record<string, unknown>>): string {
    const region = internalState(properties).__location?.region ?? properties[this.described.regionArgument];
    return String(region ?? this.settings.requireRegion());
  }
}
