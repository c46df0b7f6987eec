// Two groups of instances as one resource, with one creating call and one password for each group. To resize a group, run
// `pulumi config set quantity 5` and `pulumi up`. Increasing the quantity takes one more call; decreasing it deletes the
// newest members, which the preview names.
import * as pulumi from "@pulumi/pulumi";
import { AliyunRedisBatch } from "pulumi-cn-cache";

const config = new pulumi.Config();

const caches = new AliyunRedisBatch("caches", {
  instances: [
    {
      group: "web",
      quantity: config.getNumber("quantity") ?? 3,
      izNo: "cn-hangzhou-h",
      instanceName: "web",
      instanceClass: "redis.master.small.default",
    },
    // The default quantity is 1.
    { group: "jobs", izNo: "cn-hangzhou-i", instanceName: "jobs", instanceClass: "redis.master.mid.default" },
  ],
  // Not inside the groups: a secret in a list makes the whole list secret.
  passwords: { web: config.requireSecret("webPassword"), jobs: config.requireSecret("jobsPassword") },
  securityIps: ["10.0.0.0/8"],
  tags: { team: "shop" },
});

const hostsOf = (name: string) =>
  caches.members.apply((members) =>
    members.filter(({ group }) => group === name).map(({ connectionDomain }) => connectionDomain),
  );

export const hosts = { web: hostsOf("web"), jobs: hostsOf("jobs") };
// In the order of the members. The connection strings contain the passwords and are secret.
export const { instanceIds, connectionStrings } = caches;
