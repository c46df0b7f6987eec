import type { Call, Cloud, Drift, Outcome, Refusal, SandboxInstance, World } from "../core/cloud";
import type { HttpRequest, Reply } from "../core/http";
import { isRecord, type KeyPair } from "../core/keys";
import type { RequestedServer } from "../core/redis";
import { Store } from "../core/store";
import { authenticate } from "./auth";
import { drift } from "./drift";
import { ApiError, type ErrorCode } from "./errors";
import { type HuaweiInstance, type HuaweiStore, status, vendorTime } from "./instance";
import { operations } from "./operations";
import { firstInstance } from "./operations/delete";
import { isOpen } from "./operations/identity";
import { oldGeneration, regionOfProject } from "./regions";
import { type Match, matchRoute } from "./routes";
import type { Context, Operation, Result } from "./state";
import { showView } from "./view";
import { answer, bodyFields, type Meta, parse, queryFields, refuse } from "./wire";

/** The account of every key that names none. */
export const ownAccount = "sandbox";

const secretFields = new Set(["password", "new_password", "old_password", "auth"]);

const refusals: Record<Refusal, ErrorCode> = {
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
    const match = matchRoute(http.method, http.path);
    const parsed = parse(http.body);
    const body = isRecord(parsed) ? parsed : {};
    const id = match?.path.instance_id ?? match?.path.resource_id ?? firstInstance(body);
    const query = Object.fromEntries(new URLSearchParams(http.query));
    return {
      action: match?.name ?? `${http.method} ${http.path}`,
      mutating: match !== undefined && operations[match.name].mutating,
      ...(id === undefined ? {} : { instanceId: id }),
      params: { ...query, ...shown(body) },
      creates: match?.name === "CreateInstance" ? birthsOf(body) : 0,
    };
  }

  handle(http: HttpRequest): Outcome {
    const meta = this.meta(http);
    try {
      const result = this.run(http);
      return { reply: answer(result, meta), touched: result.touched ?? [] };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { reply: refuse(error, meta), touched: [] };
    }
  }

  private run(http: HttpRequest): Result {
    const match = matchRoute(http.method, http.path);
    if (match === undefined) throw unknownRoute(http);
    const operation: Operation = operations[match.name];
    const caller = isOpen(match.name) ? undefined : authenticate(this.world, http);
    const key: KeyPair = caller?.key ?? { id: "", secret: "" };
    const account = key.account ?? ownAccount;
    if (key.deny?.includes(match.name)) throw denied(match, operation);
    const { project, region } = placeOf(match, account, http, caller?.project);
    const context: Context = {
      world: this.world,
      store: this.store,
      path: match.path,
      query: queryFields(operation.query ?? {}, http),
      body: bodyFields(operation.body, http, operation.bodyIsOptional === true),
      key,
      account,
      project,
      region,
      request: http,
    };
    return operation.handle(context);
  }

  refuse(kind: Refusal, http: HttpRequest): Reply {
    return refuse(new ApiError(refusals[kind]), this.meta(http));
  }

  instances(): SandboxInstance[] {
    return this.store
      .all()
      .filter(({ released }) => !released)
      .map((instance) => show(instance, this.world.now()));
  }

  /** A creation ends in CREATEFAILED, any other change in ERROR. */
  fail(id: string): void {
    const instance = this.store.find(id);
    if (instance === undefined) return;
    const isBorn = instance.status !== status.creating && instance.status !== status.paying;
    const at = instance.steps.at(-1)?.at ?? this.world.now();
    const end = { status: isBorn ? status.error : status.createFailed, released: false, set: { task: null } };
    this.store.begin(instance, { steps: [{ at, ...end }] });
  }

  stall(id: string): void {
    this.store.stall(id);
  }

  drift(change: Drift): void {
    drift(this.store, change);
  }

  servers(): RequestedServer[] {
    if (this.world.addresses === undefined) return [];
    return this.store.all().flatMap((instance) => wishOf(instance) ?? []);
  }

  private meta({ path }: HttpRequest): Meta {
    const project = path.split("/")[2] ?? "";
    const accounts = [ownAccount, ...this.world.keys.flatMap(({ account }) => account ?? [])];
    const isOld = accounts.some((account) => regionOfProject(account, project) === oldGeneration);
    return { requestId: this.world.random.text(32, "0123456789abcdef"), now: this.world.now(), isOld };
  }
}

/** DCS says that its own URL is wrong, the gateway that there is no such API. [doc] */
function unknownRoute({ method, path }: HttpRequest): ApiError {
  const text = `the sandbox does not imitate ${method} ${path}`;
  return new ApiError(path.startsWith("/v2/") ? "DCS.4001" : "APIGW.0101", text);
}

/** Of a project id in the path, or in X-Project-Id where the path has none. */
function placeOf(match: Match, account: string, http: HttpRequest, bound: string | undefined) {
  const named = match.path.project_id;
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

/** As an access policy would. */
function denied({ name }: Match, { route, right }: Operation): ApiError {
  const path = route.split(" ")[1] ?? "";
  if (path.startsWith("/v3/auth") || path.startsWith("/v3/projects") || path.startsWith("/v1.0/"))
    return new ApiError("IAM.0103");
  if (path.startsWith("/v2/orders") || path.startsWith("/v3/orders") || path.startsWith("/v2/products"))
    return new ApiError("CBC.0151");
  return new ApiError("DCS.2007", right ?? `dcs:instance:${name}`);
}

function shown(body: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return [name, secretFields.has(name) ? "[hidden]" : text];
    }),
  );
}

function birthsOf(body: Readonly<Record<string, unknown>>): number {
  const count = Number(body.instance_num ?? 1);
  return Number.isInteger(count) && count >= 1 && count <= 100 ? count : 1;
}

/** What show gives, and what only other reads give. */
function show(instance: HuaweiInstance, now: number): SandboxInstance {
  const { id, properties: p, createdAt, tags, secrets } = instance;
  return structuredClone({
    cloud: "huawei",
    id,
    name: p.name,
    status: instance.status,
    createdAt: vendorTime(createdAt),
    tags,
    properties: { ...p, ...showView(instance, now), az_codes: p.az_codes },
    secrets,
  });
}

/** A Memcached instance has no real server, nor has one that was never made. */
function wishOf(instance: HuaweiInstance): RequestedServer | undefined {
  const { id, properties: p, secrets, released, status: now } = instance;
  if (released || p.engine === "Memcached" || now === status.createFailed || now === status.paying) return undefined;
  const isOpen = p.no_password_access || secrets.password === undefined;
  return {
    id,
    port: p.port,
    memoryMb: Math.max(1, Math.round(p.capacityGb * 1024)),
    ...(isOpen ? {} : { password: secrets.password ?? "" }),
  };
}
