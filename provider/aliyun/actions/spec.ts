import { z } from "zod";
import { writes } from "../../core/client/request";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";

/** What one order may change; the two read-only counts have to go in orders of their own. [tf] */
export type Spec = {
  readonly [K in
    | "instanceClass"
    | "nodeType"
    | "shardCount"
    | "replicaCount"
    | "slaveReplicaCount"
    | "readOnlyCount"
    | "slaveReadOnlyCount"
    | "storage"
    | "storageType"]?: AliyunRedisInputs[K] | undefined;
};

export interface Order {
  /** Classic instances want their own version named beside the class. [tf] #10016 */
  readonly majorVersion?: string | undefined;
  /** PrePaid instances want the direction named, which goes by price. [sdk] */
  readonly orderType?: "UPGRADE" | "DOWNGRADE" | undefined;
  readonly couponNo?: string | undefined;
  readonly businessInfo?: string | undefined;
  readonly token: string;
}

/**
 * Orders another class or other numbers of nodes. The instance is `Changing` for minutes, with one or two drops of
 * connections; what was ordered shows at once, what runs (`RealInstanceClass`) at the end.
 * Money: more of a PrePaid instance is billed at once.
 *
 * @throws CloudError  gone; conflict; soldOut; input
 * @see ModifyInstanceSpec, R-kvstore 2015-01-01
 */
export async function modifyInstanceSpec(api: AliyunApi, id: string, spec: Spec, order: Order): Promise<void> {
  await api.call(
    writes("ModifyInstanceSpec", "token"),
    {
      RegionId: api.regionId,
      InstanceId: id,
      InstanceClass: spec.instanceClass,
      NodeType: spec.nodeType,
      ShardCount: spec.shardCount,
      ReplicaCount: spec.replicaCount,
      SlaveReplicaCount: spec.slaveReplicaCount,
      ReadOnlyCount: spec.readOnlyCount,
      SlaveReadOnlyCount: spec.slaveReadOnlyCount,
      Storage: spec.storage,
      StorageType: spec.storageType,
      MajorVersion: order.majorVersion,
      OrderType: order.orderType,
      CouponNo: order.couponNo,
      BusinessInfo: order.businessInfo,
      EffectiveTime: "Immediately",
      AutoPay: true,
      ClientToken: order.token,
    },
    z.object({}),
  );
}

/**
 * Orders bandwidth beyond the class's own, as a total in MB/s.
 * @throws CloudError  gone; conflict; unsupported: read/write splitting; input: not divisible by the shards
 * @see ModifyInstanceBandwidth, R-kvstore 2015-01-01
 */
export async function modifyBandwidth(api: AliyunApi, id: string, total: number): Promise<void> {
  const params = { InstanceId: id, TargetIntranetBandwidth: total };
  await api.call(writes("ModifyInstanceBandwidth"), params, z.object({}));
}
