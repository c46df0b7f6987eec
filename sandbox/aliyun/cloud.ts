import type { Call, Cloud, Drift, Outcome, Rejection, SandboxInstance, World } from "../core/cloud";
import type { HttpRequest, Reply } from "../core/http";
import type { KeyPair } from "../core/keys";
import type { RequestedServer } from "../core/redis";
import { Store } from "../core/store";
import { Args } from "./args";
import { authenticate } from "./auth";
import { drift } from "./drift";
import { countCreated, withoutPasswords } from "./elements";
import { ApiError, type ErrorCode } from "./errors";
import { type AliyunInstance, type AliyunStore, status } from "./instance";
import { isAction, operations, versionOf } from "./operations";
import { temporaryKeys } from "./operations/sts";
import { secretParameters } from "./parameters";
import { ownAccount } from "./purchase";
import type { Context, Operation, Result } from "./state";
import { sandboxView } from "./view";
import { type AliyunRequest, answer, decode, rejection } from "./wire";

/** The parameters that name the instance of a call; of a list the first. */
const idNames = ["InstanceId", "DBInstanceId", "DBClusterId", "ResourceId.1"];

const rejectionCodes: Record<Rejection, ErrorCode> = {
  throttle: "Throttling.User",
  error500: "InternalError",
  error503: "ServiceUnavailable",
};

export class AliyunCloud implements Cloud {
  private readonly store: AliyunStore;
  private readonly nonces = new Map<string, number>();

  constructor(private readonly world: World) {
    this.store = new Store(world.tables, world.now);
  }

  identify(http: HttpRequest): Call {
    const { action, params } = decode(http);
    const id = idNames.map((name) => params.get(name)).find((value) => value !== undefined);
    return {
      action,
      mutating: isAction(action) && operations[action].mutating,
      ...(id === undefined ? {} : { instanceId: id }),
      params: Object.fromEntries([...params].map(([name, value]) => [name, journalled(name, value)])),
      creates:
        action === "CreateInstances"
          ? countCreated(params.get("Instances") ?? "")
          : Number(action === "CreateInstance" || action === "CreateTairInstance"),
    };
  }

  handle(http: HttpRequest): Outcome {
    const request = decode(http);
    const requestId = this.requestId();
    try {
      const { content, touched = [] } = this.run(request);
      return { reply: answer(request, requestId, content), touched };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { reply: rejection(request, requestId, error), touched: [] };
    }
  }

  private run(request: AliyunRequest): Result {
    const { action, version } = request;
    const isSigned = !(isAction(action) && (operations[action] as Operation).isOpen === true);
    const keys = [...this.world.keys, ...temporaryKeys(this.world).values()];
    const key = isSigned
      ? authenticate({ keys, now: this.world.now, nonces: this.nonces }, request)
      : (this.world.keys[0] as KeyPair);
    if (action === "") throw new ApiError("MissingAction");
    if (!isAction(action)) {
      const imitated = Object.keys(operations).join(", ");
      throw new ApiError(
        "Sandbox.NotImitated",
        `The sandbox does not imitate ${action} (${version}). It imitates: ${imitated}.`,
      );
    }
    if (version !== versionOf(action)) throw new ApiError("InvalidVersion");
    const context: Context = {
      world: this.world,
      store: this.store,
      args: Args.read(action, request.params),
      key,
      account: key.account ?? ownAccount,
      action,
    };
    checkAccess(context);
    const operation: Operation = operations[action];
    const { method = request.http.method } = operation;
    if (method !== request.http.method) throw new ApiError("UnsupportedHTTPMethod");
    return operation.handle(context);
  }

  reject(kind: Rejection, http: HttpRequest): Reply {
    const reply = rejection(decode(http), this.requestId(), new ApiError(rejectionCodes[kind]));
    // The SDK recognizes throttling only by a positive value in this header. [seen]
    return kind === "throttle" ? { ...reply, headers: { ...reply.headers, "x-acs-retry-after": "100" } } : reply;
  }

  instances(): SandboxInstance[] {
    return this.store
      .all()
      .filter(({ released }) => !released)
      .map(sandboxView);
  }

  fail(id: string): void {
    const instance = this.store.find(id);
    if (instance === undefined) return;
    const isCreating = instance.status === status.creating;
    // Nothing more comes of the order. [guess]
    const failed = { status: isCreating ? status.error : status.unavailable, set: { IsOrderCompleted: true } };
    // Released is final: an instance whose deletion fails has never been.
    if (instance.released) this.store.begin(instance, { ...failed, released: false, steps: [] });
    else this.store.begin(instance, { steps: [{ at: instance.steps.at(-1)?.at ?? this.world.now(), ...failed }] });
  }

  stall(id: string): void {
    this.store.stall(id);
  }

  remember(): (id: string) => void {
    return this.store.remember(["IsOrderCompleted"]);
  }

  drift(change: Drift): void {
    drift(this.world, this.store, change);
  }

  servers(): RequestedServer[] {
    const host = this.world.addresses?.host;
    // An instance that was created without --redis keeps its vendor-like domain and has no server.
    return [...this.store.all(), ...this.store.allBinned()].flatMap((one) =>
      one.properties.ConnectionDomain === host ? (serverOf(one) ?? []) : [],
    );
  }

  private requestId(): string {
    return this.world.random.uuid().toUpperCase();
  }
}

/** Denies what the key may not call, as an access policy does. Tags at creation need the right to tag as well. [guess] */
function checkAccess({ key, action, args, account }: Context): void {
  const needed = [action, ...(action.startsWith("Create") && args.has("Tag") ? ["TagResources"] : [])];
  const denied = needed.find((one) => key.deny?.includes(one));
  if (denied === undefined) return;
  throw new ApiError("Forbidden.RAM", undefined, {
    AccessDeniedDetail: {
      AuthAction: `kvstore:${denied}`,
      AuthPrincipalType: "SubUser",
      AuthPrincipalDisplayName: "sandbox",
      AuthPrincipalOwnerId: account,
      NoPermissionType: "ImplicitDeny",
      PolicyType: "AccountLevelIdentityBasedPolicy",
    },
  });
}

function journalled(name: string, value: string): string {
  if (name === "Instances") return withoutPasswords(value);
  return secretParameters.has(name) ? "[hidden]" : value;
}

/** A Memcache instance has no server, because a Redis server cannot stand in for it. */
function serverOf({ id, properties, secrets, released, status: now }: AliyunInstance): RequestedServer | undefined {
  if (properties.InstanceType === "Memcache" || now === status.error) return undefined;
  const isOpen = properties.VpcAuthMode === "Close" || secrets.Password === undefined;
  return {
    id,
    port: properties.Port,
    user: id,
    memoryMb: properties.Capacity,
    isStopped: released,
    ...(isOpen ? {} : { password: secrets.Password ?? "" }),
  };
}
