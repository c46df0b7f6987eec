import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, HuaweiDcsInstance, JdRedis } from "pulumi-cn-cache";
import { aliyun, huawei, jd, password } from "./caches";
import type { Programs } from "./program";
import { Secret } from "./secret";

/** Loops, promises, outputs of one resource in another, and conditions. */
export const programs: Programs = {
  loop: {
    run({ named, isEdited }) {
      const teams = isEdited ? ["web", "jobs", "mail"] : ["web", "jobs"];
      return Object.fromEntries(
        teams.map((team) => [team, new AliyunRedis(named(team), { ...aliyun, tags: { team } }).instanceId]),
      );
    },
    instances: 2,
    edit: { mail: "create" },
  },

  regions: {
    run({ named }) {
      const zones = { "cn-hangzhou": "cn-hangzhou-h", "cn-beijing": "cn-beijing-f" };
      for (const [regionId, zoneId] of Object.entries(zones)) {
        new AliyunRedis(named(regionId), { ...aliyun, regionId, zoneId });
      }
    },
    instances: 2,
  },

  awaited: {
    async run({ named, isEdited }) {
      const settings = await Promise.resolve({ team: isEdited ? "jobs" : "web" });
      const first = new AliyunRedis(named("first"), { ...aliyun, tags: settings });
      await new Promise((resolve) => setImmediate(resolve));
      new JdRedis(named("second"), { ...jd, cacheInstanceName: Promise.resolve("second") });
      return first.connectionDomain;
    },
    instances: 2,
    edit: { first: "update" },
  },

  promises: {
    run({ named }) {
      new AliyunRedis(named("cache"), {
        instanceClass: Promise.resolve(aliyun.instanceClass),
        password,
        securityIps: [Promise.resolve("10.0.0.0/8")],
        tags: Promise.resolve({ team: "web" }),
      });
    },
    instances: 1,
  },

  all: {
    run({ named, isEdited }) {
      const first = new AliyunRedis(named("first"), { ...aliyun, instanceName: isEdited ? "renamed" : "first" });
      const second = new JdRedis(named("second"), jd);
      const peers = pulumi.all([first.instanceId, second.instanceId]).apply(([a, b]) => `${a}.${b}`);
      new HuaweiDcsInstance(named("third"), { ...huawei, description: peers });
    },
    instances: 3,
    dependsOn: { third: ["first", "second"] },
    // The ids are known, so the third is left alone.
    edit: { first: "update" },
  },

  interpolated: {
    run({ named }) {
      const main = new AliyunRedis(named("main"), aliyun);
      const replica = new AliyunRedis(named("replica"), {
        ...aliyun,
        instanceName: pulumi.interpolate`replica-of-${main.instanceId}`,
        tags: { main: main.instanceId, domain: main.connectionDomain },
      });
      return pulumi.interpolate`${main.connectionDomain}:${main.port},${replica.connectionDomain}:${replica.port}`;
    },
    instances: 2,
    dependsOn: { replica: ["main"] },
  },

  absentOutputs: {
    run({ named, isEdited }) {
      const main = new AliyunRedis(named("main"), aliyun);
      const paid = main.endTime.apply((endTime) => endTime ?? "no");
      const other = new HuaweiDcsInstance(named("other"), { ...huawei, tags: { paid } });
      const order = other.orderId.apply((orderId) => orderId ?? "none");
      new JdRedis(named("last"), { ...jd, tags: { order, stage: isEdited ? "prod" : "test" } });
    },
    instances: 3,
    dependsOn: { other: ["main"], last: ["other"] },
    edit: { last: "update" },
  },

  whitelists: {
    run({ named }) {
      const bastion = new Secret(named("bastion"), { stringData: { ip: "10.1.2.3" } });
      const ip = bastion.stringData.apply((data) => String(data?.ip));
      new AliyunRedis(named("aliyun"), { ...aliyun, securityIps: [ip, "10.0.0.0/8"] });
      new HuaweiDcsInstance(named("huawei"), { ...huawei, whitelist: [{ groupName: "bastion", ipList: [ip] }] });
      new JdRedis(named("jd"), { ...jd, ipWhiteList: pulumi.all([pulumi.interpolate`${ip}/32`, "10.0.0.0/8"]) });
    },
    instances: 3,
    dependsOn: { aliyun: ["bastion"], huawei: ["bastion"], jd: ["bastion"] },
  },

  conditional: {
    run({ named, isEdited }) {
      const isProduction = isEdited;
      const main = new AliyunRedis(named("main"), {
        ...aliyun,
        instanceName: "main",
        ...(isProduction && { instanceReleaseProtection: false }),
        tags: isProduction ? { stage: "prod" } : undefined,
      });
      if (isProduction) new AliyunRedis(named("standby"), aliyun, { dependsOn: main });
      else new JdRedis(named("scratch"), jd);
      return isProduction ? main.port : undefined;
    },
    instances: 2,
    dependsOn: { standby: ["main"] },
    edit: { main: "update", standby: "create", scratch: "delete" },
  },

  chained: {
    run({ named }) {
      const first = new AliyunRedis(named("first"), aliyun);
      const second = new AliyunRedis(named("second"), aliyun, { dependsOn: [first] });
      new AliyunRedis(named("third"), aliyun, { dependsOn: pulumi.output([second]) });
    },
    instances: 3,
    dependsOn: { second: ["first"], third: ["second"] },
  },

  // What is unknown neither rejects nor promises.
  cloneOfUnknown: {
    run({ named, isEdited, isLeaving }) {
      const source = new AliyunRedis(named("source"), { ...aliyun, tags: { stage: isEdited ? "prod" : "test" } });
      new AliyunRedis(named("clone"), {
        ...aliyun,
        srcDBInstanceId: source.instanceId,
        backupId: source.status.apply((status) => (status === "Normal" ? "111111111" : "1")),
        instanceReleaseProtection: !isLeaving,
      });
    },
    instances: 2,
    dependsOn: { clone: ["source"] },
    // It may turn out to be another backup; what protects the clone is no reason to reject that now.
    edit: { source: "update", clone: "replace" },
  },

  prepaidOfUnknown: {
    run({ named, isEdited }) {
      const main = new AliyunRedis(named("main"), { ...aliyun, tags: { stage: isEdited ? "prod" : "test" } });
      new AliyunRedis(named("paid"), {
        ...aliyun,
        regionId: main.status.apply(() => "cn-hangzhou"),
        chargeType: "PrePaid",
        period: 1,
        prepaidDestroy: "convert",
      });
    },
    instances: 2,
    dependsOn: { paid: ["main"] },
    // The status of an instance that changes is unknown, and with it the region.
    edit: { main: "update", paid: "replace" },
  },

  wholeResource: {
    run: ({ named }) => new AliyunRedis(named("cache"), aliyun),
    instances: 1,
  },
};
