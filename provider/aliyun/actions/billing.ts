import { z } from "zod";
import { writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import { describeInstanceAttribute } from "./instance";
import { unlessDone } from "./unlessDone";

type Terms = Pick<AliyunRedisInputs, "period" | "autoRenew" | "autoRenewPeriod" | "couponNo">;

/**
 * Changes the charge type; the instance is `Transforming` for a while.
 * Money: a change to PrePaid is billed at once, a change to PostPaid refunds the rest.
 * @throws CloudError  notFound; conflict; quota: balance or quota
 * @see TransformInstanceChargeType, R-kvstore 2015-01-01
 */
export async function transformInstanceChargeType(
  api: AliyunApi,
  id: string,
  chargeType: "PrePaid" | "PostPaid",
  terms: Terms = {},
): Promise<void> {
  // The API rejects AutoRenew without its months, which batches do not have; the renewal is then switched on afterwards.
  const isRenewing = terms.autoRenew === true && terms.autoRenewPeriod !== undefined;
  const prepaid = {
    Period: terms.period,
    AutoRenew: isRenewing || terms.autoRenew === false ? terms.autoRenew : undefined,
    AutoRenewPeriod: isRenewing ? terms.autoRenewPeriod : undefined,
  };
  const call = api.call(
    writes("TransformInstanceChargeType"),
    {
      InstanceId: id,
      ChargeType: chargeType,
      AutoPay: true,
      CouponNo: terms.couponNo,
      ...(chargeType === "PrePaid" ? prepaid : {}),
    },
    emptyReply,
  );
  await unlessDone(call, async () => (await describeInstanceAttribute(api, id))?.chargeType === chargeType);
}

const renewalReply = z.object({
  Items: z.object({
    Item: z.array(
      z.object({
        DBInstanceId: z.string(),
        AutoRenew: z.union([z.string(), z.boolean()]).optional(),
        Duration: z.coerce.number().optional(),
      }),
    ),
  }),
});

/**
 * Whether a PrePaid instance renews automatically, and for how many months; never for a PostPaid one.
 * @see DescribeInstanceAutoRenewalAttribute, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function describeRenewal(
  api: AliyunApi,
  id: string,
): Promise<{ autoRenew?: boolean; autoRenewPeriod?: number | undefined }> {
  const params = { RegionId: api.regionId, DBInstanceId: id };
  const never = {
    Items: {
      Item: [{ DBInstanceId: id, AutoRenew: false, Duration: undefined }],
    },
  };
  const reply = await api.optional("DescribeInstanceAutoRenewalAttribute", params, renewalReply, never);
  const found = reply?.Items.Item.find((item) => item.DBInstanceId === id);
  if (!found) return {};
  return {
    autoRenew: String(found.AutoRenew).toLowerCase() === "true",
    // 0 means that the instance does not renew.
    autoRenewPeriod: found.Duration || undefined,
  };
}

/**
 * Switches the automatic renewal of a PrePaid instance on or off.
 * @throws CloudError  notFound; unsupported: InvalidOrderCharge.NotSupport, it is PostPaid
 * @see ModifyInstanceAutoRenewalAttribute, R-kvstore 2015-01-01
 */
export async function modifyRenewal(
  api: AliyunApi,
  id: string,
  { autoRenew, autoRenewPeriod }: { autoRenew: boolean; autoRenewPeriod?: number | undefined },
): Promise<void> {
  await api.call(
    writes("ModifyInstanceAutoRenewalAttribute"),
    { DBInstanceId: id, AutoRenew: autoRenew, Duration: autoRenew ? autoRenewPeriod : undefined, Product: "kvstore" },
    emptyReply,
  );
}
