import { z } from "zod";
import type { BatchCreateRequest, BatchDefinition, Group } from "../../../provider/core/batch/definition";
import type { SentChange } from "../../../provider/core/ownership/changeJournal";
import type { AnyResourceDefinition } from "../../../provider/core/provider/factory";
import { type Attributes, attributeMakers } from "../../../provider/core/resource/attributes";
import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { isUnknown } from "../../../provider/core/resource/unknown";
import { MiniEngine, type Run } from "../../engine/miniEngine";
import { memoryEntries, memoryJournal, seeded } from "../../engine/world";
import { VirtualClock } from "../../support/virtualClock";
import { fields } from "../../toy/fields";
import { ownTags, ToyCloud, type ToyInputs, type ToyInstance, toyDefinition, toyEnv } from "../toy";

export type ToyGroup = ToyInputs & { readonly group?: string; readonly quantity?: number };
export type ToyBatchArgs = Pick<ToyInputs, "region" | "ips" | "password" | "prepaidDestroy"> & {
  groups: readonly ToyGroup[];
};
type ToyBatch = BatchDefinition<ToyBatchArgs, ToyInputs, ToyInstance, ToyCloud>;

const { region, ips, password, prepaidDestroy } = fields;
const { inPlace, replace, stateOnly } = attributeMakers<unknown>();
const attributes: Attributes<ToyBatchArgs, unknown> = {
  region: replace(),
  groups: inPlace("members"),
  ips: inPlace<string[]>("members").asSet().whenRemoved(["127.0.0.1"]),
  password: inPlace<string>("members").writeOnly().secret(),
  prepaidDestroy: stateOnly(),
};

const groupsOf = ({ groups = [], ...shared }: Partial<ToyBatchArgs>): Group<ToyInputs>[] =>
  groups.map(({ group, quantity = 1, ...own }, position) => ({
    name: group ?? String(position),
    quantity: isUnknown(quantity) ? undefined : quantity,
    args: Object.fromEntries(Object.entries({ ...shared, ...own }).filter(([, value]) => value !== undefined)),
  }));

/** A member of a toy batch. */
export const toyMember = (cloud: ToyCloud, more: Partial<AnyInstanceDefinition> = {}): ToyBatch["member"] =>
  toyDefinition(cloud, { createOnlyOutputs: ["orderId"], ...more }) as never;

/** Makes the instances of an order; with the same token the same ones. */
export function makeAll(cloud: ToyCloud, batchArgs: ToyBatchArgs, order: BatchCreateRequest): string[] {
  const { ips = ["127.0.0.1"], ...args } = groupsOf(batchArgs)[order.group]?.args ?? {};
  const make = () => cloud.add({ ...args, ips, tags: ownTags(order.pendingTag) });
  const ids = cloud.orders.get(order.token) ?? Array.from({ length: order.count }, make);
  cloud.orders.set(order.token, ids);
  return ids;
}

/** A batch on the toy cloud; the create call carries the pending tag, as Huawei's does. */
export function toyBatch(cloud: ToyCloud, more: Partial<ToyBatch> = {}): ToyBatch {
  const member = toyMember(cloud);
  return {
    type: "ToyBatch",
    cloud: member.cloud,
    schema: {
      fields: { region, groups: z.array(z.record(z.string(), z.unknown())), ips, password, prepaidDestroy },
      rules: [],
    },
    attributes,
    regionArgument: "region",
    member,
    groups: groupsOf,
    create: (api, args, order) => api.record(`order ${order.count}`, () => ({ ids: makeAll(cloud, args, order) })),
    ...more,
  };
}

/** An engine with a stack of toys. */
export const toyEngine = (
  { clock }: ToyCloud,
  definition: AnyResourceDefinition,
  env: Record<string, string> = toyEnv,
): MiniEngine =>
  new MiniEngine({
    ...{ clock, env, era: 0, undelivered: [], random: seeded(7) },
    ...{ journal: memoryJournal(), changes: memoryEntries<SentChange>() },
    definitions: [definition],
    transport: () => Promise.reject(new Error("a toy is called without HTTP")),
  });

/** A stack with one toy batch. */
export class ToyStack {
  readonly engine: MiniEngine;

  constructor(
    readonly cloud: ToyCloud,
    more: Partial<ToyBatch> = {},
  ) {
    this.engine = toyEngine(cloud, toyBatch(cloud, more));
  }

  up = (args: ToyBatchArgs): Promise<Run> => this.engine.up(programOf(args));
  preview = (args: ToyBatchArgs): Promise<Run> => this.engine.preview(programOf(args));

  get outputs(): Record<string, unknown> {
    return this.engine.state[0]?.outputs ?? {};
  }
  get ids(): string[] {
    return idsOf(this.outputs.members);
  }
  /** Every id in the state. */
  get held(): string[] {
    return [...this.ids, ...idsOf(this.outputs.__pendingDeletion)].sort();
  }
  get existing(): string[] {
    return [...this.cloud.instances.keys()].sort();
  }

  /** Fails the cloud's calls that begin so. */
  reject(beginning: string): void {
    this.cloud.before = (call) => {
      if (call.startsWith(beginning)) throw new Error("rejected for this test");
    };
  }
  /** Instances that are created from now on fail. */
  failNew(): void {
    const before = this.existing;
    this.cloud.before = (call) => {
      if (call !== "poll") return;
      for (const id of this.existing) if (!before.includes(id)) this.cloud.put(id, { status: "Failed" });
    };
  }
  allow(): void {
    this.cloud.before = () => undefined;
  }
}

const programOf = (args: ToyBatchArgs) => [{ type: "ToyBatch", name: "caches", args: { region: "north", ...args } }];
const idsOf = (members: unknown) => ((members ?? []) as { instanceId: string }[]).map(({ instanceId }) => instanceId);

export function openToy(more: (cloud: ToyCloud) => Partial<ToyBatch> = () => ({})): ToyStack {
  const cloud = new ToyCloud(new VirtualClock());
  return new ToyStack(cloud, more(cloud));
}
