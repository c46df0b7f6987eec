import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, CnCacheProvider, HuaweiDcsBatch, HuaweiDcsInstance, JdRedis } from "pulumi-cn-cache";
import { aliyun, huawei, jd, network } from "./caches";
import type { Programs, Run } from "./program";
import { Secret } from "./secret";

const component = (name: string, opts?: pulumi.ComponentResourceOptions) =>
  new pulumi.ComponentResource("acme:shop:Shop", name, {}, opts);

const stageOf = ({ isEdited }: Run) => (isEdited ? "prod" : "test");

/** The options of resources. */
export const programs: Programs = {
  aliasIntoComponent: {
    run({ named, isEdited }) {
      const shop = component(named("shop"));
      const moved = { parent: shop, aliases: [{ parent: pulumi.rootStackResource }] };
      new AliyunRedis(named("cache"), aliyun, isEdited ? moved : {});
    },
    instances: 1,
  },

  aliasOutOfComponent: {
    run({ named, isEdited }) {
      const shop = component(named("shop"));
      new JdRedis(named("cache"), jd, isEdited ? { aliases: [{ parent: shop }] } : { parent: shop });
    },
    instances: 1,
  },

  aliasBetweenComponents: {
    run({ named, isEdited }) {
      const [from, to] = [component(named("from")), component(named("to"))];
      const opts = isEdited ? { parent: to, aliases: [{ parent: from }] } : { parent: from };
      new HuaweiDcsInstance(named("cache"), { ...huawei, tags: { stage: isEdited ? "prod" : "test" } }, opts);
    },
    instances: 1,
    edit: { cache: "update" },
  },

  aliasOfComponent: {
    run({ named, isEdited }) {
      const name = (text: string) => named(isEdited ? `${text}-renamed` : text);
      const shop = component(name("shop"), isEdited ? { aliases: [{ name: named("shop") }] } : {});
      new AliyunRedis(named("cache"), aliyun, { parent: shop });
      new HuaweiDcsBatch(named("batch"), { ...huawei, instanceNum: 2 }, { parent: shop });
    },
    instances: 3,
  },

  renamedAndEdited: {
    run({ named, isEdited }) {
      const aliases = isEdited ? [{ name: named("before") }] : [];
      new AliyunRedis(
        named(isEdited ? "after" : "before"),
        { ...aliyun, tags: { stage: isEdited ? "prod" : "test" } },
        { aliases },
      );
    },
    instances: 1,
    edit: { after: "update" },
    // A difference that the engine finds itself; if it were told of the edit alone, it would overlook replaceOnChanges.
    internal: ["after: __urn"],
  },

  ignoreNested: {
    run(run) {
      const { named, isEdited } = run;
      const tags = { stage: stageOf(run), team: "web" };
      new AliyunRedis(
        named("aliyun"),
        {
          ...aliyun,
          tags,
          config: { "maxmemory-policy": isEdited ? "allkeys-lru" : "volatile-lru", "hash-max-ziplist-entries": 512 },
          backupPolicy: {
            preferredBackupPeriod: ["Monday"],
            preferredBackupTime: isEdited ? "18:00Z-19:00Z" : "02:00Z-03:00Z",
          },
        },
        { ignoreChanges: ["tags.stage", 'config["maxmemory-policy"]', "backupPolicy.preferredBackupTime"] },
      );
      new HuaweiDcsInstance(
        named("huawei"),
        {
          ...huawei,
          tags,
          whitelist: [{ groupName: "web", ipList: [isEdited ? "10.0.0.2" : "10.0.0.1"] }],
        },
        { ignoreChanges: ["tags.stage", "whitelist[0].ipList"] },
      );
      new JdRedis(
        named("jd"),
        {
          ...jd,
          tags,
          azId: { master: "cn-north-1a", slave: isEdited ? "cn-north-1c" : "cn-north-1b" },
        },
        { ignoreChanges: ["tags.stage", "azId.slave"] },
      );
    },
    instances: 3,
  },

  ignoreAll: {
    run({ named, isEdited }) {
      const instanceName = isEdited ? "renamed" : "sessions";
      new AliyunRedis(
        named("cache"),
        { ...aliyun, instanceName, port: isEdited ? 6380 : 6379 },
        { ignoreChanges: ["*"] },
      );
    },
    instances: 1,
  },

  ignoreOneOfTwo: {
    run(run) {
      const instanceName = run.isEdited ? "renamed" : "sessions";
      new AliyunRedis(
        run.named("cache"),
        { ...aliyun, instanceName, tags: { stage: stageOf(run) } },
        { ignoreChanges: ["tags"] },
      );
    },
    instances: 1,
    edit: { cache: "update" },
  },

  protect: {
    run: ({ named, isEdited }) => void new AliyunRedis(named("cache"), aliyun, { protect: !isEdited }),
    instances: 1,
  },

  protectedComponent: {
    run({ named, isLeaving }) {
      const shop = component(named("shop"), { protect: !isLeaving });
      new JdRedis(named("cache"), jd, { parent: shop });
    },
    instances: 1,
  },

  retainOnDelete: {
    run({ named, isEdited }) {
      if (!isEdited) new AliyunRedis(named("removed"), aliyun, { retainOnDelete: true });
      new JdRedis(named("destroyed"), jd, { retainOnDelete: true });
    },
    instances: 2,
    edit: { removed: "delete" },
    left: 2,
  },

  deletedWith: {
    run({ named }) {
      const cluster = new Secret(named("cluster"), {});
      const cache = new AliyunRedis(named("cache"), aliyun, { deletedWith: cluster });
      new Secret(named("secret"), { stringData: { REDIS_URL: cache.connectionString } }, { deletedWith: cache });
    },
    instances: 1,
    dependsOn: { secret: ["cache"] },
    left: 1,
  },

  replaceOnChanges: {
    run({ named, isEdited }) {
      const tags = { stage: isEdited ? "prod" : "test" };
      new AliyunRedis(named("aliyun"), { ...aliyun, tags }, { replaceOnChanges: ["tags"] });
      new HuaweiDcsInstance(named("huawei"), { ...huawei, tags }, { replaceOnChanges: ["tags.stage"] });
      new JdRedis(named("jd"), { ...jd, tags }, { replaceOnChanges: ["*"] });
    },
    instances: 3,
    edit: { aliyun: "replace", huawei: "replace", jd: "replace" },
  },

  // The new one could not have it while the old one is there.
  replaceExclusive: {
    run({ named, isEdited }) {
      const tags = { stage: isEdited ? "prod" : "test" };
      const opts = { replaceOnChanges: ["tags"] };
      new AliyunRedis(named("prefix"), { ...aliyun, tags, connectionStringPrefix: "shopsessions" }, opts);
      new AliyunRedis(named("address"), { ...aliyun, ...network, tags, privateIpAddress: "172.16.0.10" }, opts);
      new HuaweiDcsInstance(named("huawei"), { ...huawei, tags, privateIp: "192.168.7.7" }, opts);
    },
    instances: 3,
    edit: { prefix: "delete, then create", address: "delete, then create", huawei: "delete, then create" },
  },

  // Nothing is exclusive when another prefix is asked for.
  replaceByArgument: {
    run({ named, isEdited }) {
      new AliyunRedis(named("first"), { ...aliyun, engineVersion: isEdited ? "4.0" : "5.0" });
      new AliyunRedis(
        named("second"),
        { ...aliyun, engineVersion: isEdited ? "4.0" : "5.0" },
        { deleteBeforeReplace: true },
      );
    },
    instances: 2,
    edit: { first: "replace", second: "delete, then create" },
  },

  replacedWithConsumers: {
    run({ named, isEdited }) {
      const cache = new AliyunRedis(named("cache"), { ...aliyun, engineVersion: isEdited ? "4.0" : "5.0" });
      new Secret(named("secret"), { stringData: { REDIS_URL: cache.connectionString } });
    },
    instances: 1,
    dependsOn: { secret: ["cache"] },
    edit: { cache: "replace", secret: "update" },
  },

  customTimeouts: {
    run({ named, isEdited }) {
      const customTimeouts = { create: "30m", update: "1h", delete: isEdited ? "20m" : "10m" };
      new AliyunRedis(named("aliyun"), aliyun, { customTimeouts });
      new HuaweiDcsInstance(named("huawei"), huawei, { customTimeouts: { create: "1h30m" } });
    },
    instances: 2,
    edit: { aliyun: "update" },
    internal: ["aliyun: __timeouts"],
  },

  mergedOptions: {
    run({ named, isEdited }) {
      const cache = new AliyunRedis(named("first"), aliyun);
      const common: pulumi.CustomResourceOptions = { dependsOn: [cache], ignoreChanges: ["tags"] };
      const opts = pulumi.mergeOptions(common, {
        customTimeouts: { create: "20m" },
        additionalSecretOutputs: ["status"],
      });
      new AliyunRedis(named("second"), { ...aliyun, tags: { stage: isEdited ? "prod" : "test" } }, opts);
    },
    instances: 2,
    dependsOn: { second: ["first"] },
  },

  explicitProvider: {
    run({ named, isEdited }) {
      const endpoint = new CnCacheProvider(named("beijing"), { aliyun: { region: "cn-beijing" } });
      const tags = { stage: isEdited ? "prod" : "test" };
      new AliyunRedis(named("beijing-cache"), { ...aliyun, tags }, { provider: endpoint });
      new AliyunRedis(named("home-cache"), { ...aliyun, tags });
    },
    instances: 2,
    edit: { "beijing-cache": "update", "home-cache": "update" },
  },
};
