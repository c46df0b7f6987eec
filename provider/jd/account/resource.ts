import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { JdRedisAccountArgs } from "./args";
import { jdRedisAccountAttributes } from "./attributes";
import { type JdRedisAccountState, jdRedisAccountOutputs } from "./outputs";

/** @internal */
export const jdRedisAccountRegistration: ResourceRegistration = {
  type: "JdRedisAccount",
  cloud: "jd",
  factory: "jdRedisAccount",
  attributes: jdRedisAccountAttributes,
  outputs: jdRedisAccountOutputs,
};

/**
 * An account of a JD Cloud Redis instance, besides its default one. `pulumi up` waits until the instance takes accounts. With
 * the option `deletedWith`, an account whose instance goes too costs no call of its own.
 *
 * ```ts
 * const reports = new JdRedisAccount(
 *   "reports",
 *   {
 *     instanceId: sessions.instanceId,
 *     accountName: "reports",
 *     password: config.requireSecret("reportsPassword"),
 *     privilege: "RoleReadOnly",
 *   },
 *   { deletedWith: sessions },
 * );
 * ```
 */
export class JdRedisAccount extends cacheResource<JdRedisAccountState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("JdRedisAccount");

  /** Whether the value is a JdRedisAccount, even one created by another copy of this package. */
  static isInstance(value: unknown): value is JdRedisAccount {
    return hasPulumiType(value, JdRedisAccount.__pulumiType);
  }

  constructor(name: string, args: JdRedisAccountArgs, opts?: CacheResourceOptions) {
    super(jdRedisAccountRegistration, name, args, opts);
  }

  /** Looks up an existing account without managing it, by `<instanceId>:<accountName>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): JdRedisAccount {
    return new JdRedisAccount(name, {} as JdRedisAccountArgs, { ...opts, id });
  }
}
