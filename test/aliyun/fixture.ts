import { aliyunRedisKind } from "../../provider/aliyun/kind";
import type { Fixture } from "../contract/fixture";

const base = {
  instanceClass: "redis.master.small.default",
  zoneId: "cn-hangzhou-h",
  instanceName: "sessions",
  password: "Secret-123",
  securityIps: ["10.0.0.0/8", "192.168.1.1"],
  tags: { team: "web" },
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
  differences: ({ properties, tags, secrets }, args) => {
    const shown: Record<string, unknown> = {
      instanceClass: properties.RealInstanceClass ?? properties.InstanceClass,
      zoneId: properties.ZoneId,
      instanceName: properties.InstanceName,
      password: secrets.Password,
      securityIps: String(properties.SecurityIPList).split(",").sort().join(),
      tags: JSON.stringify(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:")).sort()),
    };
    const wanted: Record<string, unknown> = {
      ...args,
      securityIps: [...(args.securityIps as string[])].sort().join(),
      tags: JSON.stringify(Object.entries(args.tags as object).sort()),
    };
    return Object.keys(shown).filter((name) => shown[name] !== wanted[name]);
  },
  drifts: {
    instanceName: { set: { InstanceName: "somebody-else" } },
    instanceClass: { set: { InstanceClass: "redis.master.large.default" } },
    securityIps: { set: { SecurityIPList: "0.0.0.0/0" } },
    tags: { tags: { team: "other" } },
  },
  driftBeyondRepair: { ZoneId: "cn-hangzhou-j" },
  mostChangingCalls: 6,
};
