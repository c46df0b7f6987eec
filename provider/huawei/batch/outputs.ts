import type { ArgumentOutputs, MemberState, OutputTable } from "../../core/resource/types";
import type { HuaweiDcsInstanceState } from "../outputs";
import type { HuaweiDcsBatchInputs } from "./args";

type MemberOutputs = MemberState<Omit<HuaweiDcsInstanceState, "connectionString" | "password">>;

/** One instance of a batch: what a `HuaweiDcsInstance` shows, without secrets. */
export interface HuaweiBatchMember extends MemberOutputs {
  readonly instanceId: string;
  /** In the vendor's words, `RUNNING` when ready; `notFound` of a lost member, which has no other outputs. */
  readonly status: string;
  /** Always `0`: all members are alike. */
  readonly group: string;
}

/** What a program sees of a `HuaweiDcsBatch` besides its arguments. */
export interface HuaweiDcsBatchOutputs {
  /**
   * The instances. A member keeps its place in the list as long as it lives, and what replaces it takes it. In the clear:
   * where arguments other than the password are secrets, say `additionalSecretOutputs: ["members"]`.
   */
  readonly members: HuaweiBatchMember[];
  /** Ids of the members that are there, in the same order. */
  readonly instanceIds: string[];
  /** `redis://:password@domain:port` of each member, in the same order; null where there is none. A secret. */
  readonly connectionStrings: (string | null)[];
  /** The newest order of `prePaid` members. */
  readonly orderId: string | undefined;
}

/** All that a program sees: the arguments, as they are in the cloud where that can be read, and the outputs. */
export interface HuaweiDcsBatchState extends ArgumentOutputs<HuaweiDcsBatchInputs>, HuaweiDcsBatchOutputs {
  readonly region: string;
  readonly name: string;
  readonly instanceNum: number;
}

/** @internal */
export const huaweiDcsBatchOutputs: OutputTable<HuaweiDcsBatchOutputs> = {
  members: "plain",
  instanceIds: "plain",
  connectionStrings: "secret",
  orderId: "plain",
};
