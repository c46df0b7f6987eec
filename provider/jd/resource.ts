import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../core/program/resource";
import type { JdRedisArgs } from "./args";
import { jdRedisAttributes } from "./attributes";
import { type JdRedisState, jdRedisOutputs } from "./outputs";

/** @internal */
export const jdRedisRegistration: ResourceRegistration = {
  type: "JdRedis",
  cloud: "jd",
  factory: "jdRedis",
  attributes: jdRedisAttributes,
  outputs: jdRedisOutputs,
};

/**
 * A Redis instance of JD Cloud (JCS for Redis). JD Cloud bills it from creation to deletion: the class sets the price,
 * and `charge` selects billing by the hour or in advance. `pulumi up` waits until the instance is `running`.
 *
 * ```ts
 * const sessions = new JdRedis("sessions", {
 *   vpcId: "vpc-…",
 *   subnetId: "subnet-…",
 *   azId: { master: "cn-north-1a", slave: "cn-north-1b" },
 *   cacheInstanceName: "sessions",
 *   cacheInstanceClass: "redis.m.micro.basic",
 *   redisVersion: "4.0",
 *   password: config.requireSecret("password"),
 *   ipWhiteList: ["10.0.0.0/8"],
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class JdRedis extends cacheResource<JdRedisState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("JdRedis");

  /** Is the value a `JdRedis`? Also true for one from another copy of this package. */
  static isInstance(value: unknown): value is JdRedis {
    return hasPulumiType(value, JdRedis.__pulumiType);
  }

  constructor(name: string, args: JdRedisArgs, opts?: CacheResourceOptions) {
    super(jdRedisRegistration, name, args, opts);
  }

  /** Looks up an existing instance without managing it. Fails when there is none. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): JdRedis {
    return new JdRedis(name, {} as JdRedisArgs, { ...opts, id });
  }
}
