import type { World } from "../core/cloud";
import type { KeyPair } from "../core/keys";
import { nextWindow } from "../core/window";
import type { Args } from "./args";
import { ApiError } from "./errors";
import { type AliyunInstance, type AliyunProperties, type AliyunStore, status, type Task } from "./instance";

/** What a handler reads and changes. It knows neither HTTP nor signatures. */
export interface Context {
  readonly world: World;
  readonly store: AliyunStore;
  readonly args: Args;
  readonly key: KeyPair;
  readonly account: string;
  readonly action: string;
}

export interface Result {
  /** The body of the answer without its RequestId. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Ids of the instances that were created or changed. */
  readonly touched?: readonly string[];
}

export interface Operation {
  readonly mutating: boolean;
  /** Needs no signature. */
  readonly isOpen?: boolean;
  /** The only HTTP method that it takes; both where none is given. */
  readonly method?: "GET" | "POST";
  /** Where its behaviour is known from: [doc] vendor page, [sdk] vendor source, [tf] Terraform provider, [seen] observed, [guess]. */
  readonly known: string;
  readonly handle: (context: Context) => Result;
}

/** The parameter that names an operation's instance. */
export type IdParameter = "InstanceId" | "DBInstanceId" | "DBClusterId" | "SrcDBInstanceId";

/** The instance that `parameter` names, if the caller's account has it in the region that the call names. */
export function findInstance(context: Context, parameter: IdParameter = "InstanceId"): AliyunInstance {
  const instance = lookUp(context, context.args.must(parameter));
  if (instance === undefined) throw new ApiError("InvalidInstanceId.NotFound");
  return instance;
}

/** The same in the recycle bin, which all other look-ups leave out. */
export function findBinned(context: Context, parameter: IdParameter = "InstanceId"): AliyunInstance {
  const id = context.args.must(parameter);
  const instance = visible(context, context.store.findBinned(id));
  if (instance !== undefined) return instance;
  throw new ApiError(lookUp(context, id) === undefined ? "InvalidInstanceId.NotFound" : "IncorrectDBInstanceState");
}

export function lookUp(context: Context, id: string): AliyunInstance | undefined {
  return visible(context, context.store.find(id));
}

function visible({ account, args }: Context, instance: AliyunInstance | undefined): AliyunInstance | undefined {
  if (instance === undefined || instance.account !== account) return undefined;
  const region = args.text("RegionId");
  // An operation called in another region does not find the instance. [guess]
  return region === undefined || region === instance.properties.RegionId ? instance : undefined;
}

/** Most changes are rejected unless the instance is Normal. [doc] [tf] */
export function requireNormal(instance: AliyunInstance): void {
  if (instance.status !== status.normal) throw new ApiError("IncorrectDBInstanceState");
}

/** The status can read Normal while an order is still carried out; a second order is then rejected. [tf], its code [guess] */
export function requireOrderCompleted(instance: AliyunInstance): void {
  requireNormal(instance);
  if (!instance.properties.IsOrderCompleted) throw new ApiError("Task.Conflict");
}

export function requirePrePaid({ properties }: AliyunInstance): void {
  if (properties.ChargeType !== "PrePaid") throw new ApiError("InvalidOrderCharge.NotSupport");
}

export function done(instance: AliyunInstance, content: Record<string, unknown> = {}): Result {
  return { content, touched: [instance.id] };
}

export function newTaskId({ world }: Context): string {
  return String(world.random.number(1_000_000_000));
}

/** The TaskType of the operations that the task center lists. [doc] job center; of a major version [guess] */
const taskTypes: Readonly<Record<string, string>> = {
  ModifyInstanceSpec: "ModifyInsSpec",
  MigrateToOtherZone: "ModifyInsSpec",
  AddShardingNode: "AddInsShards",
  DeleteShardingNode: "DeleteInsShards",
  ModifyInstanceMajorVersion: "ModifyInsSpec",
  ModifyInstanceMinorVersion: "KernelVersionUpgrade",
  RestartInstance: "RestartIns",
};

/** When the change begins that the call asks for, and the task that it is. */
function newTask({ world, args, action }: Context, { properties }: AliyunInstance): { begins: number; Tasks: Task[] } {
  const now = world.now();
  const isLater = ["MaintainTime", "1"].includes(args.text("EffectiveTime") ?? "");
  const begins = isLater ? nextWindow(now, properties.MaintainStartTime) : now;
  const TaskType = taskTypes[action];
  if (TaskType === undefined) return { begins, Tasks: properties.Tasks };
  const times = { startsAt: now, switchesAt: begins, endsAt: begins + world.changeMs };
  return { begins, Tasks: [...properties.Tasks, { TaskId: `t-${world.random.text(16)}`, TaskType, ...times }] };
}

/**
 * A change that is no order: `during`, then Normal with `set` in force. With EffectiveTime=MaintainTime the status changes at
 * once all the same, and the change comes with the next maintenance window. [doc] change the configurations of an instance
 */
export function transit(
  context: Context,
  instance: AliyunInstance,
  during: string,
  set: Partial<AliyunProperties>,
): void {
  const { begins, Tasks } = newTask(context, instance);
  const end = { at: begins + context.world.changeMs, status: status.normal, set };
  context.store.begin(instance, { status: during, set: { Tasks }, steps: [end] });
}

/** A change that is an order: the same, but Normal while the order goes on for the last quarter. [tf] */
export function transitByOrder(
  context: Context,
  instance: AliyunInstance,
  during: string,
  set: Partial<AliyunProperties>,
  atOnce: Partial<AliyunProperties> = {},
): void {
  const { changeMs } = context.world;
  const { begins, Tasks } = newTask(context, instance);
  context.store.begin(instance, {
    status: during,
    set: { ...atOnce, Tasks, IsOrderCompleted: false },
    steps: [
      { at: begins + Math.floor(changeMs * 0.75), status: status.normal },
      { at: begins + changeMs, set: { ...set, IsOrderCompleted: true } },
    ],
  });
}

type Check = (instance: AliyunInstance, context: Context) => void;

interface Row {
  readonly known: string;
  /** The parameter that names the instance; InstanceId when left out. */
  readonly id?: IdParameter;
}

/** A row for an operation that finds an instance, requires a state and changes properties. */
interface Change extends Row {
  /** Carried out in this order; requireNormal when left out. */
  readonly require?: readonly Check[];
  /** The properties that change. It may reject the call, since nothing has changed yet. */
  readonly set: (instance: AliyunInstance, context: Context) => Partial<AliyunProperties>;
  /** The status until they are in force; without one they are at once. */
  readonly during?: string;
  /** The change is an order. */
  readonly isOrder?: boolean;
  readonly answer?: (instance: AliyunInstance, context: Context) => Record<string, unknown>;
}

export function change({ known, id, require = [requireNormal], set, during, isOrder, answer }: Change): Operation {
  return {
    mutating: true,
    known,
    handle: (context) => {
      const instance = findInstance(context, id);
      for (const check of require) check(instance, context);
      const properties = set(instance, context);
      if (during === undefined) Object.assign(instance.properties, properties);
      else if (isOrder === true) transitByOrder(context, instance, during, properties);
      else transit(context, instance, during, properties);
      return done(instance, answer?.(instance, context));
    },
  };
}

/** A row for an operation that finds an instance and shows something of it. */
interface Read extends Row {
  readonly require?: readonly Check[];
  readonly show: (instance: AliyunInstance, context: Context) => Record<string, unknown>;
}

export function read({ known, id, require = [], show }: Read): Operation {
  return {
    mutating: false,
    known,
    handle: (context) => {
      const instance = findInstance(context, id);
      for (const check of require) check(instance, context);
      return { content: show(instance, context) };
    },
  };
}
