import type * as pulumi from "@pulumi/pulumi";
import { type ConfigReader, Settings } from "../client/credentials";
import { check } from "../lifecycle/check";
import type { AnyDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { withoutNulls } from "../resource/state";
import type { Session } from "../session/session";

export type Values = Record<string, unknown>;

/**
 * What the engine calls: check, diff, create, read, update and delete of any resource. Here is what single instances and
 * batches have in common; a state is passed on without the nulls that stand for what is absent.
 */
export abstract class Provider<Definition extends AnyDefinition> implements pulumi.dynamic.ResourceProvider {
  protected config: ConfigReader = () => undefined;

  constructor(
    protected readonly definition: Definition,
    protected readonly session: Session,
  ) {}

  /** Only stores: the SDK lets other calls in before an awaited `configure` has ended. */
  async configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.config = (key) => request.config.get(key);
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.definition, this.session, this.settings, olds, news);
  }

  async diff(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    return this.diffResource(id, withoutNulls(olds), news);
  }

  create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.session.shutdown.track(() => this.createResource(inputs));
  }

  update(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.session.shutdown.track(() => this.updateResource(id, withoutNulls(olds), news));
  }

  read(id: string, properties: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.session.shutdown.track(() => this.readResource(id, withoutNulls(properties)));
  }

  delete(id: string, properties: Values): Promise<void> {
    return this.session.shutdown.track(() => this.deleteResource(id, withoutNulls(properties)));
  }

  protected abstract diffResource(id: string, state: Values, news: Values): pulumi.dynamic.DiffResult;
  protected abstract createResource(inputs: Values): Promise<pulumi.dynamic.CreateResult>;
  protected abstract updateResource(id: string, state: Values, news: Values): Promise<pulumi.dynamic.UpdateResult>;
  protected abstract readResource(id: string, state: Values): Promise<pulumi.dynamic.ReadResult>;
  protected abstract deleteResource(id: string, state: Values): Promise<void>;

  protected get settings(): Settings {
    return new Settings(this.definition.cloud, this.config, this.session.env);
  }

  /** Where the resource is; for a new one, where it is to be. */
  protected regionOf(properties: Readonly<Values>): string {
    const region = internalState(properties).__location?.region ?? properties[this.definition.regionArgument];
    return String(region ?? this.settings.requireRegion());
  }

  /** An instance that has never been ready is still being created. */
  protected stepFor(state: Values): "create" | "update" {
    return internalState(state).__readiness === "ready" ? "update" : "create";
  }
}
