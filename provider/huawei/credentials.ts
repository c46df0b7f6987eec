import type { Input } from "@pulumi/pulumi";

/** Huawei Cloud settings of a `CnCacheProvider`; the same names as in stack configuration (`huawei:region`). */
export interface HuaweiSettings {
  /** Like `cn-north-4`. */
  region?: Input<string>;
  accessKey?: Input<string>;
  /** Always a secret. */
  secretKey?: Input<string>;
  /** Of temporary credentials. Always a secret. */
  securityToken?: Input<string>;
  /** A project-scoped token of IAM (`X-Subject-Token`, valid for a day), instead of the access key. Always a secret. */
  authToken?: Input<string>;
  /** Project of the configured region, 32 hexadecimal digits; asked of IAM when it is not given. */
  projectId?: Input<string>;
  /** Name of a sub-project like `cn-north-4_shop`, where `projectId` is not given. Default: the region's own. */
  projectName?: Input<string>;
  /** Full URL of the DCS API, instead of the region's own. */
  endpoint?: Input<string>;
  /** Full URL of IAM, which tells the project. */
  iamEndpoint?: Input<string>;
  /** Full URL of the billing centre, for monthly and yearly instances. */
  bssEndpoint?: Input<string>;
  /** Full URL of the enterprise project service. */
  epsEndpoint?: Input<string>;
}
