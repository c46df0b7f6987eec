/** The component for any cloud. */
import * as pulumi from "@pulumi/pulumi";
import {
  type AliyunRedis,
  Cache,
  type CacheArgs,
  type CacheCloud,
  type CacheNetwork,
  CnCacheProvider,
  type HuaweiDcsInstance,
  type JdRedis,
} from "pulumi-cn-cache";
import { count, expectType, flag, optionalText, Secret, tags, text, texts, unknownValue, words } from "./values";

declare const cloud: CacheCloud;
declare const networks: Record<CacheCloud, CacheNetwork>;

// What compiles.

new Cache("least", { cloud: "aliyun", memoryGb: 1 });
const sessions = new Cache(
  "everything",
  {
    cloud,
    memoryGb: count,
    engineVersion: text,
    ha: flag,
    shards: count,
    network: { ...networks[cloud], vpcId: text, zones: texts },
    region: text,
    instanceName: pulumi.interpolate`cache-${text}`,
    password: text,
    passwordVersion: "2",
    allowFrom: texts,
    tags: { team: text },
    transform: {
      aliyun: { backupPolicy: { preferredBackupPeriod: ["Monday"], preferredBackupTime: "18:00Z-19:00Z" }, ssl: flag },
      huawei: ({ name, ...args }) => ({ ...args, name, description: text }),
      jd: (args) => ({ ...args, dbNum: 32 }),
    },
  },
  { providers: [new CnCacheProvider("there", { jd: {} })], protect: true, aliases: [{ name: "old" }] },
);
new Cache("lists of all sorts", { cloud, memoryGb: 1, allowFrom: words, tags });
new Cache("mixed lists", {
  cloud,
  memoryGb: 1,
  allowFrom: [text, "10.0.0.0/8"],
  network: { ...networks.jd, zones: [text] },
});
new Cache("what may be missing", {
  cloud,
  memoryGb: 1,
  network: undefined,
  password: undefined,
  transform: { jd: undefined },
});
export const wrapped = (name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) =>
  new Cache(name, { ...args, ha: false }, opts);
new Cache("from configuration", { cloud: new pulumi.Config().require<CacheCloud>("cloud"), memoryGb: 1 });
if (Cache.isInstance(unknownValue)) unknownValue.instance.id.apply((id) => id.length);

expectType<pulumi.Output<string>>()(sessions.connectionString, true);
expectType<pulumi.Output<number>>()(sessions.port, true);
expectType<AliyunRedis | HuaweiDcsInstance | JdRedis>()(sessions.instance, true);
new Secret("url", { stringData: { url: sessions.connectionString, host: sessions.host, password: sessions.password } });

// What does not.

// @ts-expect-error no memory
new Cache("wrong", { cloud });
// @ts-expect-error no such cloud
new Cache("wrong", { cloud: "aws", memoryGb: 1 });
// @ts-expect-error the cloud decides which resource there is, so it is no output
new Cache("wrong", { cloud: text, memoryGb: 1 });
// @ts-expect-error a misspelt argument
new Cache("wrong", { cloud, memoryGB: 1 });
// @ts-expect-error a network without its subnet
new Cache("wrong", { cloud, memoryGb: 1, network: { vpcId: text } });
// @ts-expect-error an argument of another cloud
new Cache("wrong", { cloud, memoryGb: 1, transform: { jd: { instanceClass: text } } });
// @ts-expect-error a text that may be missing
new Cache("wrong", { cloud, memoryGb: 1, region: optionalText });
