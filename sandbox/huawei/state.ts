import type { World } from "../core/cloud";
import type { HttpRequest } from "../core/http";
import type { KeyPair } from "../core/keys";
import type { Fields, Spec } from "./args";
import { ApiError, type ErrorCode } from "./errors";
import {
  type HuaweiInstance,
  type HuaweiProperties,
  type HuaweiStore,
  isOld,
  status,
  task,
  vendorTime,
} from "./instance";
import { addJob, type Task } from "./jobs";

/** What a handler may look at and change. It writes no HTTP and knows no signature. */
export interface Context {
  readonly world: World;
  readonly store: HuaweiStore;
  /** The `{…}` of the route. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly body: Fields;
  readonly key: KeyPair;
  readonly account: string;
  /** "" for operations that belong to no project: IAM, billing, enterprise projects. */
  readonly project: string;
  readonly region: string;
  readonly request: HttpRequest;
}

export interface Result {
  /** 200 when left out. */
  readonly status?: number;
  /** Without one the answer has no body. */
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ids of the instances it created or changed. */
  readonly touched?: readonly string[];
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Operation {
  readonly route: `${Method} /${string}`;
  readonly mutating: boolean;
  /** How it is known: [doc] vendor page, [sdk] vendor source, [tf] Terraform provider, [qa] vendor's public tests, [guess]. */
  readonly known: string;
  readonly query?: Spec;
  /** Without one the body is not looked at: some clients send `{}` or nothing. */
  readonly body?: Spec;
  /** A body is not mandatory. */
  readonly bodyIsOptional?: boolean;
  /** What an access policy calls it, where its own name is not known to be `dcs:instance:…`. */
  readonly right?: string;
  readonly handle: (context: Context) => Result;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function lookUp({ store, account, project }: Context, id: string): HuaweiInstance | undefined {
  const instance = store.find(id);
  if (instance === undefined || instance.account !== account) return undefined;
  return instance.properties.project_id === project ? instance : undefined;
}

/** The instance of the path, in whatever state. */
export function findInstance(context: Context): HuaweiInstance {
  const id = context.path.instance_id ?? "";
  if (!uuid.test(id)) throw new ApiError("DCS.4061");
  const instance = lookUp(context, id);
  if (instance === undefined) throw new ApiError("DCS.3022");
  return instance;
}

/** What is said while something else goes on: by `task` where there is one, else by status. [doc] [tf], the attribution [guess] */
const busyCodes: Readonly<Record<string, ErrorCode>> = {
  [status.creating]: "DCS.4118",
  [status.restarting]: "DCS.4111",
  [status.extending]: "DCS.4113",
  [status.paying]: "DCS.4049",
  [status.createFailed]: "DCS.4049",
  [status.error]: "DCS.4049",
  [status.frozen]: "DCS.4049",
  RESTORING: "DCS.4097",
  UPGRADING: "DCS.4116",
  FREEZING: "DCS.4120",
  [task.backup]: "DCS.4096",
  [task.config]: "DCS.4114",
  [task.password]: "DCS.4115",
  [task.reset]: "DCS.4121",
  [task.clientIp]: "DCS.4300",
};

/** undefined: RUNNING, and nothing goes on. */
export function busyCode({ status: now, properties }: HuaweiInstance): ErrorCode | undefined {
  if (now === status.running && properties.task === null) return undefined;
  return busyCodes[now === status.running ? (properties.task ?? "") : now] ?? "DCS.4026";
}

export function requireIdle(instance: HuaweiInstance): HuaweiInstance {
  const code = busyCode(instance);
  if (code !== undefined) throw new ApiError(code);
  return instance;
}

export function findIdle(context: Context): HuaweiInstance {
  return requireIdle(findInstance(context));
}

export function requireModern(instance: HuaweiInstance, code: ErrorCode): void {
  if (isOld(instance.properties)) throw new ApiError(code);
}

export interface Change {
  /** What shows meanwhile: a status, or RUNNING with a task. */
  readonly status?: string;
  readonly task?: string;
  /** In force at the end. */
  readonly set: Partial<HuaweiProperties>;
  /** In force now. */
  readonly atOnce?: Partial<HuaweiProperties>;
  /** What GET /jobs calls it. */
  readonly job: string;
  /** How it shows in the list of background tasks, if it does. */
  readonly shown?: Task;
  /** Milliseconds; a beginning in the future leaves the instance RUNNING and idle until then. */
  readonly from?: number;
}

/** Begins a change that ends by itself after `changeMs`. Returns the id of its job. */
export function transit(context: Context, instance: HuaweiInstance, change: Change): string {
  const { store, world } = context;
  const now = world.now();
  const from = change.from ?? now;
  const job = addJob(context, instance, change.job, from, change.shown);
  const beginning = {
    status: change.status ?? status.running,
    set: { task: change.task ?? null, ...change.atOnce },
  };
  const end = {
    at: from + world.changeMs,
    status: status.running,
    set: {
      task: null,
      updated_at: vendorTime(from + world.changeMs),
      ...change.set,
      doneJobs: [...instance.properties.doneJobs, job],
    },
  };
  store.begin(instance, from > now ? { steps: [{ at: from, ...beginning }, end] } : { ...beginning, steps: [end] });
  return job;
}

export function noContent(instance: HuaweiInstance): Result {
  return { status: 204, touched: [instance.id] };
}

export function done(instance: HuaweiInstance, content: Record<string, unknown>): Result {
  return { content, touched: [instance.id] };
}

/** The next moment, in UTC, at which the maintenance window begins. */
export function nextWindow(now: number, begin: string): number {
  const window = new Date(now);
  window.setUTCHours(Number(begin.slice(0, 2)), 0, 0, 0);
  if (window.getTime() <= now) window.setUTCDate(window.getUTCDate() + 1);
  return window.getTime();
}
