import { writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";

export type EffectiveTime = NonNullable<AliyunRedisInputs["effectiveTime"]>;

/** What an order can change; each of the two read-only counts takes a separate order. [tf] */
export type Size = {
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

export interface SizeOrder {
  /** Classic instances require their current version beside the class. [tf] #10016 */
  readonly majorVersion?: string | undefined;
  /** PrePaid instances require the direction of the price. [sdk] */
  readonly orderType?: "UPGRADE" | "DOWNGRADE" | undefined;
  readonly couponNo?: string | undefined;
  readonly businessInfo?: string | undefined;
  readonly effectiveTime: EffectiveTime;
  readonly token: string;
}

/**
 * Orders another class or other numbers of nodes. The instance is `Changing` for minutes and drops connections once or
 * twice. The ordered class shows at once, the running one (`RealInstanceClass`) at the end.
 * Money: a larger size of a PrePaid instance is billed at once.
 *
 * @throws CloudError  notFound; conflict; outOfStock; input
 * @see ModifyInstanceSpec, R-kvstore 2015-01-01
 */
export async function modifyInstanceSpec(api: AliyunApi, id: string, size: Size, order: SizeOrder): Promise<void> {
  await api.call(
    writes("ModifyInstanceSpec", "token"),
    {
      RegionId: api.regionId,
      InstanceId: id,
      InstanceClass: size.instanceClass,
      NodeType: size.nodeType,
      ShardCount: size.shardCount,
      ReplicaCount: size.replicaCount,
      SlaveReplicaCount: size.slaveReplicaCount,
      ReadOnlyCount: size.readOnlyCount,
      SlaveReadOnlyCount: size.slaveReadOnlyCount,
      Storage: size.storage,
      StorageType: size.storageType,
      MajorVersion: order.majorVersion,
      OrderType: order.orderType,
      CouponNo: order.couponNo,
      BusinessInfo: order.businessInfo,
      EffectiveTime: order.effectiveTime,
      AutoPay: true,
      ClientToken: order.token,
    },
    emptyReply,
  );
}

/**
 * Orders bandwidth beyond the class's own; `total` in MB/s includes that.
 * @throws CloudError  notFound; conflict; unsupported: read/write splitting; input: not divisible by the shards
 * @see ModifyInstanceBandwidth, R-kvstore 2015-01-01
 */
export async function modifyBandwidth(api: AliyunApi, id: string, total: number): Promise<void> {
  const params = { InstanceId: id, TargetIntranetBandwidth: total };
  await api.call(writes("ModifyInstanceBandwidth"), params, emptyReply);
}
