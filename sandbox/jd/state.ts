import type { World } from "../core/cloud";
import type { KeyPair } from "../core/keys";
import type { Step } from "../core/store";
import { nextWindow } from "../core/window";
import type { Args } from "./args";
import type { RegionId } from "./catalogue";
import { type ApiError, failedPrecondition, invalid, notFound } from "./errors";
import { type JdInstance, type JdProperties, type JdStore, status, type Task } from "./instance";

/** What an operation may look at and change. It writes no HTTP and knows no signature. */
export interface Context {
  readonly world: World;
  readonly store: JdStore;
  readonly args: Args;
  readonly key: KeyPair;
  readonly account: string;
  /** From the path; undefined for the calls without a region. */
  readonly region: RegionId | undefined;
  /** From the path; "" when it has none. */
  readonly id: string;
  readonly templateId: string;
}

type Fields = Readonly<Record<string, unknown>>;

export interface Result {
  /** The answer's `result`; without one the answer holds its requestId alone. */
  readonly result?: Fields;
  /** Ids of the instances that the call created or changed. */
  readonly touched?: readonly string[];
}

export interface Operation {
  readonly mutating: boolean;
  /** How it is known: [doc] vendor page, [sdk] vendor source, [qa] the vendor's own tests, [seen] observed, [guess]. */
  readonly known: string;
  readonly handle: (context: Context) => Result;
}

/** A read of one instance, as a row of a table. */
export function read(row: {
  readonly known: string;
  readonly result: (instance: JdInstance, context: Context) => Fields;
}): Operation {
  return {
    mutating: false,
    known: row.known,
    handle: (context) => ({ result: row.result(findInstance(context), context) }),
  };
}

/** A change of one instance, as a row of a table. */
export type Change = {
  readonly known: string;
  /** Checks the arguments, before the state is checked; returns the properties that change. */
  readonly set?: (args: Args, instance: JdInstance, context: Context) => Partial<JdProperties>;
  /** Write-only values that change; undefined removes one. */
  readonly secrets?: (args: Args, instance: JdInstance) => Readonly<Record<string, string | undefined>>;
  /** Which states it needs; running when left out. */
  readonly require?: (instance: JdInstance) => void;
} & (
  | {
      /** The status until the change is complete; when left out, the change takes effect at once. */
      readonly during?: string;
      readonly task?: undefined;
    }
  | { readonly during: string; readonly task: Task["taskType"] }
);

export function change(row: Change): Operation {
  return {
    mutating: true,
    known: row.known,
    handle: (context) => {
      const instance = findInstance(context);
      const properties = row.set?.(context.args, instance, context) ?? {};
      const secrets = row.secrets?.(context.args, instance) ?? {};
      (row.require ?? requireRunning)(instance);
      if (row.task !== undefined) {
        requireNoTask(context, instance);
        transitByTask(context, instance, row.task, row.during, properties);
      } else if (row.during !== undefined) {
        transit(context, instance, row.during, properties);
      } else {
        Object.assign(instance.properties, properties);
      }
      for (const [name, value] of Object.entries(secrets)) {
        if (value === undefined) delete instance.secrets[name];
        else instance.secrets[name] = value;
      }
      return done(instance);
    },
  };
}

export function done(instance: JdInstance, result?: Fields): Result {
  return { touched: [instance.id], ...(result === undefined ? {} : { result }) };
}

/** The instance that the path names. @throws ApiError 400 for an empty id [qa], 404 for one that does not exist (any more) [qa] */
export function findInstance(context: Context): JdInstance {
  if (context.id === "") throw invalid("cacheInstanceId cannot be empty");
  const instance = lookUp(context, context.id);
  if (instance === undefined) throw instanceNotFound(context, context.id);
  return instance;
}

/** Undefined as well for an instance in the recycle bin. */
export function lookUp(context: Context, id: string): JdInstance | undefined {
  const instance = context.store.find(id);
  return instance !== undefined && isAccessible(context, instance) && !isBinned(instance) ? instance : undefined;
}

/** Whether an instance is in the caller's account and the path's region. */
export function isAccessible({ account, region }: Context, { account: owner, properties }: JdInstance): boolean {
  return owner === account && (region === undefined || region === properties.regionId);
}

/** Whether describe answers for an instance in the recycle bin is not known [guess]: not after a deletion, but after a drift. */
export function isBinned({ properties, steps }: JdInstance): boolean {
  return properties.softDeletedTime !== null && steps.some(({ isRemoved }) => isRemoved === true);
}

/** "has deleted" for a former instance, "not found" for one that never existed. [qa] */
export function instanceNotFound({ world }: Context, id: string): ApiError {
  return notFound(`cacheInstance ${id} ${deletedIds(world).has(id) ? "has deleted" : "not found"}`);
}

export function deletedIds({ tables }: World): Map<string, true> {
  return tables.table("former");
}

/** The error names the state in capitals. [qa] of resize, [guess] for the others */
export function requireRunning({ id, status: current }: JdInstance): void {
  if (current === status.running) return;
  throw failedPrecondition(`cacheInstance ${id} is ${current.toUpperCase()}, expected RUNNING`);
}

export function requireNotDeleting(instance: JdInstance): void {
  if (instance.status === status.deleting) requireRunning(instance);
}

/** The billing side lags behind create and resize: the vendor's own tests wait a minute before the next order. [qa] */
export function isBillingBusy({ world }: Context, { properties }: JdInstance): boolean {
  return properties.billingUntil > world.now();
}

/** [guess] the error */
export function requireBillingIdle(context: Context, instance: JdInstance): void {
  if (!isBillingBusy(context, instance)) return;
  throw failedPrecondition(`the last order of cacheInstance ${instance.id} is still being processed`);
}

/** One task at a time, a deferred one included. [sdk] */
export function requireNoTask({ world }: Context, { id, properties }: JdInstance): void {
  if (!properties.tasks.some(({ endsAt }) => endsAt > world.now())) return;
  throw failedPrecondition(`cacheInstance ${id} has a task that is not finished`);
}

/** `during` now, then running with `set` in force. A task that waits for the maintenance window stays due. */
function transit(context: Context, instance: JdInstance, during: string, set: Partial<JdProperties>): void {
  const { store, world } = context;
  const end: Step<JdProperties> = { at: world.now() + world.changeMs, status: status.running, set };
  const steps = [...instance.steps, end].sort((a, b) => a.at - b.at);
  store.begin(instance, { status: during, steps });
}

/**
 * The same as a task, which has an id and can be deferred: with effectiveTime MaintainTime it begins with the next maintenance window, and
 * until then the status does not change. [sdk]
 */
export function transitByTask(
  context: Context,
  instance: JdInstance,
  taskType: Task["taskType"],
  during: string,
  set: Partial<JdProperties>,
): Task {
  const { store, world, args } = context;
  const isDeferred = args.text("effectiveTime") === "MaintainTime";
  const now = world.now();
  const startsAt = isDeferred ? nextWindow(now, instance.properties.maintenanceStartTime) : now;
  const endsAt = startsAt + world.changeMs;
  const task: Task = { taskId: `task-${world.random.text(10)}`, taskType, startsAt, endsAt };
  const tasks = [...instance.properties.tasks, task];
  const end: Step<JdProperties> = { at: endsAt, status: status.running, set: { ...set, toBeExecutedTaskType: [] } };
  store.begin(
    instance,
    isDeferred
      ? {
          set: { tasks, toBeExecutedTaskType: [taskNumbers[taskType]] },
          steps: [{ at: startsAt, status: during, set: { toBeExecutedTaskType: [] } }, end],
        }
      : { status: during, set: { tasks }, steps: [end] },
  );
  return task;
}

/** toBeExecutedTaskType holds numbers. [sdk] [guess] which ones */
export const taskNumbers = { resize: 1, upgrade: 2 } as const;

export function orderNumber({ world }: Context): string {
  return String(10_000_000_000 + world.random.number(1_000_000_000));
}

/** Every order is answered with these ids. [sdk] */
export function orderIds(context: Context): { orderNum: string; buyId: string } {
  return { orderNum: orderNumber(context), buyId: context.world.random.uuid() };
}
