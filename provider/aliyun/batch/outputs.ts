import type { ArgumentOutputs, MemberState, OutputTable } from "../../core/resource/types";
import type { AliyunRedisState } from "../outputs";
import type { AliyunRedisBatchInputs } from "./args";

type MemberOutputs = MemberState<Omit<AliyunRedisState, "connectionString" | "password" | "publicConnectionDomain">>;

/** An instance of a batch: what an `AliyunRedis` shows, without secrets. */
export interface AliyunBatchMember extends MemberOutputs {
  /** Like `r-bp1zxszhcgatnx0001`. */
  readonly instanceId: string;
  /** Name of its group; of a group without one its position, like `0`. */
  readonly group: string;
  /** In the vendor's words, `Normal` when ready; `notFound` of a lost member, which has no other outputs. */
  readonly status: string;
}

/** What a program sees of an `AliyunRedisBatch` besides its arguments. */
export interface AliyunRedisBatchOutputs {
  /**
   * The instances; one keeps its place as long as it lives. In the clear: where arguments other than the passwords are
   * secrets, say `additionalSecretOutputs: ["members"]`.
   */
  readonly members: AliyunBatchMember[];
  /** Ids of the members, in the same order. */
  readonly instanceIds: string[];
  /** `redis://:password@domain:port` of each member, in the same order, null for Memcache; a secret. */
  readonly connectionStrings: (string | null)[];
  /** Of the newest order. */
  readonly orderId: string | undefined;
}

/** All that a program sees: the arguments, as they are in the cloud where that can be read, and the outputs. */
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
