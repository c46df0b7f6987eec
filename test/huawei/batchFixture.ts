import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import type { BatchFixture } from "../contract/batch/fixture";
import { subnetId, vpcId } from "./fixture";

export const huaweiBatchFixture: BatchFixture = {
  definition: huaweiDcsBatchDefinition,
  cloud: "huawei",
  hasGroups: false,
  program: ({ quantity, edit = "first", other = false } = { quantity: 1 }) => ({
    region: "cn-north-4",
    name: "sessions",
    engine: "Redis",
    engineVersion: other ? "5.0" : "6.0",
    capacity: 1,
    specCode: "redis.ha.xu1.large.r2.1",
    azCodes: ["cn-north-4a"],
    vpcId,
    subnetId,
    password: "Secret-123",
    description: edit,
    tags: { team: "web" },
    instanceNum: quantity,
  }),
  edited: ({ properties }) => properties.description,
  isOther: ({ properties }) => properties.engine_version === "5.0",
  creates: "CreateInstance",
  deletes: "DeleteSingleInstance",
  changes: "UpdateInstance",
  listStatuses: "ListInstances",
  asksFor: () => true,
  tagActions: ["BatchCreateOrDeleteTags"],
  systemTags: { _sys_enterprise_project_id: "0" },
  drifts: {
    edited: (value) => ({ description: value }),
    failed: { status: "CREATEFAILED" },
    stopped: { status: "FROZEN" },
    ready: { status: "RUNNING" },
  },
};
