// Two groups of instances as one resource: one creating call a group, one password a group. Set another `quantity` and
// run `pulumi up`: more are ordered with one further call, fewer deletes the newest of the group, and the preview names them.
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
    // Without a quantity it is one.
    { group: "jobs", izNo: "cn-hangzhou-i", instanceName: "jobs", instanceClass: "redis.master.mid.default" },
  ],
  // Here and not in the groups: a secret inside a list would hide the whole list.
  passwords: { web: config.requireSecret("webPassword"), jobs: config.requireSecret("jobsPassword") },
  securityIps: ["10.0.0.0/8"],
  tags: { team: "shop" },
});

const hostsOf = (name: string) =>
  caches.members.apply((members) =>
    members.filter(({ group }) => group === name).map(({ connectionDomain }) => connectionDomain),
  );

export const hosts = { web: hostsOf("web"), jobs: hostsOf("jobs") };
// In the order of the members, each with its group's password: a secret.
export const { instanceIds, connectionStrings } = caches;
