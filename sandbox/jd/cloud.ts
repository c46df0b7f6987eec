import type { Call, Cloud, Drift, Outcome, Rejection, SandboxInstance, World } from "../core/cloud";
import type { HttpRequest, Reply } from "../core/http";
import { isRecord } from "../core/keys";
import type { RequestedServer } from "../core/redis";
import { Store } from "../core/store";
import { Args } from "./args";
import { authenticate } from "./auth";
import { isRegion } from "./catalogue";
import { drift } from "./drift";
import { ApiError, type ErrorCode, invalid } from "./errors";
import { type JdInstance, type JdStore, status } from "./instance";
import { operations } from "./operations";
import { type Action, type ParameterTable, parameters, pathParameters, secretParameters } from "./parameters";
import { type Context, deletedIds, type Result } from "./state";
import { sandboxView } from "./view";
import { answer, decode, type JdRequest, rejection } from "./wire";

/** The account ("pin") of every key that names none. */
const defaultAccount = "sandbox-pin";

const faults: Readonly<Record<Rejection, ErrorCode>> = {
  throttle: "RATE_LIMIT",
  error500: "INTERNAL",
  error503: "UNAVAILABLE",
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
      return { reply: rejection(requestId, this.world.now(), error), touched: [] };
    }
  }

  private run(request: JdRequest): Result {
    const key = authenticate({ keys: this.world.keys, now: this.world.now, nonces: this.nonces }, request);
    const { action, params, given } = request;
    if (action === undefined) {
      const imitated = Object.keys(operations).join(", ");
      const call = `${request.http.method} ${request.http.path}`;
      throw new ApiError("NOT_IMPLEMENTED", `the sandbox does not imitate ${call}. It imitates: ${imitated}.`);
    }
    if (given === undefined) throw invalid("the body has to be a JSON object");
    const { regionId } = params;
    if (regionId !== undefined && !isRegion(regionId)) throw invalid(`regionId ${regionId} is not valid`);
    checkPathRepeated(params, given);
    const table: ParameterTable = { ...pathParameters, ...parameters[action] };
    const context: Context = {
      world: this.world,
      store: this.store,
      args: Args.read(table, given, request.isQuery),
      key,
      account: key.account ?? defaultAccount,
      region: regionId,
      id: params.cacheInstanceId ?? "",
      templateId: params.templateId ?? "",
    };
    checkAccess(context, action);
    return operations[action].handle(context);
  }

  reject(kind: Rejection): Reply {
    return rejection(this.requestId(), this.world.now(), new ApiError(faults[kind]));
  }

  instances(): SandboxInstance[] {
    return this.store
      .all()
      .filter(({ released }) => !released)
      .map((instance) => sandboxView(instance, this.world.now()));
  }

  fail(id: string): void {
    // After a failed deletion the instance still exists, and the recycle bin never removes it.
    deletedIds(this.world).delete(id);
    const instance = this.store.find(id);
    if (instance !== undefined) instance.steps = instance.steps.filter(({ isRemoved }) => isRemoved !== true);
    this.store.fail(id, status.error);
  }

  stall(id: string): void {
    this.store.stall(id);
  }

  remember(): (id: string) => void {
    return this.store.remember(["tasks", "toBeExecutedTaskType", "billingUntil"]);
  }

  drift(change: Drift): void {
    drift(this.store, this.world.tables.table("templates"), change);
    if (change.delete === true) deletedIds(this.world).set(change.id, true);
  }

  servers(): RequestedServer[] {
    if (this.world.addresses === undefined) return [];
    return this.store.all().flatMap((instance) => requestedServer(instance) ?? []);
  }

  /** 32 letters and digits, as in the vendor's samples. */
  private requestId(): string {
    return this.world.random.text(32);
  }
}

/** A repeated path parameter has to agree with the path. [guess] */
function checkPathRepeated(params: JdRequest["params"], given: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(pathParameters)) {
    const value = given[name] ?? undefined;
    if (value !== undefined && params[name] !== undefined && value !== params[name]) {
      throw invalid(`${name} of the body is not the one of the path`);
    }
  }
}

/** Creating with tags needs the right to tag as well. [guess] */
function checkAccess({ key, args }: Context, action: Action): void {
  const isTagging = (args.object("cacheInstance")?.objects("userTags").length ?? 0) > 0;
  const needed = [action, ...(action === "createCacheInstance" && isTagging ? ["tagResources"] : [])];
  const denied = needed.find((one) => key.deny?.includes(one));
  if (denied !== undefined) throw new ApiError("HTTP_FORBIDDEN", `not authorized to perform ${denied}`);
}

/** Top-level names with their values; what is not text becomes JSON. Secrets are hidden at every depth. */
function journalled(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const masked = (name: string, value: unknown): unknown =>
    secretParameters.has(name) && typeof value === "string" && value !== "" ? "[hidden]" : value;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const visible = masked(name, value);
      if (typeof visible === "string") return [name, visible];
      return [name, JSON.stringify(visible, (inner, one: unknown) => (isRecord(one) ? one : masked(inner, one)))];
    }),
  );
}

function requestedServer({
  id,
  properties,
  secrets,
  released,
  status: current,
}: JdInstance): RequestedServer | undefined {
  if (released || current === status.error) return undefined;
  return {
    id,
    port: properties.port,
    memoryMb: properties.cacheInstanceMemoryMB,
    ...(secrets.password === undefined ? {} : { password: secrets.password }),
  };
}
