import type * as pulumi from "@pulumi/pulumi";
import { type ConfigReader, Settings } from "../calls/settings";
import { hiddenOutputs } from "../kind/hidden";
import type { AnyDescribed } from "../kind/kind";
import type { Runtime } from "../runtime/runtime";

/** What the providers of all kinds have in common: how they are configured. */
export abstract class Provider {
  protected config: ConfigReader = () => undefined;

  protected constructor(
    private readonly described: AnyDescribed,
    protected readonly runtime: Runtime,
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
    const region = hiddenOutputs(properties).__place?.region ?? properties[this.described.regionArgument];
    return String(region ?? this.settings.requireRegion());
  }
}
