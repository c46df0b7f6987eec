import type { InputsOf } from "../../core/resource/types";
import type { HuaweiDcsInstanceInputs, ParsedMemberArgs } from "../args";

/**
 * Arguments of identical DCS instances that are ordered with one call: those of a `HuaweiDcsInstance`, and how many.
 * Changes "in place" are made on each member. A change that "replaces the instance" replaces each member while the
 * batch stays; the preview names the members.
 */
export interface HuaweiDcsBatchInputs
  extends Omit<
    HuaweiDcsInstanceInputs,
    "instanceNum" | "adoptInstanceId" | "deletedNodes" | "reservedIps" | "executeImmediately"
  > {
  // Placement
  /**
   * Region, such as `cn-north-4`; part of the endpoint's address, not a parameter. A change replaces the whole batch.
   * @default the configured region (`huawei:region`, `HW_REGION_NAME`)
   */
  region?: string;

  // Name and tags
  /**
   * Prefix of the members' names: 4-56 letters, digits, `_` and `-`, starting with a letter. The members are named
   * `<name>-000`, `<name>-001`, …, even if there is only one. Need not be unique. Changed in place. API: `name`.
   */
  name: string;

  // Size
  /**
   * Number of instances, 1-100. Increasing it takes one more call, and the new names continue the numbering; decreasing
   * deletes the newest members, which the preview names. One call makes one order: while that of `prePaid` instances is
   * unpaid, deleting one of them cancels it for all. Changed in place. API: `instance_num`.
   * @default 1
   */
  instanceNum?: number;

  // Network
  /**
   * A free IPv4 address of the subnet; not for clusters, and only with `instanceNum` 1. A change replaces the instance
   * and deletes the old one first. API: `private_ip`.
   * @default chosen by the vendor
   */
  privateIp?: string;
  /**
   * Makes the instance reachable from outside the VPC; only with `instanceNum` 1. Changed in place. API:
   * `enable_publicip`.
   * @default false
   */
  enablePublicip?: boolean;
  /**
   * Required with `enablePublicip`; only with `instanceNum` 1: the id of an elastic IP for Redis 3.0, of a load
   * balancer for later versions. Changed in place. API: `publicip_id`, `elb_id`.
   */
  publicipId?: string;
}

/** The arguments as the provider works with them: one type each, nothing empty. */
export type ParsedBatchArgs = ParsedMemberArgs & { instanceNum?: number | undefined };

/**
 * The arguments of {@link HuaweiDcsBatch}. Each can be an output of another resource.
 *
 * @interface
 */
export type HuaweiDcsBatchArgs = InputsOf<HuaweiDcsBatchInputs>;
