import type { ArgumentOutputs, MemberState, OutputTable } from "../../core/resource/types";
import type { HuaweiDcsInstanceState } from "../outputs";
import type { HuaweiDcsBatchInputs } from "./args";

type MemberOutputs = MemberState<
  Omit<HuaweiDcsInstanceState, "connectionString" | "password" | "pendingChanges" | "executeImmediately">
>;

/** One instance of a batch: arguments and outputs of a `HuaweiDcsInstance`, without secrets. */
export interface HuaweiBatchMember extends MemberOutputs {
  /** A UUID. API: `instance_id`. */
  readonly instanceId: string;
  /** Status in the vendor's words, `RUNNING` when ready; `notFound` for a lost member, which has no other outputs. */
  readonly status: string;
  /** Always `0`, because all members are alike. */
  readonly group: string;
}

/** Outputs of a `HuaweiDcsBatch` besides its arguments. */
export interface HuaweiDcsBatchOutputs {
  /**
   * The instances. A member keeps its place in the list for its lifetime, and its replacement takes over the place. A
   * secret if an argument other than the password is one.
   */
  readonly members: HuaweiBatchMember[];
  /** Ids of the existing members, in the order of `members`. */
  readonly instanceIds: string[];
  /** `connectionString` of each member as a `HuaweiDcsInstance` has it, in the order of `members`; null for a lost one. A secret. */
  readonly connectionStrings: (string | null)[];
  /** The latest order of `prePaid` members. API: `order_id`. */
  readonly orderId: string | undefined;
}

/** Everything that a program sees: the arguments, with their values in the cloud if readable, and the outputs. */
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
