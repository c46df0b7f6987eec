import type { CloudSettings } from "../client/cloudSettings";
import type { Action, Bounds, Protocol } from "../client/request";
import type { Settings } from "../client/settings";
import type { HttpRequest } from "../host/http";

/** The key of the pending tag; see `ownership/pendingTag.ts`. */
export const pendingTagKey = "pulumi-cn-cache:pending";
/** Stands beside the pending tag once the engine was given the id. */
export const returnedTagKey = "pulumi-cn-cache:returned";
export const returnedTag = { [returnedTagKey]: "yes" };

/** Our own tags, which are neither shown nor compared. */
export const ownTagKeys: readonly string[] = [pendingTagKey, returnedTagKey];

/** An instance with a pending tag. */
export interface TaggedInstance {
  readonly id: string;
  readonly pendingTag: string;
  /** Was the engine given its id? */
  readonly isReturned: boolean;
  /** Milliseconds since the epoch by the cloud's clock; undefined when the cloud does not tell. */
  readonly createdAt: number | undefined;
  readonly isDeleting: boolean;
}

/** How a cloud lists, extends and removes pending tags. */
export interface PendingTags<Api> {
  /** How many tags an instance can have, ours included; undefined where that is not known. */
  readonly mostTags: number | undefined;
  /** Every tagged instance of the account in the region. */
  listPending(api: Api): Promise<readonly TaggedInstance[]>;
  /** Adds the returned tag. */
  tagReturned(api: Api, ids: readonly string[]): Promise<void>;
  /** Removes both tags. */
  untagPending(api: Api, ids: readonly string[]): Promise<void>;
}

/** With as many tags as the vendor allows, an instance has no room for the returned tag: the end of the run removes both. */
export const hasRoomForOurs = ({ mostTags }: Pick<PendingTags<never>, "mostTags">, userTags: number): boolean =>
  mostTags === undefined || userTags <= mostTags - ownTagKeys.length;

/** One cloud, shared by its resources. */
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
  client(connection: {
    readonly settings: Settings;
    readonly region: string;
    readonly endpoint: URL;
    readonly send: Send;
    readonly memory: Memory;
    /** Milliseconds since the epoch, by the cloud's clock. */
    now(): number;
  }): Api;
  /** Tells which account the credentials belong to, when the cloud can say. */
  account?(api: Api): Promise<string | undefined>;
  /** The regions of the account. */
  regions(api: Api): Promise<readonly string[]>;
  /**
   * Where an access key reaches several projects, which do not see each other's instances: the project of a region, as far
   * as the settings name it. `account` is then the project, which every call needs, so asking for it costs nothing more.
   */
  projectIn?(settings: Settings, region: string): string | undefined;
  readonly pendingTags: PendingTags<Api>;
}

/** What clients have learnt of one location, shared by all that work there with the same credentials. */
export type Memory = Map<string, unknown>;

/** Sends one call within the bounds of the operation that it belongs to; see `client/request.ts`. */
export type Send = (
  protocol: Protocol,
  action: Action,
  request: HttpRequest,
  secrets?: Bounds["secrets"],
) => Promise<Readonly<Record<string, unknown>>>;
