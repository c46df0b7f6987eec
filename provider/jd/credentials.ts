import type { Input } from "@pulumi/pulumi";

/** JD Cloud settings of a `CnCacheProvider`; the same names as in stack configuration (`jd:region`). */
export interface JdSettings {
  /** Like `cn-north-1`. */
  region?: Input<string>;
  accessKey?: Input<string>;
  /** Always a secret. */
  secretKey?: Input<string>;
  /** Of temporary credentials. Always a secret. */
  securityToken?: Input<string>;
  /** Full URL of the Redis API, instead of the vendor's. */
  endpoint?: Input<string>;
  /** Full URL of the resource tag service. */
  tagEndpoint?: Input<string>;
  /** Full URL of the renewal service. */
  renewalEndpoint?: Input<string>;
}
