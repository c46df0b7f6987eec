import type { World } from "../core/cloud";
import type { KeyPair } from "../core/keys";
import type { Step } from "../core/store";
import type { Args } from "./args";
import { ApiError, invalid, notFound } from "./errors";
import { type JdInstance, type JdProperties, type JdStore, status, type Task } from "./instance";
import type { RegionId } from "./regions";

/** What a handler may look at and change. It writes no HTTP and knows no signature. */
export interface Context {
  readonly world: World;
  readonly store: JdStore;
  readonly args: Args;
  readonly key: KeyPair;
  readonly account: string;
  /** Of the path; undefined for the calls that have no region. */
  readonly region: RegionId | undefined;
  /** Of the path; "" when it has none. */
  readonly id: string;
}

export interface Result {
  /** The answer's `result`; without one the answer is its requestId alone. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** Ids of the instances it created or changed. */
  readonly touched?: readonly string[];
}

export interface Operation {
  readonly mutating: boolean;
  /** How it is known: [doc] vendor page, [sdk] vendor source, [qa] the vendor's own tests, [seen] observed, [guess]. */
  readonly known: string;
  readonly handle: (context: Context) => Result;
}

/** The instance of the path. @throws 400 for an empty id [qa], 404 for one that is not there (any more) [qa] */
export function findInstance(context: Context): JdInstance {
  if (context.id === "") throw invalid("cacheInstanceId cannot be empty");
  const instance = lookUp(context, context.id);
  if (instance === undefined) throw gone(context, context.id);
  return instance;
}

/** What the caller's account has in this region outside the recycle bin. */
export function lookUp(context: Context, id: string): JdInstance | undefined {
  const instance = context.store.find(id);
  return instance !== undefined && isOurs(context, instance) && !isBinned(instance) ? instance : undefined;
}

export function isOurs({ account, region }: Context, { account: owner, properties }: JdInstance): boolean {
  return owner === account && (region === undefined || region === properties.regionId);
}

/** Whether describe answers for an instance in the recycle bin is not known [guess]: not for one that was deleted, but for a drifted one. */
export function isBinned({ properties, steps }: JdInstance): boolean {
  return properties.softDeletedTime !== null && steps.some(({ gone: instanceNotFound }) => instanceNotFound === true);
}

/** "has deleted" for a former instance, "not found" for one that never was. [qa] */
export function gone({ world }: Context, id: string): ApiError {
  return notFound(`cacheInstance ${id} ${deletedIds(world).has(id) ? "has deleted" : "not found"}`);
}

export function deletedIds({ tables }: World): Map<string, true> {
  return tables.table("former");
}

/** Changes want a running instance; the refusal names the state in capitals. [qa] of resize, [guess] for the others */
export function requireRunning(instance: JdInstance): void {
  if (instance.status === status.running) return;
  throw new ApiError(
    "FAILED_PRECONDITION",
    `cacheInstance ${instance.id} is ${instance.status.toUpperCase()}, expected RUNNING`,
  );
}

/** The billing side lags behind create and resize, so that the vendor's own tests wait a minute before the next order. [qa], the error [guess] */
export function isBillingBusy({ world }: Context, { properties }: JdInstance): boolean {
  return properties.billingUntil > world.now();
}

export function requireBillingIdle(context: Context, instance: JdInstance): void {
  if (!isBillingBusy(context, instance)) return;
  throw new ApiError("FAILED_PRECONDITION", `the last order of cacheInstance ${instance.id} is still being processed`);
}

export function done(instance: JdInstance, result?: Readonly<Record<string, unknown>>): Result {
  return { touched: [instance.id], ...(result === undefined ? {} : { result }) };
}

/** A change that is no order: `during`, then running with `set` in force. What is due in the maintenance window stays due. */
export function transit(context: Context, instance: JdInstance, during: string, set: Partial<JdProperties>): void {
  const { store, world } = context;
  const end: Step<JdProperties> = { at: world.now() + world.changeMs, status: status.running, set };
  store.begin(instance, { status: during, steps: inOrder([...instance.steps, end]) });
}

/**
 * A change that runs as a task: `during`, then running with `set` in force. With effectiveTime MaintainTime all that begins with the
 * next maintenance window, and until then the status does not change at all. [sdk]
 */
export function runTask(
  context: Context,
  instance: JdInstance,
  taskType: Task["taskType"],
  during: string,
  set: Partial<JdProperties>,
): Task {
  const { store, world, args } = context;
  const isLater = args.oneOf("effectiveTime", ["Immediately", "MaintainTime"]) === "MaintainTime";
  const now = world.now();
  const startsAt = isLater ? nextWindow(now, instance.properties.maintenanceStartTime) : now;
  const endsAt = startsAt + world.changeMs;
  const task: Task = { taskId: `task-${world.random.text(10)}`, taskType, startsAt, endsAt };
  const tasks = [...instance.properties.tasks, task];
  const end: Step<JdProperties> = { at: endsAt, status: status.running, set: { ...set, toBeExecutedTaskType: [] } };
  store.begin(
    instance,
    isLater
      ? {
          set: { tasks, toBeExecutedTaskType: [taskNumbers[taskType]] },
          steps: [{ at: startsAt, status: during, set: { toBeExecutedTaskType: [] } }, end],
        }
      : { status: during, set: { tasks }, steps: [end] },
  );
  return task;
}

/** toBeExecutedTaskType holds numbers. [sdk] Which ones is a guess. */
export const taskNumbers = { resize: 1, upgrade: 2 } as const;

/** One resize at a time, a deferred one included. [sdk] */
export function requireNoTask({ world }: Context, { id, properties }: JdInstance): void {
  if (properties.tasks.some(({ endsAt }) => endsAt > world.now())) {
    throw new ApiError("FAILED_PRECONDITION", `cacheInstance ${id} has a task that is not finished`);
  }
}

/** The next moment, in UTC, at which the maintenance window begins. */
function nextWindow(now: number, start: string): number {
  const [hours = 0, minutes = 0] = start.slice(0, 5).split(":").map(Number);
  const window = new Date(now);
  window.setUTCHours(hours, minutes, 0, 0);
  if (window.getTime() <= now) window.setUTCDate(window.getUTCDate() + 1);
  return window.getTime();
}

function inOrder(steps: Step<JdProperties>[]): Step<JdProperties>[] {
  return steps.sort((a, b) => a.at - b.at);
}

/** What every order is answered with. [sdk] */
export function orderIds({ world }: Context): { orderNum: string; buyId: string } {
  return { orderNum: String(10_000_000_000 + world.random.number(1_000_000_000)), buyId: world.random.uuid() };
}
