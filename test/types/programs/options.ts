/** Options, components, providers and policies: what is the same for all classes. */
import * as pulumi from "@pulumi/pulumi";
import {
  AliyunRedis,
  type AliyunRedisArgs,
  AliyunRedisBatch,
  type CacheResourceOptions,
  CnCacheProvider,
  type CnCacheProviderArgs,
  HuaweiDcsBatch,
  HuaweiDcsInstance,
  JdRedis,
} from "pulumi-cn-cache";
import { required } from "./huaweiDcsInstance";
import { maybe, text, unknownValue } from "./values";

declare const wide: pulumi.CustomResourceOptions;
declare const instances: { izNo: string }[];
declare const names: string[];

// What compiles.

const provider = new CnCacheProvider("there", { aliyun: { region: "cn-beijing", accessKeySecret: text } });
new CnCacheProvider("all", { aliyun: {}, huawei: { authToken: text }, jd: { secretKey: text } }, { protect: true });
new CnCacheProvider("what may be missing", { jd: { region: maybe, endpoint: undefined }, huawei: undefined });
new CnCacheProvider("asks before it orders", { aliyun: {}, preflight: true });
new CnCacheProvider("asks where the stack says so", { preflight: pulumi.output(true) });
export const providerFor = (args: CnCacheProviderArgs) => new CnCacheProvider("for", { ...args, jd: { region: text } });
if (CnCacheProvider.isInstance(unknownValue)) unknownValue.urn.apply((urn) => urn.length);

const sessions = new AliyunRedis(
  "all options",
  {},
  {
    additionalSecretOutputs: ["status"],
    aliases: [{ name: "old" }],
    customTimeouts: { create: "40m" },
    deleteBeforeReplace: true,
    dependsOn: [provider],
    ignoreChanges: ["tags.owner", "instanceClass"],
    protect: true,
    provider,
    replaceOnChanges: ["zoneId"],
    retainOnDelete: false,
    transforms: [({ props, opts }) => ({ props, opts })],
    version: "1",
  },
);
new AliyunRedis("a wrapper's options", {}, wide);
new AliyunRedis("a wrapper's options and more", {}, { ...wide, protect: true });
new AliyunRedis("merged options", {}, pulumi.mergeOptions(wide, { protect: true }));
new AliyunRedisBatch("a wrapper's options", { instances }, wide);
new HuaweiDcsInstance("a wrapper's options", required, wide);
new HuaweiDcsBatch("a wrapper's options", required, wide);
JdRedis.get("found", "redis-1", { provider, parent: sessions });
export const options: CacheResourceOptions = wide;

/** A component hands its own arguments on. */
interface CacheArgs {
  readonly name: pulumi.Input<string>;
  readonly encrypted?: pulumi.Input<boolean>;
  readonly billing: pulumi.Input<"PrePaid" | "PostPaid">;
  readonly whitelist?: pulumi.Input<pulumi.Input<string>[]>;
  readonly redis?: Partial<AliyunRedisArgs>;
}
export class Cache extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:shop:Cache", name, {}, opts);
    const redis = new AliyunRedis(
      name,
      {
        instanceName: args.name,
        ssl: args.encrypted,
        chargeType: args.billing,
        securityIps: args.whitelist,
        ...args.redis,
      },
      { parent: this },
    );
    this.url = redis.connectionString;
    this.registerOutputs({ url: this.url });
  }
}
new Cache("cache", { name: "sessions", billing: "PostPaid" }, { providers: [provider] });

/** The shape in which @pulumi/policy takes a class. */
declare function validateResourceOfType<Resource extends pulumi.Resource, Args>(
  // biome-ignore lint/suspicious/noExplicitAny: as the package has it
  resourceClass: { new (name: string, args: Args, ...rest: any[]): Resource },
  validate: (args: NonNullable<pulumi.Unwrap<Args>>) => void,
): void;
validateResourceOfType(AliyunRedis, ({ securityIps }) => securityIps?.includes("0.0.0.0/0"));
validateResourceOfType(HuaweiDcsInstance, ({ noPasswordAccess }) => noPasswordAccess);
validateResourceOfType(JdRedis, ({ ipWhiteList }) => ipWhiteList?.includes("0.0.0.0/0"));

export const [url, host] = [pulumi.interpolate`${sessions.connectionString}/0`, pulumi.all([sessions.port, text])];
export const classes = [AliyunRedis, AliyunRedisBatch, HuaweiDcsInstance, HuaweiDcsBatch, JdRedis] as const;

// What does not.

// @ts-expect-error dynamic resources cannot be imported; adoptInstanceId takes its place
new AliyunRedis("wrong", {}, { import: "r-1" });
// @ts-expect-error the same for another class
new HuaweiDcsInstance("wrong", required, { import: "id" });
// @ts-expect-error no such option
new AliyunRedis("wrong", {}, { ignoreChange: ["tags"] });
// @ts-expect-error a component's option
new AliyunRedis("wrong", {}, { providers: [provider] });
// @ts-expect-error no such cloud
new CnCacheProvider("wrong", { aws: {} });
// @ts-expect-error another cloud's name of a setting
new CnCacheProvider("wrong", { aliyun: { accessKey: "id" } });
// @ts-expect-error a misspelt setting
new CnCacheProvider("wrong", { jd: { regoin: "cn-north-1" } });
// @ts-expect-error a setting that is not a text
new CnCacheProvider("wrong", { huawei: { projectId: 1 } });
// @ts-expect-error text in place of true or false
new CnCacheProvider("wrong", { preflight: "true" });
// @ts-expect-error settings without their cloud
new CnCacheProvider("wrong", { region: "cn-beijing" });

// What compiles although it is wrong: a list of names would take `string[]` variables, among them those of a wrapper's
// options, from the programs. The engine ignores names that a resource does not have.
new AliyunRedis("no such argument to ignore", {}, { ignoreChanges: ["tagz"] });
new AliyunRedis("names of a variable", {}, { ignoreChanges: names });
