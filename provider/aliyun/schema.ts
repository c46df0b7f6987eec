import { isIP } from "node:net";
import { z } from "zod";
import type { Rule, Schema } from "../core/schema";
import type { Equal, Expect } from "../core/types";
import type { AliyunRedisInputs } from "./args";

const periods = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 60];
const forbiddenInNames = /[@/:=”"<>{[\]}\s]/;
const documentedSpecials = "!@#$%^&*()_+-=";

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[a-z0-9-]+$`, "i"), `must look like ${prefix}-…`);

function isAddress(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const fields = {
  regionId: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a region like cn-hangzhou"),
  zoneId: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a zone like cn-hangzhou-h"),
  vpcId: id("vpc"),
  vSwitchId: id("vsw"),
  instanceName: z
    .string()
    .min(2, "must have at least 2 characters")
    .max(128, "must have at most 80 characters (older pages: 128)")
    .regex(/^[A-Za-z\u4e00-\u9fff]/, "must begin with a letter or a Chinese character")
    .refine((name) => !forbiddenInNames.test(name), 'must not contain @ / : = " < > { [ ] } or blanks'),
  instanceClass: z.string().regex(/^[\w.-]+$/, "must be a class like redis.master.small.default"),
  capacity: z.int("must be whole MB").positive("must be more than 0 MB"),
  engineVersion: z.string().regex(/^\d+\.\d+$/, 'must be a version like "5.0"'),
  instanceType: z.enum(["Redis", "Memcache"], 'must be "Redis" or "Memcache"'),
  chargeType: z.enum(["PrePaid", "PostPaid"], 'must be "PrePaid" or "PostPaid"'),
  period: z.int().refine((months) => periods.includes(months), `must be ${periods.join(", ")} months`),
  password: z
    .string()
    .min(8, "must have at least 8 characters")
    .max(32, "must have at most 32 characters")
    .refine(
      (password) => [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length >= 3,
      `must have at least three of upper case, lower case, digits and ${documentedSpecials}`,
    ),
  securityIps: z
    .array(z.string().refine(isAddress, "must be an IP address or a CIDR block like 10.0.0.0/8"))
    .min(1, "must name at least one address; 127.0.0.1 lets nobody in")
    .max(1000, "must name at most 1000 addresses"),
  tags: z
    .record(
      z
        .string()
        .min(1)
        .max(128, "keys must have at most 128 characters")
        .regex(
          /^(?!aliyun|acs:)(?!.*https?:\/\/)/,
          "keys must not begin with aliyun or acs:, nor contain http:// or https://",
        )
        .regex(/^(?!pulumi-cn-cache:)/, "keys that begin with pulumi-cn-cache: are the provider's own"),
      z.string().max(128, "values must have at most 128 characters"),
    )
    .refine((tags) => Object.keys(tags).length <= 20, "must be at most 20"),
  prepaidDestroy: z.enum(["refuse", "convert", "forget"], 'must be "refuse", "convert" or "forget"'),
  adoptInstanceId: id("r"),
};

export type ArgsMatchSchema = Expect<
  Equal<Required<AliyunRedisInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;

const rules: readonly Rule<AliyunRedisInputs>[] = [
  {
    on: ["instanceClass", "capacity"],
    complaint: ({ instanceClass, capacity }) =>
      instanceClass === undefined && capacity === undefined ? "this or capacity must be given" : undefined,
  },
  {
    on: ["capacity", "instanceClass"],
    level: "warning",
    complaint: ({ instanceClass, capacity }) =>
      instanceClass !== undefined && capacity !== undefined
        ? "is given beside instanceClass; the class decides"
        : undefined,
  },
  {
    on: ["period", "chargeType"],
    complaint: ({ period, chargeType }) => {
      if (chargeType === "PrePaid") return period === undefined ? "must be given with chargeType PrePaid" : undefined;
      return period === undefined ? undefined : "is only for chargeType PrePaid";
    },
  },
  {
    on: ["zoneId", "regionId"],
    complaint: ({ zoneId, regionId }) =>
      zoneId !== undefined && regionId !== undefined && !zoneId.startsWith(regionId)
        ? `is not in region ${regionId}`
        : undefined,
  },
  {
    on: ["vSwitchId", "vpcId"],
    complaint: ({ vSwitchId, vpcId }) =>
      vSwitchId !== undefined && vpcId === undefined ? "needs its vpcId" : undefined,
  },
  {
    on: ["vpcId", "vSwitchId"],
    level: "warning",
    complaint: ({ vSwitchId, vpcId }) =>
      vpcId !== undefined && vSwitchId === undefined
        ? "is given without a vSwitchId; Alibaba Cloud usually wants both"
        : undefined,
  },
  {
    on: ["instanceName"],
    level: "warning",
    complaint: ({ instanceName }) =>
      instanceName !== undefined && instanceName.length > 80
        ? "has more than 80 characters; older pages of the vendor allow 128, newer ones 80"
        : undefined,
  },
  {
    on: ["password"],
    level: "warning",
    complaint: ({ password }) =>
      password !== undefined &&
      [...password].some((char) => !/[A-Za-z\d]/.test(char) && !documentedSpecials.includes(char))
        ? `has characters other than letters, digits and ${documentedSpecials}; the vendor documents no others`
        : undefined,
  },
  {
    on: ["password"],
    level: "warning",
    complaint: ({ password }) =>
      password === undefined ? "is not given; without one nobody can log in to a Redis that wants one" : undefined,
  },
  {
    on: ["engineVersion"],
    level: "warning",
    complaint: ({ engineVersion }) =>
      engineVersion === "2.8" ? "2.8 is no longer sold; Alibaba Cloud will probably refuse it" : undefined,
  },
  {
    on: ["securityIps"],
    level: "warning",
    complaint: ({ securityIps }) =>
      securityIps?.some((ip) => /^0\.0\.0\.0(\/0)?$/.test(ip))
        ? "opens the instance to every address of its network"
        : undefined,
  },
];

export const aliyunRedisSchema: Schema<AliyunRedisInputs> = { fields, rules };
