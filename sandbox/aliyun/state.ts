import type { World } from "../core/cloud";
import type { KeyPair } from "../core/keys";
import type { Args } from "./args";
import { ApiError, type ErrorCode } from "./errors";
import { type AliyunInstance, type AliyunProperties, type AliyunStore, status } from "./instance";
import { newOrderNumber } from "./orders";

/** What a handler may look at and change. It writes no HTTP and knows no signature. */
export interface Context {
  readonly world: World;
  readonly store: AliyunStore;
  readonly args: Args;
  readonly key: KeyPair;
  readonly account: string;
  readonly action: string;
}

export interface Result {
  /** The answer's body but its RequestId. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Ids of the instances it created or changed. */
  readonly touched?: readonly string[];
}

export interface Operation {
  readonly mutating: boolean;
  /** How it is known: [doc] vendor page, [sdk] vendor source, [tf] Terraform provider, [seen] observed, [guess]. */
  readonly known: string;
  readonly handle: (context: Context) => Result;
}

export const apiVersion = { kvstore: "2015-01-01", sts: "2015-04-01", vpc: "2016-04-28" } as const;

/** The instance that `parameter` names, if the caller's account has it in the region that the call names. */
export function findInstance(
  context: Context,
  parameter = "InstanceId",
  code: ErrorCode = "InvalidInstanceId.NotFound",
): AliyunInstance {
  const instance = lookUp(context, context.args.must(parameter));
  if (instance === undefined) throw new ApiError(code);
  return instance;
}

export function lookUp(context: Context, id: string): AliyunInstance | undefined {
  return visible(context, context.store.find(id));
}

/** The one in the recycle bin; all other look-ups see only what is not there. */
export function lookUpBinned(context: Context, id: string): AliyunInstance | undefined {
  return visible(context, context.store.findBinned(id));
}

function visible({ account, args }: Context, instance: AliyunInstance | undefined): AliyunInstance | undefined {
  if (instance === undefined || instance.account !== account) return undefined;
  const region = args.text("RegionId");
  // An operation called in the wrong region does not see the instance. [guess]
  return region === undefined || region === instance.properties.RegionId ? instance : undefined;
}

/** Most changes are refused unless the instance is Normal. [doc] [tf] */
export function requireNormal(instance: AliyunInstance): void {
  if (instance.status !== status.normal) throw new ApiError("IncorrectDBInstanceState");
}

/** After an order the status can read Normal while the order is still carried out; a second order is refused. [tf], its code [guess] */
export function requireOrderCompleted(instance: AliyunInstance): void {
  requireNormal(instance);
  if (!instance.properties.IsOrderCompleted) throw new ApiError("Task.Conflict");
}

export function done(instance: AliyunInstance, content: Record<string, unknown> = {}): Result {
  return { content, touched: [instance.id] };
}

/** A change that is no order: `during`, then Normal with `set` in force. */
export function transit(
  context: Context,
  instance: AliyunInstance,
  during: string,
  set: Partial<AliyunProperties>,
): void {
  const { store, world } = context;
  store.begin(instance, { status: during, steps: [{ at: world.now() + world.changeMs, status: status.normal, set }] });
}

/**
 * A change that is an order: `during`, then Normal while the order goes on for the last quarter; `set` is in force at its
 * end. With EffectiveTime=MaintainTime all that begins with the next maintenance window. [tf] [sdk]
 */
export function order(
  context: Context,
  instance: AliyunInstance,
  during: string,
  set: Partial<AliyunProperties>,
  atOnce: Partial<AliyunProperties> = {},
): void {
  const { store, world, args } = context;
  const wish = oneOf(args, "EffectiveTime", ["Immediately", "MaintainTime", "0", "1"]) ?? "Immediately";
  const now = world.now();
  const isLater = wish === "MaintainTime" || wish === "1";
  const start = isLater ? nextWindow(now, instance.properties.MaintainStartTime) : now;
  const steps = [
    { at: start + Math.floor(world.changeMs * 0.75), status: status.normal },
    { at: start + world.changeMs, set: { ...set, IsOrderCompleted: true } },
  ];
  const beginning = { status: during, set: { IsOrderCompleted: false } };
  store.begin(
    instance,
    isLater
      ? { set: atOnce, steps: [{ at: start, ...beginning }, ...steps] }
      : { ...beginning, set: { ...atOnce, ...beginning.set }, steps },
  );
}

/** The next moment, in UTC, at which the maintenance window begins. */
function nextWindow(now: number, start: string): number {
  const [hours = 0, minutes = 0] = start.slice(0, 5).split(":").map(Number);
  const window = new Date(now);
  window.setUTCHours(hours, minutes, 0, 0);
  if (window.getTime() <= now) window.setUTCDate(window.getUTCDate() + 1);
  return window.getTime();
}

export function orderId({ world }: Context): number {
  return newOrderNumber(world);
}

export function invalid(text: string): ApiError {
  return new ApiError("InvalidParam", text);
}

export function oneOf(args: Args, name: string, allowed: readonly string[]): string | undefined {
  const value = args.text(name);
  if (value !== undefined && !allowed.includes(value)) {
    throw invalid(`${name} has to be one of ${allowed.join(", ")}.`);
  }
  return value;
}

export function within(args: Args, name: string, least: number, most: number): number | undefined {
  const value = args.int(name);
  if (value !== undefined && (value < least || value > most))
    throw invalid(`${name} has to be from ${least} to ${most}.`);
  return value;
}
