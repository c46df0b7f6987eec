import type { Input } from "@pulumi/pulumi";

/**
 * What describes an Alibaba Cloud Redis instance, in the vendor's words: read it beside the page on CreateInstance.
 * Nothing here is hashed, padded or translated; what the vendor calls MB is MB.
 */
export interface AliyunRedisInputs {
  /**
   * Region, like `cn-hangzhou`. API: `RegionId`. Another region is another instance (replaced).
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  regionId?: string;
  /**
   * Zone in the region, like `cn-hangzhou-h`. API: `ZoneId`. Replaced.
   * @default a zone of the vendor's choice, or the vSwitch's
   */
  zoneId?: string;
  /**
   * The VPC, like `vpc-bp1…`. API: `VpcId`. Replaced.
   * @default the account's default network
   */
  vpcId?: string;
  /** The vSwitch, like `vsw-bp1…`; needs `vpcId`, and lies in `zoneId`. API: `VSwitchId`. Replaced. */
  vSwitchId?: string;
  /**
   * Name shown in the console: 2-80 characters (older pages: 128), beginning with a letter or a Chinese character,
   * without `@ / : = " < > { [ ] }` and blanks. Need not be unique. API: `InstanceName`. In place.
   */
  instanceName?: string;
  /**
   * Class, like `redis.master.small.default`; decides memory, bandwidth and price. This or `capacity` is needed.
   * API: `InstanceClass`. In place: minutes, with one or two dropped connections.
   */
  instanceClass?: string;
  /** Memory in MB, like `1024`, instead of a class. API: `Capacity`. Replaced; give a class to resize in place. */
  capacity?: number;
  /**
   * Engine version, like `5.0` or `7.0`. Which ones are sold depends on the class. API: `EngineVersion`. Replaced.
   * @default the vendor's, `5.0`
   */
  engineVersion?: string;
  /**
   * API: `InstanceType`. Replaced.
   * @default "Redis"
   */
  instanceType?: "Redis" | "Memcache";
  /**
   * How it is paid for: by use, or in advance by the month. In place, both ways; to `PrePaid` is billed at once.
   * API: `ChargeType`.
   * @default "PostPaid"
   */
  chargeType?: "PrePaid" | "PostPaid";
  /**
   * Months paid in advance: 1-9, 12, 24, 36 or 60. Needed with `PrePaid`, refused without. Counts when the instance is
   * made or turned to `PrePaid`; an edit alone changes nothing, because it would mean a renewal. API: `Period`.
   */
  period?: number;
  /**
   * Password of the default account: 8-32 characters, at least three of upper case, lower case, digits and
   * `!@#$%^&*()_+-=`. Always a secret. Cannot be read back, so a change made elsewhere is not noticed.
   * API: `Password`, later `NewPassword`. In place.
   */
  password?: string;
  /**
   * Addresses and CIDR blocks that may connect, at most 1000; the whitelist `default`. Order is no difference.
   * API: `SecurityIps`. In place. Taking the argument away closes the whitelist to `127.0.0.1`.
   * @default `127.0.0.1`: nobody
   */
  securityIps?: string[];
  /** Tags, at most 20. API: `Tag`. In place; tags that others have put on stay only while this is not given. */
  tags?: Record<string, string>;
  /**
   * What happens to a `PrePaid` instance that has to go, since the vendor deletes none: `refuse` fails (at preview
   * for replacements), `convert` makes it `PostPaid` and deletes it, `forget` leaves it running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "convert" | "forget";
  /**
   * Id of an existing instance to take under management instead of creating one. It must already be what the other
   * arguments say; nothing of it is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

export type AliyunRedisArgs = { [K in keyof AliyunRedisInputs]: Input<NonNullable<AliyunRedisInputs[K]>> | undefined };
