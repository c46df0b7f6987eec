import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import type { BatchFixture } from "../contract/batch/fixture";

export const aliyunBatchFixture: BatchFixture = {
  definition: aliyunRedisBatchDefinition,
  cloud: "aliyun",
  hasGroups: true,
  program: (...requests) => ({
    regionId: "cn-hangzhou",
    instances: requests.map(({ quantity, edit = "first", other = false }) => ({
      izNo: "cn-hangzhou-h",
      instanceClass: "redis.master.small.default",
      instanceType: other ? "Memcache" : "Redis",
      instanceName: edit,
      quantity,
    })),
    password: "Secret-123",
    securityIps: ["10.0.0.0/8"],
    tags: { team: "web" },
  }),
  edited: ({ properties }) => properties.InstanceName,
  isOther: ({ properties }) => properties.InstanceType === "Memcache",
  creates: "CreateInstances",
  deletes: "DeleteInstance",
  changes: "ModifyInstanceAttribute",
  listStatuses: "DescribeInstances",
  asksFor: (params, id) => JSON.stringify(params).includes(id),
  tagActions: ["TagResources", "UntagResources", "ListTagResources"],
  systemTags: { "acs:rm:rgId": "rg-1", "aliyun-cost": "shop" },
  drifts: {
    edited: (value) => ({ InstanceName: value }),
    failed: { InstanceStatus: "Error" },
    stopped: { InstanceStatus: "Inactive" },
    ready: { InstanceStatus: "Normal" },
  },
};
