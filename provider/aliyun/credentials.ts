import type { Input } from "@pulumi/pulumi";

/** Alibaba Cloud settings of a `CnCacheProvider`; the same names as in stack configuration (`aliyun:region`). */
export interface AliyunSettings {
  /** Like `cn-hangzhou`. */
  region?: Input<string>;
  accessKeyId?: Input<string>;
  /** Always a secret. */
  accessKeySecret?: Input<string>;
  /** Of temporary credentials. Always a secret. */
  securityToken?: Input<string>;
  /** Full URL of the Redis API, instead of the region's own. */
  endpoint?: Input<string>;
  /** Full URL of the Security Token Service. */
  stsEndpoint?: Input<string>;
}
