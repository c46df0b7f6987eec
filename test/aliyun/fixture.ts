import { aliyunRedisKind } from "../../provider/aliyun/kind";
import type { ArgumentCase, Fixture } from "../contract/fixture";

const base = {
  regionId: "cn-hangzhou",
  instanceClass: "redis.master.small.default",
  zoneId: "cn-hangzhou-h",
  instanceName: "sessions",
  password: "Secret-123",
  securityIps: ["10.0.0.0/8", "192.168.1.1"],
  tags: { team: "web" },
};

const cases: Record<string, ArgumentCase> = {
  regionId: {
    accepted: ["cn-hangzhou", "ap-southeast-1"],
    refused: [
      ["Hangzhou", /region like cn-hangzhou/],
      [1, /expected string/],
    ],
    with: { zoneId: undefined },
    change: { from: "cn-hangzhou", to: "cn-beijing", plans: "replace" },
    shown: ({ properties }) => properties.RegionId,
  },
  zoneId: {
    accepted: ["cn-hangzhou-h"],
    refused: [
      ["h", /zone like/],
      ["cn-beijing-h", /not in region cn-hangzhou/],
    ],
    change: { from: "cn-hangzhou-h", to: "cn-hangzhou-i", plans: "replace" },
    shown: ({ properties }) => properties.ZoneId,
  },
  vpcId: {
    accepted: ["vpc-bp1zxszhcgatnx0001"],
    refused: [["bp1", /vpc-…/]],
    warned: [],
    with: { vSwitchId: "vsw-bp1zxszhcgatnx0001" },
    change: { from: "vpc-bp1aaaaaaaaaaaa0001", to: "vpc-bp1bbbbbbbbbbbb0002", plans: "replace" },
    shown: ({ properties }) => properties.VpcId,
  },
  vSwitchId: {
    accepted: ["vsw-bp1zxszhcgatnx0001"],
    refused: [["vpc-1", /vsw-…/]],
    with: { vpcId: "vpc-bp1zxszhcgatnx0001" },
    change: { from: "vsw-bp1aaaaaaaaaaaa0001", to: "vsw-bp1bbbbbbbbbbbb0002", plans: "replace" },
    shown: ({ properties }) => properties.VSwitchId,
  },
  instanceName: {
    accepted: ["ab", "缓存-1", "a".repeat(80)],
    refused: [
      ["a", /at least 2/],
      ["1abc", /begin with a letter/],
      ["a b", /must not contain/],
      ["a@b", /must not contain/],
      ["a".repeat(129), /at most 80/],
    ],
    warned: [["a".repeat(81), /more than 80/]],
    change: { from: "sessions", to: "carts", plans: "update" },
    shown: ({ properties }) => properties.InstanceName,
  },
  instanceClass: {
    accepted: ["redis.master.small.default", "redis.amber.logic.sharding.2g.4db.0rodb.8proxy.default"],
    refused: [
      ["a b", /class like/],
      [undefined, /or capacity must be given/],
    ],
    change: { from: "redis.master.small.default", to: "redis.master.mid.default", plans: "update" },
    shown: ({ properties }) => properties.RealInstanceClass ?? properties.InstanceClass,
  },
  capacity: {
    accepted: [1024],
    refused: [
      [0, /more than 0/],
      [1.5, /whole MB/],
      ["1024", /whole MB/],
    ],
    with: { instanceClass: undefined },
    change: { from: 1024, to: 2048, plans: "replace" },
    shown: ({ properties }) => properties.Capacity,
  },
  engineVersion: {
    accepted: ["4.0", "5.0", "7.0"],
    refused: [["five", /version like/]],
    warned: [["2.8", /no longer sold/]],
    change: { from: "4.0", to: "5.0", plans: "replace" },
    shown: ({ properties }) => properties.EngineVersion,
  },
  instanceType: {
    accepted: ["Redis", "Memcache"],
    refused: [["redis", /"Redis" or "Memcache"/]],
    change: { from: undefined, to: "Redis", plans: "same" },
    shown: ({ properties }) => properties.InstanceType,
  },
  chargeType: {
    accepted: ["PostPaid"],
    refused: [["postpaid", /"PrePaid" or "PostPaid"/]],
    change: { from: "PostPaid", to: undefined, plans: "same" },
    shown: ({ properties }) => properties.ChargeType,
  },
  period: {
    accepted: [1, 9, 12, 24, 36, 60],
    refused: [
      [10, /must be 1, 2/],
      [undefined, /must be given with chargeType PrePaid/],
    ],
    with: { chargeType: "PrePaid" },
    change: { from: 1, to: 12, plans: "same" },
  },
  password: {
    accepted: ["Secret-123", "abcDEF12", "a1!a1!a1!"],
    refused: [
      ["Ab1!", /at least 8/],
      ["a".repeat(33), /at most 32/],
      ["abcdefgh", /at least three of/],
    ],
    warned: [["Acfr5xxx,.xxx", /characters other than/]],
    change: { from: "Secret-123", to: "Secret-456", plans: "update" },
    shown: ({ secrets }) => secrets.Password,
  },
  securityIps: {
    accepted: [["10.0.0.1"], ["10.0.0.0/8", "::1"]],
    refused: [
      [[], /at least one/],
      [["10.0.0"], /IP address or a CIDR/],
      [["10.0.0.0/33"], /IP address or a CIDR/],
      ["10.0.0.1", /expected array/],
    ],
    warned: [[["0.0.0.0/0"], /every address/]],
    change: { from: ["10.0.0.1", "10.0.0.2"], to: ["10.0.0.3"], plans: "update" },
    shown: ({ properties }) => String(properties.SecurityIPList).split(","),
  },
  tags: {
    accepted: [{}, { a: "b" }, { team: "" }],
    refused: [
      [{ "acs:a": "b" }, /acs:/],
      [{ "pulumi-cn-cache:x": "y" }, /provider's own/],
      [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "v"])), /at most 20/],
    ],
    change: { from: { a: "1", b: "2" }, to: { b: "3", c: "4" }, plans: "update" },
    shown: ({ tags }) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:"))),
  },
  prepaidDestroy: {
    accepted: ["refuse", "convert", "forget"],
    refused: [["delete", /"refuse", "convert" or "forget"/]],
    change: { from: undefined, to: "convert", plans: "update" },
  },
  adoptInstanceId: {
    accepted: ["r-bp1zxszhcgatnx0001"],
    refused: [["bp1", /r-…/]],
    change: { from: undefined, to: "r-bp1zxszhcgatnx0001", plans: "same" },
  },
};

export const aliyunFixture: Fixture = {
  kind: aliyunRedisKind,
  cloud: "aliyun",
  base,
  inPlace: {
    ...base,
    instanceClass: "redis.master.mid.default",
    instanceName: "carts",
    password: "Secret-456",
    securityIps: ["192.168.1.2"],
    tags: { team: "shop", stage: "prod" },
  },
  replaced: { ...base, zoneId: "cn-hangzhou-i" },
  arguments: cases,
  drifts: {
    instanceName: { set: { InstanceName: "somebody-else" } },
    instanceClass: { set: { InstanceClass: "redis.master.large.default" } },
    securityIps: { set: { SecurityIPList: "0.0.0.0/0" } },
    tags: { tags: { team: "other" } },
  },
  driftBeyondRepair: { ZoneId: "cn-hangzhou-j" },
  // A prepaid instance or an adopted one is another story than a random walk.
  isProgram: (args) => args.chargeType !== "PrePaid" && args.adoptInstanceId === undefined,
  prepaid: { args: { chargeType: "PrePaid", period: 1 }, policies: ["convert", "forget"] },
  tagActions: ["TagResources", "UntagResources", "ListTagResources"],
  mostChangingCalls: 6,
};
