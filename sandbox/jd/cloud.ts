import type { Call, Cloud, Drift, Outcome, Refusal, SandboxInstance, World } from "../core/cloud";
import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import type { RequestedServer } from "../core/redis";
import { Store } from "../core/store";
import { Args } from "./args";
import { authenticate } from "./auth";
import { drift } from "./drift";
import { ApiError, type ErrorStatus, invalid } from "./errors";
import { type JdInstance, type JdStore, status, vendorTime } from "./instance";
import { operations } from "./operations";
import { type Action, parameters, pathParameters, type Shape, secretParameters } from "./parameters";
import { isRegion } from "./regions";
import { type Context, deletedIds, type Result } from "./state";
import { fullView } from "./view";
import { answer, decode, type JdRequest, refuse } from "./wire";

/** The account ("pin") of every key that names none. */
const ownAccount = "sandbox-pin";

const refusals: Record<Refusal, readonly [ErrorStatus, string]> = {
  throttle: ["RATE_LIMIT", "rate limit exceeded"],
  error500: ["INTERNAL", "internal error"],
  error503: ["UNAVAILABLE", "service unavailable"],
};

export class JdCloud implements Cloud {
  private readonly store: JdStore;
  private readonly nonces = new Map<string, number>();

  constructor(private readonly world: World) {
    this.store = new Store(world.tables, world.now);
  }

  identify(http: HttpRequest): Call {
    const { action, params, given = {} } = decode(http);
    const id = params.cacheInstanceId;
    return {
      action: action ?? "",
      mutating: action !== undefined && operations[action].mutating,
      ...(id === undefined || id === "" ? {} : { instanceId: id }),
      params: { ...params, ...journalled(given) },
      creates: action === "createCacheInstance" ? 1 : 0,
    };
  }

  handle(http: HttpRequest): Outcome {
    const requestId = this.requestId();
    try {
      const { result, touched = [] } = this.run(decode(http));
      return { reply: answer(requestId, this.world.now(), result), touched };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { reply: refuse(requestId, this.world.now(), error), touched: [] };
    }
  }

  private run(request: JdRequest): Result {
    const key = authenticate({ keys: this.world.keys, now: this.world.now, nonces: this.nonces }, request);
    const { action, params, given } = request;
    if (action === undefined) {
      const imitated = Object.keys(operations).join(", ");
      const what = `${request.http.method} ${request.http.path}`;
      throw new ApiError("NOT_IMPLEMENTED", `the sandbox does not imitate ${what}. It imitates: ${imitated}.`);
    }
    if (given === undefined) throw invalid("the body has to be a JSON object");
    const { regionId } = params;
    if (regionId !== undefined && !isRegion(regionId)) throw invalid(`regionId ${regionId} is not valid`);
    checkPathRepeated(params, given);
    const shape: Shape = { ...pathParameters, ...parameters[action] };
    const context: Context = {
      world: this.world,
      store: this.store,
      args: Args.read(shape, given, request.isQuery),
      key,
      account: key.account ?? ownAccount,
      region: regionId,
      id: params.cacheInstanceId ?? "",
    };
    checkAccess(context, action);
    return operations[action].handle(context);
  }

  refuse(kind: Refusal): Reply {
    const [name, text] = refusals[kind];
    return refuse(this.requestId(), this.world.now(), new ApiError(name, text));
  }

  instances(): SandboxInstance[] {
    return this.store
      .all()
      .filter(({ released }) => !released)
      .map((instance) => show(instance, this.world.now()));
  }

  fail(id: string): void {
    // A deletion that failed leaves an instance that was never gone, and that the recycle bin will not empty.
    deletedIds(this.world).delete(id);
    const instance = this.store.find(id);
    if (instance !== undefined) instance.steps = instance.steps.filter(({ gone }) => gone !== true);
    this.store.fail(id, status.error);
  }

  stall(id: string): void {
    this.store.stall(id);
  }

  drift(change: Drift): void {
    drift(this.store, change);
    if (change.delete === true) deletedIds(this.world).set(change.id, true);
  }

  servers(): RequestedServer[] {
    if (this.world.addresses === undefined) return [];
    return this.store.all().flatMap((instance) => requestedServer(instance) ?? []);
  }

  /** Like the vendor's samples: 32 letters and digits. */
  private requestId(): string {
    return this.world.random.text(32);
  }
}

/** One that contradicts the path is a mistake of the client. [guess] */
function checkPathRepeated(params: JdRequest["params"], given: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(pathParameters)) {
    const value = given[name] ?? undefined;
    if (value !== undefined && params[name] !== undefined && value !== params[name]) {
      throw invalid(`${name} of the body is not the one of the path`);
    }
  }
}

/** As an access policy would; setting tags while creating needs the right to tag as well. [guess] */
function checkAccess({ key, args }: Context, action: Action): void {
  const isTagging = (args.object("cacheInstance")?.objects("userTags").length ?? 0) > 0;
  const needed = [action, ...(action === "createCacheInstance" && isTagging ? ["tagResources"] : [])];
  const denied = needed.find((one) => key.deny?.includes(one));
  if (denied !== undefined) throw new ApiError("HTTP_FORBIDDEN", `not authorized to perform ${denied}`);
}

/** One level of names; what lies deeper as JSON, without its secrets. */
function journalled(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const shown = (name: string, value: unknown): unknown =>
    secretParameters.has(name) && typeof value === "string" && value !== "" ? "[hidden]" : value;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const visible = shown(name, value);
      if (typeof visible === "string") return [name, visible];
      return [name, JSON.stringify(visible, (inner, one: unknown) => (isRecord(one) ? one : shown(inner, one)))];
    }),
  );
}

function show(instance: JdInstance, now: number): SandboxInstance {
  const { id, properties, createdAt, tags, secrets } = instance;
  return structuredClone({
    cloud: "jd",
    id,
    name: properties.cacheInstanceName,
    status: instance.status,
    createdAt: vendorTime(createdAt),
    tags,
    properties: fullView(instance, now),
    secrets,
  });
}

function requestedServer({ id, properties, secrets, released, status: now }: JdInstance): RequestedServer | undefined {
  if (released || now === status.error) return undefined;
  return {
    id,
    port: properties.port,
    memoryMb: properties.cacheInstanceMemoryMB,
    ...(secrets.password === undefined ? {} : { password: secrets.password }),
  };
}
