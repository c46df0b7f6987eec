import { means } from "../core/client/errors";
import type { InstanceDefinition } from "../core/resource/definition";
import { cancelOrder, isOrderCancelled, unsubscribe } from "./actions/billing";
import { deleteInstance, listInstances, showInstance } from "./actions/instance";
import type { HuaweiArgs } from "./args";
import { huaweiDcsInstanceAttributes } from "./attributes";
import type { HuaweiApi } from "./client";
import { huawei } from "./cloud";
import { birth as create } from "./create";
import type { HuaweiInstance } from "./instance";
import { isSettled, observe } from "./observe";
import { outputs } from "./outputs";
import { statuses } from "./statuses";
import { tagsBesideMark } from "./tagSync";
import { updaters } from "./updaters";
import { huaweiDcsInstanceSchema } from "./validation";

export const huaweiDcsInstanceDefinition: InstanceDefinition<HuaweiArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsInstance",
  cloud: huawei,
  schema: huaweiDcsInstanceSchema,
  attributes: huaweiDcsInstanceAttributes,
  updaters,
  regionArgument: "region",
  // Deletion takes up to half an hour by the vendor's manual.
  timeoutsMs: { create: 60 * 60_000, update: 60 * 60_000, delete: 40 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs: ["orderId"],
  observe,
  listStatuses: async (api, ids) => {
    const listed = await listInstances(api, ids.length === 1 ? ids[0] : undefined);
    return new Map(listed.map(({ id, status }) => [id, status]));
  },
  statuses,
  isSettled,
  becomesReady: ({ status }, { bssParam }) => status === "PAYING" && bssParam?.isAutoPay === true,
  explain,
  afterUntag: (api, id, { tags }) => tagsBesideMark(api, id, tags),
  delete: remove,
  whyUndeletable: () => undefined,
  prepaid: {
    // What was never paid for, or never made, costs nothing and is deleted like any other.
    isPrepaid: ({ chargingMode, status }) =>
      chargingMode === "prePaid" && status !== "PAYING" && status !== "CREATEFAILED",
    expiry: ({ expireTime }) => (typeof expireTime === "string" ? expireTime : undefined),
    unsubscribe: async (api, id) => {
      const isGoing = (await statusOf(api, id)) === "DELETING";
      if (!isGoing) await unsubscribe(api, id);
    },
  },
  outputs,
};

function explain({ status, orderId, chargingMode }: HuaweiInstance): string | undefined {
  switch (status) {
    case "PAYING":
      return `Order ${orderId ?? "(see the billing centre)"} is not paid. Pay it in Huawei Cloud's billing centre under "My Orders", then run \`pulumi up\`; \`pulumi destroy\` cancels it.`;
    case "FROZEN":
      return chargingMode === "prePaid"
        ? "It is expired or frozen by an administrator; renew it in the billing centre."
        : "The account is in arrears, or an administrator froze it.";
    default:
      return undefined;
  }
}

async function remove(api: HuaweiApi, id: string): Promise<void> {
  const { status, orderId } = await showInstance(api, id);
  if (status === "DELETING") return;
  if (status === "PAYING" && orderId !== undefined) await cancel(api, orderId);
  else await deleteInstance(api, id);
}

/** The members of a batch have one order: the first of them that goes cancels it for all. */
async function cancel(api: HuaweiApi, orderId: string): Promise<void> {
  try {
    await cancelOrder(api, orderId);
  } catch (error) {
    if (!means(error, "input") || !(await isOrderCancelled(api, orderId))) throw error;
  }
}

async function statusOf(api: HuaweiApi, id: string): Promise<string> {
  try {
    return (await showInstance(api, id)).status;
  } catch (error) {
    if (means(error, "notFound")) return "DELETING";
    throw error;
  }
}
