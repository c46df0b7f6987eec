import type { Input, ResourceOptions } from "@pulumi/pulumi";
import { type AliyunSettings, settings as aliyun } from "./aliyun/credentials";
import type { CloudSettings } from "./core/client/cloudSettings";
import { ExplicitProvider } from "./core/program/explicitProvider";
import { hasPulumiType } from "./core/program/resource";
import { type HuaweiSettings, settings as huawei } from "./huawei/credentials";
import { type JdSettings, settings as jd } from "./jd/credentials";

/** Settings by cloud. What is left out comes from the environment and from profile files. */
export interface CnCacheProviderArgs {
  readonly aliyun?: AliyunSettings | undefined;
  readonly huawei?: HuaweiSettings | undefined;
  readonly jd?: JdSettings | undefined;
  /** Whether stock, quota and price are asked for before an order, where a resource says nothing; `cn-cache:preflight`. */
  readonly preflight?: Input<boolean | undefined> | undefined;
}

/**
 * Credentials, region and endpoints for some resources, besides those of the stack configuration and the environment:
 * another account or another region in the same program.
 *
 * ```ts
 * const beijing = new CnCacheProvider("beijing", { aliyun: { region: "cn-beijing" } });
 * new AliyunRedis("sessions", { … }, { provider: beijing });
 * ```
 */
export class CnCacheProvider extends ExplicitProvider {
  /** Is the value a CnCacheProvider, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is CnCacheProvider {
    return hasPulumiType(value, CnCacheProvider.__pulumiType) && "configuredClouds" in value;
  }

  constructor(name: string, args: CnCacheProviderArgs, opts?: ResourceOptions) {
    super(
      name,
      { aliyun, huawei, jd } satisfies Record<Exclude<keyof CnCacheProviderArgs, "preflight">, CloudSettings>,
      args,
      opts,
    );
  }
}
