import type { ConfigReader } from "../client/cloudSettings";
import { messageOf, NoAnswerError, UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { parseDuration } from "../host/duration";
import { noEngine } from "../host/engine";
import { stackHash, stackNameOf } from "../ownership/backend";
import { secretNames } from "../resource/attributes";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type InternalInputs, internalInputs } from "../resource/internalProperties";
import { type Properties, textsIn } from "../resource/json";
import { locationOf } from "../resource/location";
import { argsIn } from "../resource/state";
import type { Values } from "../resource/types";
import { connect } from "../session/connection";
import type { Connection } from "../session/connections";
import type { PendingInstance } from "../session/runRecord";
import type { Session } from "../session/session";

/** One call of the engine for one resource: what it is about, what is wanted, and until when. */
export class Operation<Api = unknown> {
  readonly args: Values;
  readonly internal: InternalInputs;
  readonly deadline: number;
  private opened: Connection<Api> | undefined;
  /** Named in messages as soon as it is known. */
  id: string | undefined;
  /** The instance that it will live in, for messages until then. */
  instance: string | undefined;
  private readonly settings: Settings;

  constructor(
    readonly definition: AnyInstanceDefinition,
    readonly session: Session,
    private readonly config: ConfigReader,
    step: "create" | "update" | "delete",
    properties: Values,
    readonly region: string,
  ) {
    this.args = argsIn(definition, properties);
    this.internal = internalInputs(properties);
    const custom = parseDuration(this.internal.__timeouts?.[step] ?? "");
    this.settings = new Settings(definition.cloud, config, session.env);
    this.deadline = session.clock.now() + (custom ?? definition.timeoutsMs[step]);
  }

  /** Is the setting on, which all clouds share? @throws UserError */
  readonly isConfigured = (key: string): boolean => this.settings.isOn(key);

  get urn(): string {
    return this.internal.__urn ?? "";
  }

  /** @throws UserError */
  get connection(): Connection<Api> {
    this.opened ??= this.open();
    return this.opened;
  }

  private open(): Connection<Api> {
    const secrets = [...secretNames(this.definition.attributes), ...(this.internal.__secretInputs ?? [])];
    return connect<Api>(this.definition, this.session, this.config, this.region, {
      deadline: this.deadline,
      secrets: secrets.flatMap((name) => textsIn(this.args[name])),
    });
  }

  /** The instance as the shutdown needs to know it. @throws UserError  the settings name no location */
  get pendingInstance(): PendingInstance {
    return this.pendingInstanceIn(this.region);
  }

  private pendingInstanceIn(region: string): PendingInstance {
    const { definition, session, config, args, internal } = this;
    const { pendingTags, name, title } = definition.cloud;
    const { settings } = this;
    // Two explicit providers may have the same key and other settings, such as another project.
    const others = Object.keys(definition.cloud.settings.others).map((each) => settings.get(each));
    const location = [locationOf(definition, settings, region), ...others];
    return {
      locationKey: `${name} ${JSON.stringify(location)}`,
      cloud: name,
      title,
      region,
      in: (other) => this.pendingInstanceIn(other),
      stackName: stackNameOf(internal),
      stackHash: () => stackHash(session, internal),
      pendingTags,
      userTags: Object.keys(args.tags ?? {}).length,
      connect: (deadline) => {
        // The engine shuts down after a complete run, so whether it is alive is not checked.
        const leaving: Session = { ...session, engine: noEngine, connections: session.connections.forShutdown() };
        return connect(definition, leaving, config, region, { deadline, secrets: [] });
      },
      afterUntag: async (api, id) => definition.afterUntag?.(api, id, args),
    };
  }

  get label(): string {
    const subject = this.id ?? (this.instance && `of ${this.instance}`);
    return `${this.definition.type}${subject ? ` ${subject}` : ""} (${this.region})`;
  }

  warn(text: string): void {
    this.session.engine.warn(this.urn, text);
  }

  info(text: string): void {
    this.session.engine.info(this.urn, text);
  }

  status(text: string): void {
    this.session.engine.status(this.urn, text);
  }

  /** An error for a person: which resource, what happened, and what to do now. */
  problem(what: unknown, next?: string): UserError {
    const text = what instanceof Error ? messageOf(what) : String(what);
    const isNoHost = what instanceof NoAnswerError && /ENOTFOUND|EAI_AGAIN/.test(what.detail);
    const hint = isNoHost
      ? ` No such host is known: check the region ${this.region}, ${this.settings.whereOf("endpoint")} and the network.`
      : "";
    return new UserError([`${this.label}: ${text}${hint}`, ...(next ? [next] : [])].join("\n  "));
  }
}

/**
 * The instance exists: whatever went wrong, the engine must learn its id. The SDK passes this error on as a resource
 * that failed to initialize; the user sees the reasons only.
 */
export class PartialCreateError extends Error {
  constructor(
    readonly id: string,
    readonly properties: Properties,
    readonly reasons: readonly string[],
    /** The cloud says that there is no such instance any more. */
    readonly isGone = false,
    /** The cloud has never shown it. */
    readonly isUnseen = false,
  ) {
    super(reasons.join("\n"));
    this.stack = "";
  }
}
