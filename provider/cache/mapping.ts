import type { Input, Output } from "@pulumi/pulumi";
import type { AliyunRedis } from "../aliyun/resource";
import type { CacheResourceOptions } from "../core/program/resource";
import type { HuaweiDcsInstance } from "../huawei/resource";
import type { JdRedis } from "../jd/resource";
import type { CacheArgs, CacheNetwork } from "./args";
import type { Choice, Offer } from "./offers";

/** The outputs of a `Cache` that its underlying resource has, under the same names for every cloud. */
export interface CacheOutputs {
  readonly instanceId: Output<string>;
  readonly host: Output<string>;
  readonly port: Output<number>;
  readonly connectionString: Output<string>;
  readonly engineVersion: Output<string>;
  readonly instanceClass: Output<string>;
  readonly region: Output<string>;
  readonly status: Output<string>;
}

/** The arguments of a `Cache`, checked and with their defaults. */
export interface Given<Size> extends Pick<CacheArgs, "network" | "region" | "tags"> {
  readonly choice: Choice<Size> | Output<Choice<Size>>;
  readonly instanceName: Input<string>;
  readonly password: Input<string>;
  readonly allowFrom: NonNullable<CacheArgs["allowFrom"]>;
}

/** What a `Cache` can be underneath. */
export type CacheInstance = AliyunRedis | HuaweiDcsInstance | JdRedis;

/** What a `Cache` has to know of one cloud. */
export interface CloudMapping<
  Size = unknown,
  Args extends object = object,
  Instance extends CacheInstance = CacheInstance,
> {
  /** The vendor's name in messages. */
  readonly title: string;
  readonly offers: readonly Offer<Size>[];
  /** What of the network must be given. */
  readonly requires: readonly (keyof CacheNetwork)[];
  readonly hasSecurityGroups: boolean;
  args(given: Given<Size>): Args;
  create(name: string, args: Args, opts: CacheResourceOptions): Instance;
  outputs(instance: Instance): CacheOutputs;
}
