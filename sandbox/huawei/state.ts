import type { World } from "../core/cloud";
import type { HttpRequest } from "../core/http";
import type { KeyPair } from "../core/keys";
import type { Args } from "./args";
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

/** What a handler may read and change. It writes no HTTP and knows no signature. */
export interface Context {
  readonly world: World;
  readonly store: HuaweiStore;
  /** The `{…}` of the route. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Args;
  readonly body: Args;
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
  /** Without content the answer has no body. */
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ids of the instances that the call created or changed. */
  readonly touched?: readonly string[];
}

export interface Operation {
  readonly mutating: boolean;
  /** How it is known: [doc] vendor page, [sdk] vendor source, [tf] Terraform provider, [qa] vendor's public tests, [guess]. */
  readonly known: string;
  /** The action's name in an access policy; `dcs:instance:…` with the operation's own name when left out. */
  readonly right?: string;
  /** The request is not signed: the body holds the credentials. */
  readonly isOpen?: boolean;
  readonly handle: (context: Context) => Result;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isOwn({ account, project }: Context, instance: HuaweiInstance): boolean {
  return instance.account === account && instance.properties.project_id === project;
}

export function lookUp(context: Context, id: string): HuaweiInstance | undefined {
  const instance = context.store.find(id);
  return instance !== undefined && isOwn(context, instance) ? instance : undefined;
}

/** All instances of the account in the project, those under deletion included. */
export function ownInstances(context: Context): HuaweiInstance[] {
  return context.store.all().filter((instance) => isOwn(context, instance));
}

/** The instance of the path, in any state. */
export function findInstance(context: Context): HuaweiInstance {
  const id = context.path.instance_id ?? "";
  if (!uuid.test(id)) throw new ApiError("DCS.4061");
  const instance = lookUp(context, id);
  if (instance === undefined) throw new ApiError("DCS.3022");
  return instance;
}

/** The error while something else is in progress, by status or, when RUNNING, by task. [doc] [tf]; which code belongs to which [guess] */
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

/** undefined for an instance that is RUNNING without a task. */
export function busyCode({ status: current, properties }: HuaweiInstance): ErrorCode | undefined {
  if (current === status.running && properties.task === null) return undefined;
  return busyCodes[current === status.running ? (properties.task ?? "") : current] ?? "DCS.4026";
}

export function requireIdle(instance: HuaweiInstance): HuaweiInstance {
  const code = busyCode(instance);
  if (code !== undefined) throw new ApiError(code);
  return instance;
}

export function findIdle(context: Context): HuaweiInstance {
  return requireIdle(findInstance(context));
}

/** @throws ApiError with `code` for Redis 3.0 and Memcached */
export function requireModern(instance: HuaweiInstance, code: ErrorCode): void {
  if (isOld(instance.properties)) throw new ApiError(code);
}

/** What an instance shows during a transition: another status, or RUNNING with a task. */
export type During = { readonly status: string } | { readonly task: string };

export interface Transition {
  readonly during: During;
  /** In force at the end. */
  readonly set: Partial<HuaweiProperties>;
  /** In force from the start. */
  readonly setNow?: Partial<HuaweiProperties>;
  /** The type that GET /jobs shows. */
  readonly job: string;
  /** The entry in the list of background tasks, if it has one. */
  readonly listed?: Task | undefined;
  /** Milliseconds, now when left out. Until then the instance stays RUNNING and idle. */
  readonly from?: number | undefined;
}

/** Begins a change that ends by itself after `changeMs`. Returns the id of its job. */
export function transit(context: Context, instance: HuaweiInstance, transition: Transition): string {
  const { store, world } = context;
  const now = world.now();
  const from = transition.from ?? now;
  const job = addJob(context, instance, transition.job, from, transition.listed);
  const { status: during, task: running } = { status: status.running, task: null, ...transition.during };
  const begin = { status: during, set: { task: running, ...transition.setNow } };
  const end = {
    at: from + world.changeMs,
    status: status.running,
    set: {
      task: null,
      updated_at: vendorTime(from + world.changeMs),
      ...transition.set,
      doneJobs: [...instance.properties.doneJobs, job],
    },
  };
  store.begin(instance, from > now ? { steps: [{ at: from, ...begin }, end] } : { ...begin, steps: [end] });
  return job;
}

/** The row of an operation that finds one instance, checks a few values and changes some properties. */
export interface Change {
  readonly known: string;
  /** Finds the instance in the state that the operation requires; by default the one of the path, idle. */
  readonly find?: (context: Context) => HuaweiInstance;
  /** The error on Redis 3.0 and Memcached, for an operation that these do not have. */
  readonly oldCode?: ErrorCode;
  /** Checks the values and returns the new properties. @throws ApiError */
  readonly set: (context: Context, instance: HuaweiInstance) => Partial<HuaweiProperties>;
  /** Without it the change is in force at once. */
  readonly during?: During;
  readonly setNow?: Partial<HuaweiProperties>;
  readonly job?: string | ((context: Context) => string);
  readonly listed?: (set: Partial<HuaweiProperties>) => Task;
  /** The content of the answer; by default 204 without any. */
  readonly answer?: (instance: HuaweiInstance, job: string) => Readonly<Record<string, unknown>>;
}

export function change(row: Change): Operation {
  const { known, find = findIdle, oldCode, answer } = row;
  const handle = (context: Context): Result => {
    const instance = find(context);
    if (oldCode !== undefined) requireModern(instance, oldCode);
    const job = begin(row, context, instance);
    return answer === undefined ? noContent(instance) : done(instance, answer(instance, job));
  };
  return { mutating: true, known, handle };
}

/** The id of the job; "" for a change that has none. */
function begin(row: Change, context: Context, instance: HuaweiInstance): string {
  const set = row.set(context, instance);
  const job = typeof row.job === "function" ? row.job(context) : row.job;
  const listed = row.listed?.(set);
  if (row.during !== undefined)
    return transit(context, instance, { ...row, during: row.during, set, job: job ?? "", listed });
  const id = job === undefined ? "" : addJob(context, instance, job, context.world.now(), listed);
  const { doneJobs } = instance.properties;
  Object.assign(instance.properties, set, job === undefined ? {} : { doneJobs: [...doneJobs, id] });
  return id;
}

/** The usual answers of a row. */
export const jobOnly = (_instance: HuaweiInstance, job_id: string) => ({ job_id });
export const emptyObject = () => ({});

export function noContent(instance: HuaweiInstance): Result {
  return { status: 204, touched: [instance.id] };
}

export function done(instance: HuaweiInstance, content: Readonly<Record<string, unknown>>): Result {
  return { content, touched: [instance.id] };
}
