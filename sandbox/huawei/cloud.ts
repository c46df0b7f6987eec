import type { Call, Cloud, Drift, Outcome, Rejection, SandboxInstance, World } from "../core/cloud";
import type { HttpRequest, Reply } from "../core/http";
import { isRecord, type KeyPair } from "../core/keys";
import type { RequestedServer } from "../core/redis";
import type { Match } from "../core/routes";
import { Store } from "../core/store";
import { authenticate } from "./auth";
import { oldGeneration, ownAccount, regionOfProject } from "./catalogue";
import { drift } from "./drift";
import { ApiError, type ErrorCode } from "./errors";
import { type HuaweiInstance, type HuaweiStore, status, withFailedParts } from "./instance";
import { operations } from "./operations";
import { type Action, parameters, secretParameters } from "./parameters";
import { routes } from "./routes";
import type { Result } from "./state";
import { sandboxView } from "./view";
import { answer, decodeArgs, type Meta, parseJson, rejection } from "./wire";

const rejections: Record<Rejection, ErrorCode> = {
  throttle: "APIGW.0308",
  error500: "DCS.5000",
  error503: "APIGW.0203",
};

export class HuaweiCloud implements Cloud {
  private readonly store: HuaweiStore;

  constructor(private readonly world: World) {
    this.store = new Store(world.tables, world.now);
  }

  identify(http: HttpRequest): Call {
    const match = matchRoute(http);
    const parsed = parseJson(http.body);
    const body = isRecord(parsed) ? parsed : {};
    const id = match?.params.instance_id ?? match?.params.resource_id ?? firstId(body);
    const query = Object.fromEntries(new URLSearchParams(http.query));
    return {
      action: match?.route ?? `${http.method} ${http.path}`,
      mutating: match !== undefined && operations[match.route].mutating,
      ...(id === undefined ? {} : { instanceId: id }),
      params: { ...query, ...withoutSecrets(body) },
      creates: match?.route === "CreateInstance" ? countOf(body) : 0,
    };
  }

  handle(http: HttpRequest): Outcome {
    const meta = this.meta(http);
    try {
      const result = this.run(http);
      return { reply: answer(result, meta), touched: result.touched ?? [] };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { reply: rejection(error, meta), touched: [] };
    }
  }

  private run(http: HttpRequest): Result {
    const match = matchRoute(http);
    if (match === undefined) throw unknownRoute(http);
    const operation = operations[match.route];
    const caller = operation.isOpen === true ? undefined : authenticate(this.world, http);
    const key: KeyPair = caller?.key ?? { id: "", secret: "" };
    const account = key.account ?? ownAccount;
    if (key.deny?.includes(match.route)) throw accessDenied(http, operation.right ?? `dcs:instance:${match.route}`);
    return operation.handle({
      world: this.world,
      store: this.store,
      path: match.params,
      key,
      account,
      ...locate(match, account, http, caller?.project),
      ...decodeArgs(parameters[match.route], http),
      request: http,
    });
  }

  reject(kind: Rejection, http: HttpRequest): Reply {
    return rejection(new ApiError(rejections[kind]), this.meta(http));
  }

  instances(): SandboxInstance[] {
    return this.store
      .all()
      .filter(({ released }) => !released)
      .map((instance) => sandboxView(instance, this.world.now()));
  }

  /** A creation ends in CREATEFAILED, any other change in ERROR; so does that of an account, and a backup as failed. */
  fail(id: string): void {
    const instance = this.store.find(id);
    if (instance === undefined) return;
    const isCreated = instance.status !== status.creating && instance.status !== status.paying;
    const at = instance.steps.at(-1)?.at ?? this.world.now();
    const set = { task: null, ...withFailedParts(instance.properties) };
    const end = { status: isCreated ? status.error : status.createFailed, released: false, set };
    this.store.begin(instance, { steps: [{ at, ...end }] });
  }

  stall(id: string): void {
    this.store.stall(id);
  }

  remember(): (id: string) => void {
    return this.store.remember(["task", "doneJobs", "scaleOrder", "config_status", "config_time", "updated_at"]);
  }

  drift(change: Drift): void {
    drift(this.store, this.world.tables.table("templates"), change);
  }

  servers(): RequestedServer[] {
    if (this.world.addresses === undefined) return [];
    return this.store.all().flatMap((instance) => requestedServer(instance) ?? []);
  }

  private meta({ path }: HttpRequest): Meta {
    const project = path.split("/")[2] ?? "";
    const accounts = [ownAccount, ...this.world.keys.flatMap(({ account }) => account ?? [])];
    const isOld = accounts.some((account) => regionOfProject(account, project) === oldGeneration);
    return { requestId: this.world.random.text(32, "0123456789abcdef"), now: this.world.now(), isOld };
  }
}

function matchRoute({ method, path }: HttpRequest): Match<Action> | undefined {
  return routes.match(method, path.replace(/\/$/, ""));
}

/** DCS says that the URL is wrong, the gateway that it has no such API. [doc] */
function unknownRoute({ method, path }: HttpRequest): ApiError {
  const text = `the sandbox does not imitate ${method} ${path}`;
  return new ApiError(path.startsWith("/v2/") ? "DCS.4001" : "APIGW.0101", text);
}

/** The project of the path or, where the path has none, of X-Project-Id. @param bound The project of the caller's token */
function locate({ params }: Match<Action>, account: string, http: HttpRequest, bound: string | undefined) {
  const named = params.project_id;
  if (named === undefined) {
    const project = http.headers["x-project-id"] ?? bound ?? "";
    return { project, region: regionOfProject(account, project) ?? "" };
  }
  if (!/^[0-9a-f]{32}$/.test(named)) throw new ApiError("DCS.4002");
  if (bound !== undefined && bound !== named) throw new ApiError("APIGW.0307");
  const region = regionOfProject(account, named);
  if (region === undefined) throw new ApiError("DCS.1004");
  return { project: named, region };
}

/** The answer of an access policy. */
function accessDenied({ path }: HttpRequest, right: string): ApiError {
  if (/^\/(v3\/auth|v3\/projects|v1\.0)\//.test(`${path}/`)) return new ApiError("IAM.0103");
  if (/^\/(v2\/orders|v3\/orders|v2\/products)\//.test(path)) return new ApiError("CBC.0151");
  return new ApiError("DCS.2007", right);
}

function withoutSecrets(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(body).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [name, secretParameters.has(name) ? "[hidden]" : text];
  });
  return Object.fromEntries(entries);
}

/** The first of the ids that a batch names, for the journal. */
function firstId({ instances }: Readonly<Record<string, unknown>>): string | undefined {
  const first: unknown = Array.isArray(instances) ? instances[0] : undefined;
  return typeof first === "string" ? first : undefined;
}

function countOf(body: Readonly<Record<string, unknown>>): number {
  const count = Number(body.instance_num ?? 1);
  return Number.isInteger(count) && count >= 1 && count <= 100 ? count : 1;
}

/** Memcached has no real server, nor has an instance that was never created. */
function requestedServer(instance: HuaweiInstance): RequestedServer | undefined {
  const { id, properties: p, secrets, released, status: current } = instance;
  const isCreated = current !== status.createFailed && current !== status.paying;
  if (released || p.engine === "Memcached" || !isCreated) return undefined;
  const isOpen = p.no_password_access || secrets.password === undefined;
  return {
    id,
    port: p.port,
    memoryMb: Math.max(1, Math.round(p.capacityGb * 1024)),
    ...(isOpen ? {} : { password: secrets.password ?? "" }),
  };
}
