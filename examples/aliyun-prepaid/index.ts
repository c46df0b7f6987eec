import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

const config = new pulumi.Config();

const sessions = new AliyunRedis("sessions", {
  instanceName: "sessions",
  instanceClass: "redis.master.mid.default",
  password: config.requireSecret("password"),
  chargeType: "PrePaid",
  period: 1,
  autoRenew: true,
  autoRenewPeriod: 1,
  // Alibaba Cloud deletes nothing that is prepaid. Unless told otherwise, `pulumi destroy` refuses as well:
  // "convert" makes it pay-as-you-go first, "forget" leaves it running.
  prepaidDestroy: config.get("prepaidDestroy") as "refuse" | "convert" | "forget" | undefined,
});

export const { instanceId, chargeType, endTime, orderId } = sessions;
