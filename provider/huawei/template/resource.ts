import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { HuaweiDcsTemplateArgs } from "./args";
import { huaweiDcsTemplateAttributes } from "./attributes";
import { type HuaweiDcsTemplateState, huaweiDcsTemplateOutputs } from "./outputs";

/** @internal */
export const huaweiDcsTemplateRegistration: ResourceRegistration = {
  type: "HuaweiDcsTemplate",
  cloud: "huawei",
  factory: "huaweiDcsTemplate",
  attributes: huaweiDcsTemplateAttributes,
  outputs: huaweiDcsTemplateOutputs,
};

/**
 * A custom parameter template of Huawei Cloud DCS: settings of the engine with which instances begin. It belongs to a project,
 * carries no tags, and is used by an instance once, when it is created. A change of the template changes no instance, but another
 * template in its place is another `templateId`, which replaces the instances that use it; the option
 * `ignoreChanges: ["templateId"]` keeps them.
 *
 * ```ts
 * const template = new HuaweiDcsTemplate("sessions", {
 *   name: "sessions",
 *   sourceTemplateId: "11", // the vendor's own for Redis 5.0 on a single node
 *   params: { "maxmemory-policy": "allkeys-lru", timeout: 300 },
 * });
 * ```
 */
export class HuaweiDcsTemplate extends cacheResource<HuaweiDcsTemplateState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsTemplate");

  /** Whether the value is a HuaweiDcsTemplate, even one created by another copy of this package. */
  static isInstance(value: unknown): value is HuaweiDcsTemplate {
    return hasPulumiType(value, HuaweiDcsTemplate.__pulumiType);
  }

  constructor(name: string, args: HuaweiDcsTemplateArgs, opts?: CacheResourceOptions) {
    super(huaweiDcsTemplateRegistration, name, args, opts);
  }

  /** Looks up an existing custom template without managing it, by its id. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): HuaweiDcsTemplate {
    return new HuaweiDcsTemplate(name, {} as HuaweiDcsTemplateArgs, { ...opts, id });
  }
}
