import type { InputsOf, Suggested } from "../../core/resource/types";

/** The arguments as values. */
export interface JdRedisTemplateInputs {
  /**
   * Region whose settings the calls are made with. A template is in none: the vendor's calls for it name no region. Never a
   * difference. Not sent.
   * @default `jd:region`
   */
  regionId?: string;
  /**
   * Name. The vendor documents neither its form nor whether two templates may have the same: where another argument replaces the
   * template, the new one is made first, and if it is rejected for its name, change that as well. Changed in place. API: `name`.
   */
  name: string;
  /** A remark; removing it clears it. Changed in place. API: `description`. */
  description?: string;
  /** Architecture of the instances that the template is for. Another one replaces the template. API: `redisType`. */
  redisType: Suggested<"master-slave" | "native-cluster">;
  /** Version of their engine: `6.2`, `7.2`, `8.0` or the like. Another one replaces the template. API: `redisVersion`. */
  redisVersion: string;
  /**
   * Settings of the engine by name, with values as strings, like `{ "maxmemory-policy": "allkeys-lru" }`. All others are as the
   * vendor has them; one that is removed from here stays as it is. Changed in place, which is not known to change any instance.
   * API: `val`.
   */
  config?: Record<string, string>;
  /**
   * Id of an existing custom template to adopt instead of making one. It must already match the other arguments; adopting changes
   * nothing. May stay in the program: never a difference. Not sent.
   */
  adoptTemplateId?: string;
}

/**
 * The arguments of {@link JdRedisTemplate}. Each can be an output of another resource.
 *
 * @interface
 */
export type JdRedisTemplateArgs = InputsOf<JdRedisTemplateInputs>;
