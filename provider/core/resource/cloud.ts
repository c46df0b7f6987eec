import type { CloudSettings, Settings } from "../client/credentials";
import type { HttpRequest } from "../client/http";
import type { Action, Bounds, Protocol } from "../client/request";

/** An instance that carries a mark of this package. */
export interface TaggedInstance {
  readonly id: string;
  readonly pendingTag: string;
  /** Milliseconds since the epoch by the cloud's clock; undefined when the cloud does not tell. */
  readonly createdAt: number | undefined;
  readonly isDeleting: boolean;
}

/** How marks are kept on instances; see `ownership.ts` for what they mean. */
export interface PendingTags<Api> {
  /** Every marked instance of the account in the region. */
  listPending(api: Api): Promise<readonly TaggedInstance[]>;
  untagPending(api: Api, ids: readonly string[]): Promise<void>;
}

/** Where an instance is. Not-found is believed only there. */
export interface Location {
  readonly region: string;
  /** `vendor` for the vendor's own hosts, else the host's name. */
  readonly endpoint: string;
  /** Fingerprint of the access key id: the same key means the same account. */
  readonly accessKey: string;
  /** The account or project as the cloud names it, where it was asked. */
  readonly account?: string | undefined;
}

/** One cloud, shared by its kinds. */
export interface Cloud<Api> {
  /** The namespace of its settings, as in `aliyun:region`. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  readonly settings: CloudSettings;
  /** Hosts under it are the vendor's own. */
  readonly domain: string;
  /** The API's address for a region, unless the settings name another. */
  endpoint(region: string): string;
  /** A client for one region. */
  client(connection: { settings: Settings; region: string; endpoint: URL; send: Send; memory: Memory }): Api;
  /** Tells which account the credentials belong to, when the cloud can say. */
  account?(api: Api): Promise<string | undefined>;
  readonly pendingTags: PendingTags<Api>;
}

/** What a client has learnt of its place, shared by all of the process who work there with the same credentials. */
export type Memory = Map<string, unknown>;

/** Sends one call within the bounds of the operation it belongs to; see `call.ts`. */
export type Send = (
  protocol: Protocol,
  action: Action,
  request: HttpRequest,
  secrets?: Bounds["secrets"],
) => Promise<Readonly<Record<string, unknown>>>;
