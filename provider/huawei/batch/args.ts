import type { InputsOf } from "../../core/resource/types";
import type { HuaweiDcsInstanceInputs, HuaweiMemberArgs } from "../args";

/**
 * What describes DCS instances alike that are ordered with one call: the arguments of a `HuaweiDcsInstance`, and how
 * many. Where those say "in place", each member is changed in place; where they say "replaced", each member is replaced
 * by a new one in its place, and the batch stays; the preview names the members.
 */
export interface HuaweiDcsBatchInputs extends Omit<HuaweiDcsInstanceInputs, "instanceNum" | "adoptInstanceId"> {
  /**
   * Region, like `cn-north-4`. Not a parameter but part of the address. The whole batch is replaced.
   * @default the configured region (`huawei:region`, `HW_REGION_NAME`)
   */
  region?: string;
  /**
   * What the members' names begin with: 4-56 letters, digits, `_` and `-`, beginning with a letter. The members are
   * called `<name>-000`, `<name>-001`, …, a single one too. Need not be unique. API: `name`. In place.
   */
  name: string;
  /**
   * How many instances: 1-100. More creates the difference with one further call, whose names continue the numbering;
   * fewer deletes the newest, and the preview names them. One call makes one order: as long as that of `prePaid`
   * instances is not paid, deleting one of them cancels it for all. API: `instance_num`. In place.
   * @default 1
   */
  instanceNum?: number;
  /**
   * A free address of the subnet; not for clusters, and only with `instanceNum` 1. API: `private_ip`. Replaced; the old
   * instance goes first.
   * @default chosen by the vendor
   */
  privateIp?: string;
  /**
   * What makes the instance public: for Redis 3.0 an elastic IP's id, for later versions a load balancer's. Needed with
   * `enablePublicip`; only with `instanceNum` 1. API: `publicip_id`, `elb_id`. In place.
   */
  publicipId?: string;
  /**
   * Reachable from outside of the VPC; only with `instanceNum` 1. API: `enable_publicip`. In place.
   * @default false
   */
  enablePublicip?: boolean;
}

/** The arguments as the provider works with them: one type each, nothing empty. */
export type HuaweiBatchArgs = HuaweiMemberArgs & { instanceNum?: number | undefined };

export type HuaweiDcsBatchArgs = InputsOf<HuaweiDcsBatchInputs>;
