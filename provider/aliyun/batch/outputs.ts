import type { ArgumentOutputs, MemberState, OutputTable } from "../../core/resource/types";
import type { AliyunRedisState } from "../outputs";
import type { AliyunRedisBatchInputs } from "./args";

type MemberOutputs = MemberState<
  Omit<
    AliyunRedisState,
    "connectionString" | "password" | "publicConnectionDomain" | "pendingChanges" | "effectiveTime"
  >
>;

/** An instance of a batch: the outputs of an `AliyunRedis` without secrets. */
export interface AliyunBatchMember extends MemberOutputs {
  /** Instance id, like `r-bp1zxszhcgatnx0001`. API: `InstanceId`. */
  readonly instanceId: string;
  /** Name of its group, or the position of an unnamed group, like `0`. Not the vendor's. */
  readonly group: string;
  /** Status in the vendor's words, `Normal` when ready; `notFound` for a lost member, which has no other outputs. API: `InstanceStatus`. */
  readonly status: string;
}

/** The outputs of an `AliyunRedisBatch` besides its arguments. */
export interface AliyunRedisBatchOutputs {
  /**
   * The instances; each keeps its place in the list as long as it exists. A secret if an argument other than the passwords
   * is one. API: DescribeInstanceAttribute.
   */
  readonly members: AliyunBatchMember[];
  /** Ids of the members, in the same order. API: `InstanceIds`. */
  readonly instanceIds: string[];
  /** `connectionString` of each member as an `AliyunRedis` has it, in the same order; null for a lost one. A secret. */
  readonly connectionStrings: (string | null)[];
  /** Number of the newest order. API: `OrderId`. */
  readonly orderId: string | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface AliyunRedisBatchState extends ArgumentOutputs<AliyunRedisBatchInputs>, AliyunRedisBatchOutputs {
  readonly regionId: string;
}

/** @internal */
export const aliyunRedisBatchOutputs: OutputTable<AliyunRedisBatchOutputs> = {
  members: "plain",
  instanceIds: "plain",
  connectionStrings: "secret",
  orderId: "plain",
};
