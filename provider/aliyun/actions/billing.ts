import { z } from "zod";
import { writes } from "../../core/call";
import type { AliyunApi } from "../api";

/**
 * Changes how an instance is paid for, at once; the instance is `Transforming` for a while.
 * Money: to PrePaid is billed at once, to PostPaid refunds what is left.
 * @throws CloudError  gone; conflict; quota: balance or quota
 * @see TransformInstanceChargeType, R-kvstore 2015-01-01
 */
export async function transformInstanceChargeType(
  api: AliyunApi,
  id: string,
  to: { chargeType: "PrePaid" | "PostPaid"; period?: number | undefined },
): Promise<void> {
  const period = to.chargeType === "PrePaid" ? to.period : undefined;
  await api.call(
    writes("TransformInstanceChargeType"),
    { InstanceId: id, ChargeType: to.chargeType, Period: period, AutoPay: true },
    z.object({}),
  );
}
