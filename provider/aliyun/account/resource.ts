import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { AliyunRedisAccountArgs } from "./args";
import { aliyunRedisAccountAttributes } from "./attributes";
import { type AliyunRedisAccountState, aliyunRedisAccountOutputs } from "./outputs";

/** @internal */
export const aliyunRedisAccountRegistration: ResourceRegistration = {
  type: "AliyunRedisAccount",
  cloud: "aliyun",
  factory: "aliyunRedisAccount",
  attributes: aliyunRedisAccountAttributes,
  outputs: aliyunRedisAccountOutputs,
};

/**
 * An account of an Alibaba Cloud Redis instance, besides its default one. `pulumi up` waits until the instance takes accounts
 * and the account is `Available`. With the option `deletedWith`, an account whose instance goes too costs no call of its own.
 *
 * ```ts
 * const reports = new AliyunRedisAccount(
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
export class AliyunRedisAccount extends cacheResource<AliyunRedisAccountState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedisAccount");

  /** Whether the value is an AliyunRedisAccount, even one created by another copy of this package. */
  static isInstance(value: unknown): value is AliyunRedisAccount {
    return hasPulumiType(value, AliyunRedisAccount.__pulumiType);
  }

  constructor(name: string, args: AliyunRedisAccountArgs, opts?: CacheResourceOptions) {
    super(aliyunRedisAccountRegistration, name, args, opts);
  }

  /** Looks up an existing account without managing it, by `<instanceId>:<accountName>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): AliyunRedisAccount {
    return new AliyunRedisAccount(name, {} as AliyunRedisAccountArgs, { ...opts, id });
  }
}
