import type * as pulumi from "@pulumi/pulumi";
import type { ConfigReader } from "../client/cloudSettings";
import { UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { check } from "../lifecycle/check";
import type { AnyDefinition } from "../resource/definition";
import { internalState } from "../resource/internalProperties";
import { withoutNulls } from "../resource/state";
import type { PendingInstance } from "../session/runRecord";
import type { Session } from "../session/session";

export type Values = Record<string, unknown>;

/** Instances with their ids. */
export type HeldInstances = readonly { readonly instance: PendingInstance; readonly ids: readonly string[] }[];

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
    return check(this.definition, this.session, this.settings, isOfAnotherClass(olds, news) ? {} : olds, news);
  }

  async diff(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    if (isOfAnotherClass(olds, news)) return { changes: true, replaces: ["__provider"] };
    const state = withoutNulls(olds);
    const result = this.diffResource(id, state, news);
    if (this.session.runRecord.isUpdate) this.recordShown(id, state, news);
    return result;
  }

  create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.session.shutdown.track(() => this.createResource(inputs));
  }

  update(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    const state = withoutNulls(olds);
    return this.session.shutdown.track(() => {
      this.recordShown(id, state, news);
      return this.updateResource(id, state, news);
    });
  }

  read(id: string, properties: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    const state = withoutNulls(properties);
    return this.session.shutdown.track(() => {
      // A lookup by `get` shows us an id that no state has to hold.
      if (internalState(state).__v !== undefined) this.recordShown(id, state, state);
      return this.readResource(id, state);
    }, true);
  }

  delete(id: string, properties: Values): Promise<void> {
    const state = withoutNulls(properties);
    return this.session.shutdown.track(() => {
      this.recordShown(id, state, state);
      return this.deleteResource(id, state);
    });
  }

  /** What the engine shows us the state holds, so that its pending tag has served. */
  private recordShown(id: string, state: Values, args: Values): void {
    const { engineHistory, runRecord } = this.session;
    try {
      for (const { instance, ids } of this.heldInstances(id, state, args)) {
        engineHistory.recordHeld(ids);
        runRecord.recordShown(instance, ids);
      }
    } catch (error) {
      // Without settings there is no location to tidy; the call itself reports what is missing.
      if (!(error instanceof UserError)) throw error;
    }
  }

  /** The instances of a state, with the arguments that the program gives them. */
  protected abstract heldInstances(id: string, state: Values, args: Values): HeldInstances;
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

/**
 * By its alias a resource can follow one of another class, as when a `Cache` moves to another cloud. Nothing of the old
 * instance is of use for the new one; the engine has the old one deleted by its own provider.
 */
function isOfAnotherClass({ __provider: before }: Values, { __provider: after }: Values): boolean {
  return typeof before === "string" && typeof after === "string" && before !== after;
}
