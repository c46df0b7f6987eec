import * as pulumi from "@pulumi/pulumi";
import { HuaweiDcsInstance } from "pulumi-cn-cache";

const config = new pulumi.Config();

const ranking = new HuaweiDcsInstance("ranking", {
  name: "ranking",
  engine: "Redis",
  engineVersion: "7.0",
  capacity: 4,
  specCode: "redis.ha.xu1.large.r2.4",
  azCodes: ["cn-north-4a", "cn-north-4b"],
  vpcId: config.require("vpcId"),
  subnetId: config.require("subnetId"),
  password: config.requireSecret("password"),
  // Paid at once from the account's balance. Without isAutoPay, `pulumi up` fails with the order's id until somebody pays.
  bssParam: { chargingMode: "prePaid", periodType: "month", periodNum: 1, isAutoPay: true, isAutoRenew: true },
  // Prepaid instances cannot be deleted through the API: `pulumi destroy` unsubscribes it in the billing centre.
  prepaidDestroy: "unsubscribe",
});

export const { instanceId, orderId, expireTime, connectionString } = ranking;
