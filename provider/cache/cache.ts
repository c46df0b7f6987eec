import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "../aliyun/resource";
import { hasPulumiType } from "../core/program/resource";
import { HuaweiDcsInstance } from "../huawei/resource";
import { JdRedis } from "../jd/resource";
import type { CacheArgs, CacheTransform } from "./args";
import { checkArgs } from "./checks";
import type { CacheInstance } from "./mapping";
import { CacheRecord } from "./record";

/** On every cloud the same: whoever may connect is named. */
const nobody = ["127.0.0.1"];

/**
 * A Redis on any of the clouds, by its size: the class or flavour follows from memory, replicas and shards, and the outputs
 * have the same names everywhere. A component; the instance itself is its child, an `AliyunRedis`, `HuaweiDcsInstance` or
 * `JdRedis` of the same name.
 *
 * ```ts
 * const sessions = new Cache("sessions", {
 *   cloud: "aliyun",
 *   memoryGb: 4,
 *   allowFrom: ["10.0.0.0/8"],
 * });
 * export const url = sessions.connectionString;
 * ```
 */
export class Cache extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "cn-cache:index:Cache";

  /** Whether the value is a Cache, even one created by another copy of this package. */
  static override isInstance(value: unknown): value is Cache {
    return hasPulumiType(value, Cache.__pulumiType);
  }

  /** The underlying resource, with everything that its own class has. */
  readonly instance: CacheInstance;
  /** The cloud's id of the instance. The same as `instance.id`. */
  readonly instanceId: pulumi.Output<string>;
  /**
   * Host name within the network; an address where the cloud gives no name. From `connectionDomain`, on Huawei Cloud else
   * `ip`.
   */
  readonly host: pulumi.Output<string>;
  /** Port, 6379 unless a transform says otherwise. */
  readonly port: pulumi.Output<number>;
  /** The password, given or generated. A secret. */
  readonly password: pulumi.Output<string>;
  /** `redis://:password@host:port`. A secret. */
  readonly connectionString: pulumi.Output<string>;
  /** Engine version, such as `6.0`. From `engineVersion`, on JD Cloud `redisVersion`. */
  readonly engineVersion: pulumi.Output<string>;
  /** Class or flavour that was chosen. From `instanceClass`, `specCode` or `cacheInstanceClass`. */
  readonly instanceClass: pulumi.Output<string>;
  /** Region. From `regionId`, on Huawei Cloud `region`. */
  readonly region: pulumi.Output<string>;
  /** Status in the vendor's words. */
  readonly status: pulumi.Output<string>;

  constructor(name: string, args: CacheArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { mapping, choice, network } = checkArgs(name, args ?? {});
    const { cloud, memoryGb, engineVersion, ha, shards } = args;
    super(Cache.__pulumiType, name, { cloud, memoryGb, engineVersion, ha, shards }, opts);
    const generatesPassword = (args.password ?? undefined) === undefined;
    const record = new CacheRecord(
      name,
      { cloud, generatesPassword, passwordVersion: args.passwordVersion },
      { parent: this },
    );
    this.password = pulumi.secret(args.password ?? (record.password as pulumi.Output<string>));
    // Of this cloud, like the arguments that it gets.
    const transform = args.transform?.[cloud] as CacheTransform<object> | undefined;
    if (!args.allowFrom && !network?.securityGroupId && !transform)
      void pulumi.log.warn("allowFrom is not given, so nobody can connect: only 127.0.0.1 may", this);

    const own = mapping.args({
      choice,
      network,
      region: args.region,
      instanceName: args.instanceName ?? name,
      password: this.password,
      allowFrom: args.allowFrom ?? nobody,
      tags: args.tags,
    });
    this.instance = mapping.create(name, transformed(own, transform), childOptions(this, opts));
    const outputs = mapping.outputs(this.instance);
    this.instanceId = outputs.instanceId;
    this.host = outputs.host;
    this.port = outputs.port;
    this.connectionString = outputs.connectionString;
    this.engineVersion = outputs.engineVersion;
    this.instanceClass = outputs.instanceClass;
    this.region = outputs.region;
    this.status = outputs.status;
    // The secret ones are in the instance's state already.
    const { connectionString: _secret, ...plain } = outputs;
    this.registerOutputs(plain);
  }
}

/** On whatever cloud the cache was before: to the engine a move is the replacement of one resource. */
const aliases = [AliyunRedis, HuaweiDcsInstance, JdRedis].map(({ __pulumiType: type }) => ({ type }));

/** A component's own time-outs and retention would have no effect: they are meant for the instance. */
function childOptions(parent: Cache, { customTimeouts, retainOnDelete }: pulumi.ComponentResourceOptions) {
  return { parent, aliases, ...(customTimeouts && { customTimeouts }), ...(retainOnDelete && { retainOnDelete }) };
}

function transformed<Args extends object>(args: Args, transform: CacheTransform<Args> | undefined): Args {
  return typeof transform === "function" ? transform(args) : { ...args, ...transform };
}
