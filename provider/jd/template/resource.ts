import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { JdRedisTemplateArgs } from "./args";
import { jdRedisTemplateAttributes } from "./attributes";
import { type JdRedisTemplateState, jdRedisTemplateOutputs } from "./outputs";

/** @internal */
export const jdRedisTemplateRegistration: ResourceRegistration = {
  type: "JdRedisTemplate",
  cloud: "jd",
  factory: "jdRedisTemplate",
  attributes: jdRedisTemplateAttributes,
  outputs: jdRedisTemplateOutputs,
};

/**
 * A custom parameter template of JD Cloud Redis, which the vendor calls a configuration template: settings of the engine with
 * which instances begin. It belongs to the account, carries no tags, and is used by an instance once, when it is created: no call
 * gives an instance another template. A change of the template is not known to change any instance, but another template in its
 * place is another `templateId`, which replaces the instances that use it; the option `ignoreChanges: ["configTemplateId"]` keeps
 * them. Whether a template can be deleted while instances use it, the vendor does not say: if it rejects that, the error has its
 * words.
 *
 * ```ts
 * const template = new JdRedisTemplate("sessions", {
 *   name: "sessions",
 *   redisType: "master-slave",
 *   redisVersion: "6.2",
 *   config: { "maxmemory-policy": "allkeys-lru" },
 * });
 * ```
 */
export class JdRedisTemplate extends cacheResource<JdRedisTemplateState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("JdRedisTemplate");

  /** Whether the value is a JdRedisTemplate, even one created by another copy of this package. */
  static isInstance(value: unknown): value is JdRedisTemplate {
    return hasPulumiType(value, JdRedisTemplate.__pulumiType);
  }

  constructor(name: string, args: JdRedisTemplateArgs, opts?: CacheResourceOptions) {
    super(jdRedisTemplateRegistration, name, args, opts);
  }

  /** Looks up an existing custom template without managing it, by its id. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): JdRedisTemplate {
    return new JdRedisTemplate(name, {} as JdRedisTemplateArgs, { ...opts, id });
  }
}
