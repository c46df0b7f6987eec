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
  // Prepaid instances cannot be deleted through the API, so by default `pulumi destroy` fails. "convert" converts the
  // instance to pay-as-you-go and then deletes it; "forget" leaves it running.
  prepaidDestroy: config.get("prepaidDestroy") as "refuse" | "convert" | "forget" | undefined,
});

export const { instanceId, chargeType, endTime, orderId } = sessions;
