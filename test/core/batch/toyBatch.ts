import { z } from "zod";
import type { BatchCreateRequest, BatchDefinition, Group } from "../../../provider/core/batch/definition";
import type { OrderResult } from "../../../provider/core/lifecycle/order";
import type { SentChange } from "../../../provider/core/ownership/changeJournal";
import { type Attributes, attributeMakers } from "../../../provider/core/resource/attributes";
import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { isUnknown } from "../../../provider/core/resource/unknown";
import { MiniEngine, type Run, type RunOptions } from "../../engine/miniEngine";
import { memoryEntries, memoryJournal, seeded } from "../../engine/world";
import { VirtualClock } from "../../support/virtualClock";
import { fields } from "../../toy/fields";
import { ToyCloud, type ToyInputs, type ToyInstance, toyDefinition, toyEnv } from "../toy";

export type ToyGroup = Pick<ToyInputs, "region" | "title" | "zone" | "chargeType"> & {
  readonly group?: string;
  readonly quantity?: number;
};

export type ToyBatchArgs = Pick<ToyInputs, "region" | "ips" | "password" | "prepaidDestroy"> & {
  groups: readonly ToyGroup[];
};

const { region, ips, password, prepaidDestroy } = fields;
const { inPlace, replace, stateOnly } = attributeMakers<unknown>();
const attributes: Attributes<ToyBatchArgs, unknown> = {
  region: replace(),
  groups: inPlace("members"),
  ips: inPlace<string[]>("members").asSet().whenRemoved(["127.0.0.1"]),
  password: inPlace<string>("members").writeOnly().secret(),
  prepaidDestroy: stateOnly(),
};

function groupsOf({ groups = [], ...shared }: Partial<ToyBatchArgs>): Group<ToyInputs>[] {
  return groups.map(({ group, quantity = 1, ...own }, position) => ({
    name: group ?? String(position),
    quantity: isUnknown(quantity) ? undefined : quantity,
    args: Object.fromEntries(Object.entries({ ...shared, ...own }).filter(([, value]) => value !== undefined)),
  }));
}

type ToyBatch = BatchDefinition<ToyBatchArgs, ToyInputs, ToyInstance, ToyCloud>;

/** A member of a toy batch. */
export const toyMember = (cloud: ToyCloud, more: Partial<AnyInstanceDefinition> = {}): ToyBatch["member"] =>
  toyDefinition(cloud, { createOnlyOutputs: ["orderId"], ...more }) as never;

/** Makes the instances of an order; with the same token the same ones. */
export function makeAll(
  cloud: ToyCloud,
  args: ToyBatchArgs,
  order: BatchCreateRequest,
  orders: Map<string, string[]>,
): string[] {
  const { region = "north", title, zone, chargeType, ips, password } = groupsOf(args)[order.group]?.args ?? {};
  const { pendingTag } = order;
  const make = () => cloud.add({ region, title, zone, chargeType, ips: ips ?? ["127.0.0.1"], password, pendingTag });
  const ids = orders.get(order.token) ?? Array.from({ length: order.count }, make);
  orders.set(order.token, ids);
  return ids;
}

/** A batch on the toy cloud; the create call carries the pending tag, as Huawei's does. */
export function toyBatch(cloud: ToyCloud, more: Partial<ToyBatch> = {}): ToyBatch {
  const orders = new Map<string, string[]>();
  const single = toyMember(cloud);
  return {
    type: "ToyBatch",
    cloud: single.cloud,
    schema: {
      fields: { region, groups: z.array(z.record(z.string(), z.unknown())), ips, password, prepaidDestroy },
      rules: [],
    },
    attributes,
    regionArgument: "region",
    member: single,
    groups: groupsOf,
    create: (api, args, order): Promise<OrderResult> =>
      api.record(`order ${order.count}`, () => ({ ids: makeAll(cloud, args, order, orders) })),
    ...more,
  };
}

/** A stack with one toy batch. */
export class ToyStack {
  readonly engine: MiniEngine;
  readonly journal = memoryJournal();
  readonly changes = memoryEntries<SentChange>();

  constructor(
    readonly cloud: ToyCloud,
    batch: ToyBatch = toyBatch(cloud),
  ) {
    const { journal, changes } = this;
    this.engine = new MiniEngine({
      clock: cloud.clock,
      env: toyEnv,
      journal,
      changes,
      undelivered: [],
      definitions: [batch],
      random: seeded(7),
    });
  }

  private program(args: ToyBatchArgs) {
    return [{ type: "ToyBatch", name: "caches", args: { region: "north", ...args } }];
  }
  up(args: ToyBatchArgs, options?: RunOptions): Promise<Run> {
    return this.engine.up(this.program(args), options);
  }
  preview(args: ToyBatchArgs): Promise<Run> {
    return this.engine.preview(this.program(args));
  }
  get outputs(): Record<string, unknown> {
    return this.engine.state[0]?.outputs ?? {};
  }
  get ids(): string[] {
    return (this.outputs.members as { instanceId: string }[] | undefined)?.map(({ instanceId }) => instanceId) ?? [];
  }
  /** Every id in the state. */
  get held(): string[] {
    const leaving = (this.outputs.__pendingDeletion ?? []) as { instanceId: string }[];
    return [...this.ids, ...leaving.map(({ instanceId }) => instanceId)].sort();
  }
  get existing(): string[] {
    return [...this.cloud.instances.keys()].sort();
  }
}

export function openToy(more: (cloud: ToyCloud) => Partial<ToyBatch> = () => ({})): ToyStack {
  const cloud = new ToyCloud(new VirtualClock());
  return new ToyStack(cloud, toyBatch(cloud, more(cloud)));
}

/** Fails the cloud's calls that begin so. */
export function reject(stack: ToyStack, beginning: string): void {
  stack.cloud.before = (call) => {
    if (call.startsWith(beginning)) throw new Error("rejected for this test");
  };
}

export function allow(stack: ToyStack): void {
  stack.cloud.before = () => undefined;
}

/** Instances that are created from now on fail. */
export function failNew(stack: ToyStack): void {
  const before = stack.existing;
  stack.cloud.before = (call) => {
    if (call === "poll")
      for (const id of stack.existing) if (!before.includes(id)) stack.cloud.set(id, { status: "Failed" });
  };
}
