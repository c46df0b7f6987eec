import * as pulumi from "@pulumi/pulumi";
import {
  AliyunRedis,
  type AliyunRedisArgs,
  AliyunRedisBatch,
  HuaweiDcsBatch,
  HuaweiDcsInstance,
  type HuaweiDcsInstanceArgs,
  JdRedis,
  type JdRedisArgs,
} from "pulumi-cn-cache";
import { aliyun, config, huawei, jd, network, password } from "./caches";
import type { Programs } from "./program";
import { Secret } from "./secret";

/** As a YAML or JSON file gives it: numbers, booleans and lists, and nulls where a value was left out. */
const file = (stage: string) => `{
  "aliyun": {
    "instanceClass": "redis.shard.small.ce", "engineVersion": "5.0", "port": 6380, "ssl": false,
    "securityIps": ["10.0.0.0/8", "192.168.1.1"], "tags": { "stage": "${stage}" },
    "config": { "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-entries": 1024 },
    "backupPolicy": { "preferredBackupPeriod": ["Monday", "Thursday"], "preferredBackupTime": "19:00Z-20:00Z" }
  },
  "huawei": {
    "capacity": 1, "enableSsl": false, "port": 6380, "tags": { "stage": "${stage}" },
    "whitelist": [{ "groupName": "web", "ipList": ["10.0.0.0/8"] }],
    "instanceBackupPolicy": { "backupType": "manual" }
  },
  "jd": {
    "azId": { "master": "cn-north-1a", "slave": "cn-north-1b" }, "ipWhiteList": ["10.0.0.0/8"],
    "tags": { "stage": "${stage}" }, "maxmemoryPolicy": "allkeys-lru", "dbNum": 16
  }
}`;

/** Every value as a secret, at every depth. */
function secretly<Args extends object>(args: Args): Args {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, pulumi.secret(value)])) as Args;
}

/** Where arguments come from: files, configuration, secrets, other stacks, lookups. */
export const programs: Programs = {
  file: {
    run({ named, isEdited }) {
      const settings = JSON.parse(file(isEdited ? "prod" : "test"));
      new AliyunRedis(named("aliyun"), { password, ...settings.aliyun });
      new HuaweiDcsInstance(named("huawei"), { ...huawei, ...settings.huawei });
      new JdRedis(named("jd"), { ...jd, ...settings.jd });
    },
    instances: 3,
    edit: { aliyun: "update", huawei: "update", jd: "update" },
  },

  textFromConfig: {
    run({ named }) {
      const text = (key: string) => config.require(key) as never;
      new AliyunRedis(named("aliyun"), { ...aliyun, port: text("port"), minorVersionAutoUpgrade: text("on") });
      new HuaweiDcsInstance(named("huawei"), {
        ...huawei,
        capacity: text("one"),
        port: text("port"),
        enableSsl: text("off"),
      });
      new JdRedis(named("jd"), { ...jd, dbNum: text("databases") });
    },
    instances: 3,
  },

  typedConfig: {
    run({ named }) {
      new AliyunRedis(named("cache"), {
        ...aliyun,
        port: config.requireNumber("port"),
        ssl: config.requireSecretBoolean("off"),
        tags: config.requireObject<Record<string, string>>("tags"),
        securityIps: config.requireSecretObject<string[]>("whitelist"),
      });
    },
    instances: 1,
  },

  secretsAliyun: {
    run({ named, isEdited }) {
      const args: AliyunRedisArgs = {
        ...network,
        instanceClass: "redis.shard.small.ce",
        engineVersion: "5.0",
        instanceName: "secretive",
        port: 6390,
        config: { "maxmemory-policy": "allkeys-lru" },
        vpcAuthMode: "Open",
        securityIps: ["10.0.0.0/8"],
        securityIpGroups: { office: ["192.168.10.0/24"] },
        ssl: true,
        chargeType: "PostPaid",
        backupPolicy: { preferredBackupPeriod: ["Monday"], preferredBackupTime: "19:00Z-20:00Z" },
        maintainStartTime: "18:00Z",
        maintainEndTime: "20:00Z",
        minorVersionAutoUpgrade: true,
        instanceReleaseProtection: false,
        prepaidDestroy: "refuse",
        tags: { "secret-tag": isEdited ? "secret-value-2" : "secret-value" },
      };
      const cache = new AliyunRedis(named("cache"), { ...secretly(args), password });
      return cache.tags;
    },
    instances: 1,
    edit: { cache: "update" },
  },

  secretsHuawei: {
    run({ named, isEdited }) {
      const args: HuaweiDcsInstanceArgs = {
        ...huawei,
        description: isEdited ? "secret-value-2" : "secret-value",
        port: 6390,
        whitelist: [{ groupName: "web", ipList: ["10.0.0.0/8"] }],
        enableWhitelist: true,
        enableSsl: false,
        parameters: { "maxmemory-policy": "allkeys-lru" },
        instanceBackupPolicy: { backupType: "manual" },
        maintainBegin: "18:00:00",
        maintainEnd: "22:00:00",
        tags: { "secret-tag": "secret-value" },
      };
      new HuaweiDcsInstance(named("cache"), secretly(args));
      new HuaweiDcsBatch(named("batch"), { ...secretly(args), instanceNum: pulumi.secret(1) });
    },
    instances: 2,
    edit: { cache: "update", batch: "update" },
  },

  secretsJd: {
    run({ named, isEdited }) {
      const args: JdRedisArgs = {
        ...jd,
        cacheInstanceDescription: isEdited ? "secret-value-2" : "secret-value",
        ipWhiteList: ["10.0.0.0/8"],
        tls: { tlsStatus: "disable" },
        maxmemoryPolicy: "allkeys-lru",
        tags: { "secret-tag": "secret-value" },
      };
      new JdRedis(named("cache"), secretly(args));
    },
    instances: 1,
    edit: { cache: "update" },
  },

  kubernetes: {
    run({ named, isEdited }) {
      const credentials = new Secret(named("credentials"), { stringData: { password } });
      const given = credentials.stringData.apply((data) => String(data?.password));
      const cache = new AliyunRedis(named("cache"), {
        ...aliyun,
        password: given,
        securityIps: isEdited ? ["10.0.0.0/8"] : ["10.1.0.0/16"],
      });
      const url = cache.connectionString;
      new Secret(named("web"), { stringData: { REDIS_URL: url } });
      new Secret(named("jobs"), { stringData: { host: cache.connectionDomain, port: cache.port } });
      return url;
    },
    instances: 1,
    dependsOn: { cache: ["credentials"], web: ["cache"], jobs: ["cache"] },
    edit: { cache: "update", web: "update", jobs: "update" },
  },

  batches: {
    run({ named, isEdited }) {
      const group = (name: string, quantity: number) => ({
        group: name,
        izNo: "cn-hangzhou-h",
        quantity,
        instanceClass: aliyun.instanceClass,
      });
      const aliyunBatch = new AliyunRedisBatch(named("aliyun"), {
        password,
        instances: [group("web", isEdited ? 1 : 2), group("jobs", 1)],
        tags: { stage: "test" },
      });
      const huaweiBatch = new HuaweiDcsBatch(named("huawei"), { ...huawei, instanceNum: isEdited ? 3 : 2 });
      new Secret(named("hosts"), {
        stringData: {
          aliyun: aliyunBatch.members.apply((members) => members.map(({ connectionDomain }) => connectionDomain)),
          huawei: huaweiBatch.members.apply((members) => members.length),
        },
      });
    },
    instances: 5,
    dependsOn: { hosts: ["aliyun", "huawei"] },
    edit: { aliyun: "update", huawei: "update", hosts: "update" },
  },

  otherStack: {
    run({ named }) {
      const platform = new pulumi.StackReference(named("platform"), { name: "organization/shop/platform" });
      const cache = new AliyunRedis(named("cache"), {
        ...aliyun,
        zoneId: platform.requireOutput("zone"),
        securityIps: platform.getOutput("whitelist"),
        tags: { shared: platform.requireOutput("aliyun") },
      });
      return cache.zoneId;
    },
    instances: 1,
    // A StackReference is a resource, but one that is only read.
    dependsOn: { cache: ["platform"] },
  },

  lookups: {
    run({ named }) {
      const platform = new pulumi.StackReference(named("platform"), { name: "organization/shop/platform" });
      const idOf = (cloud: string) => platform.requireOutput(cloud) as pulumi.Output<string>;
      const shop = new pulumi.ComponentResource("acme:shop:Shop", named("shop"));
      const parent = { parent: shop };
      const found = AliyunRedis.get(named("aliyun"), idOf("aliyun"), parent);
      const second = HuaweiDcsInstance.get(named("huawei"), idOf("huawei"), parent);
      const third = JdRedis.get(named("jd"), idOf("jd"), parent);
      const own = new AliyunRedis(named("own"), { ...aliyun, tags: { peer: found.connectionDomain } }, parent);
      new Secret(named("peers"), { stringData: { second: second.port, third: third.connectionDomain } }, parent);
      return own.tags;
    },
    instances: 1,
    dependsOn: {
      own: ["aliyun"],
      peers: ["huawei", "jd"],
    },
  },

  lookupOfOwn: {
    run({ named }) {
      const cache = new AliyunRedis(named("cache"), aliyun);
      const found = AliyunRedis.get(named("found"), cache.id);
      return found.instanceClass;
    },
    instances: 1,
  },

  undefinedArguments: {
    run({ named, isEdited }) {
      new AliyunRedis(named("cache"), {
        ...aliyun,
        instanceName: undefined,
        port: config.getNumber("nothing"),
        tags: { stage: isEdited ? "prod" : "test", owner: config.get("nothing") } as never,
        securityIps: undefined,
      });
    },
    instances: 1,
    edit: { cache: "update" },
  },
};
