import * as pulumi from "@pulumi/pulumi";
import { Cache, type CacheCloud, type CacheNetwork } from "pulumi-cn-cache";

const config = new pulumi.Config();
const cloud = config.get<CacheCloud>("cloud") ?? "aliyun";

// Set with `pulumi config set --path networks.jd.vpcId vpc-…`; a move to another cloud is `pulumi config set cloud jd`.
const networks = config.getObject<Partial<Record<CacheCloud, CacheNetwork>>>("networks") ?? {};

const sessions = new Cache("sessions", {
  cloud,
  memoryGb: 4,
  network: networks[cloud],
  allowFrom: ["10.0.0.0/8"],
  tags: { team: "shop" },
  transform: {
    aliyun: { config: { "maxmemory-policy": "allkeys-lru" } },
    huawei: { parameters: { "maxmemory-policy": "allkeys-lru" } },
    jd: { maxmemoryPolicy: "allkeys-lru" },
  },
});

export const { instanceId, instanceClass, host, port, connectionString } = sessions;
