import type { InputsOf } from "../../core/resource/types";
import type { AliyunNodeType } from "../args";

/** Identical instances, in the words of CreateInstances' `Instances`. A change affects only the members of this group. */
export interface AliyunInstanceGroup {
  // Group

  /**
   * Name of the group: letters, digits, `_` and `-`, not digits alone, at most 32 characters, unique in the batch. Members
   * belong to their group by this name: name the groups if some may be added or removed, because unnamed groups after a
   * removed one take another position. Naming an unnamed group keeps its members; renaming a group replaces them. Not sent.
   * @default the group's position: "0", "1", …
   */
  group?: string | undefined;
  /**
   * Number of instances, 1-300. An increase takes one more call; a decrease deletes the newest members, which the preview
   * names. API: `quantity`.
   * @default 1
   */
  quantity?: number | undefined;

  // Placement

  /**
   * Region, like `cn-hangzhou`. Another region replaces the group's members. API: `RegionId`.
   * @default the batch's `regionId`
   */
  regionId?: string | undefined;
  /**
   * Zone within the region, like `cn-hangzhou-h`; required by this API. Changed in place (MigrateToOtherZone) together with
   * a `vSwitchId` in the new zone. API: `izNo`.
   */
  izNo: string;

  // Network

  /**
   * The VPC, like `vpc-bp1…`. Changed in place (SwitchNetwork) together with a `vSwitchId` of that VPC in the same zone.
   * API: `vpcId`.
   * @default the account's default network
   */
  vpcId?: string | undefined;
  /** The vSwitch, like `vsw-bp1…`; needs `vpcId` and must be in `izNo`. Changed in place. API: `vSwitchId`. */
  vSwitchId?: string | undefined;
  /**
   * `VPC` or `CLASSIC`; `CLASSIC` is no longer sold in most zones. Changed in place from `CLASSIC` to `VPC`; the way back
   * is rejected. API: `networkType`.
   * @default "VPC"
   */
  networkType?: "VPC" | "CLASSIC" | undefined;

  // Name and tags

  /**
   * Name shown in the console, the same for all members: 2-80 characters, starting with a letter or a Chinese character,
   * without `@ / : = " < > { [ ] }` and spaces. Changed in place. API: `instanceName`.
   */
  instanceName?: string | undefined;

  // Size

  /**
   * Class, like `redis.master.small.default`; a classic one, because this call does not create cloud-native ones. This or
   * `capacity` is required. Changed in place: takes minutes and drops connections once or twice. API: `instanceClass`.
   */
  instanceClass?: string | undefined;
  /**
   * Memory in MB, like `16384`, instead of a class; ignored beside `instanceClass`. Changed in place: the provider looks up
   * the class of this size in the same series (DescribeAvailableResource) and orders it. API: `capacity`.
   */
  capacity?: number | undefined;
  /**
   * `MASTER_SLAVE` or `STAND_ALONE`. The names of classic classes imply it. Changed in place. API: `nodeType`.
   * @default "MASTER_SLAVE"
   */
  nodeType?: AliyunNodeType | undefined;

  // Engine settings

  /**
   * Product; for Tair use `AliyunRedis`. A change replaces the group's members. API: `instanceType`.
   * @default "Redis"
   */
  instanceType?: "Redis" | "Memcache" | undefined;
  /**
   * Engine version: `4.0` or `5.0`. Upgraded in place; an older version replaces the members. API: `EngineVersion`.
   * @default the batch's `engineVersion`
   */
  engineVersion?: string | undefined;

  // Billing

  /**
   * `PostPaid` is billed by use, `PrePaid` by the month in advance. Changed in place, both ways; a change to `PrePaid` is
   * billed at once. API: `ChargeType`.
   * @default "PostPaid"
   */
  chargeType?: "PrePaid" | "PostPaid" | undefined;
  /**
   * Prepaid months: 1-9, 12, 24 or 36, and 60 for new instances. Required with `PrePaid`, not allowed without it. Applies
   * when an instance is created or changed to `PrePaid`; an edit alone changes nothing. API: `Period`.
   */
  period?: number | undefined;
  /**
   * Renews `PrePaid` instances automatically, for a number of months that the vendor chooses. Changed in place.
   * API: `AutoRenew`.
   * @default the batch's `autoRenew`
   */
  autoRenew?: boolean | undefined;

  // Creation from a backup

  /**
   * Instance whose backup the new instances are created from, with `backupId`; or the instance in the recycle bin, with
   * `rebuildInstance`. Another value replaces the members; removing it changes nothing. API: `SrcDBInstanceId`.
   */
  srcDBInstanceId?: string | undefined;
  /** Backup set of `srcDBInstanceId`. Another value replaces the members; removing it changes nothing. API: `BackupId`. */
  backupId?: string | undefined;
  /**
   * Restores `srcDBInstanceId` from the recycle bin, with its id and its data; requires `quantity` 1 and no `backupId`.
   * Applies when the instance is created; an edit alone changes nothing. API: `RebuildInstance`.
   * @default the batch's `rebuildInstance`
   */
  rebuildInstance?: boolean | undefined;

  // Access

  /** Not allowed here: a secret inside a list hides the whole list. Use the batch's `password` or `passwords`. */
  password?: undefined;
}

/**
 * The arguments of a batch of Alibaba Cloud Redis instances, in the vendor's words: read them beside the page on
 * CreateInstances. Arguments outside `instances` apply to every member.
 */
export interface AliyunRedisBatchInputs {
  // Groups

  /**
   * The groups, at least one, each ordered with a separate call. A change that `AliyunRedis` makes in place is made on every
   * member of the group; any other change replaces the group's members. API: `Instances`, one element per group.
   */
  instances: AliyunInstanceGroup[];

  // Placement

  /**
   * Region of the groups that have none, like `cn-hangzhou`. Another region replaces the batch. API: `RegionId`.
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  regionId?: string;

  // Name and tags

  /** Resource group of all members, like `rg-acfm…`. Changed in place. API: `ResourceGroupId`. */
  resourceGroupId?: string;
  /** Tags of all members, at most 20; added after the creation, because CreateInstances takes none. Changed in place. API: `Tag`. */
  tags?: Record<string, string>;

  // Engine settings

  /**
   * Version of the groups that have none: `4.0` or `5.0` (`2.8` is listed but no longer sold). Upgraded in place; an older
   * version replaces the members. API: `EngineVersion`.
   * @default the vendor's, `5.0`
   */
  engineVersion?: string;

  // Access

  /**
   * Password of the default account, for members whose group is not in `passwords`: 8-32 characters, at least three of
   * upper case, lower case, digits and `!@#$%^&*()_+-=`. Always a secret. Cannot be read back, so a change made elsewhere
   * goes unnoticed. Changed in place. API: `password`, later `NewPassword`.
   */
  password?: string;
  /** Passwords by group, like `{ web: … }`, by the same rules. A secret as a whole. Changed in place. API: `password`, later `NewPassword`. */
  passwords?: Record<string, string>;
  /**
   * IP addresses and CIDR blocks that may connect to all members, at most 1000: the whitelist `default`. Their order does
   * not matter. Changed in place; removing the argument closes the whitelists to `127.0.0.1`. API: `SecurityIps` of
   * ModifySecurityIps.
   * @default `127.0.0.1`: nobody
   */
  securityIps?: string[];

  // Billing

  /** Renews the `PrePaid` instances of groups without `autoRenew` automatically. Changed in place. API: `AutoRenew`. */
  autoRenew?: boolean;
  /**
   * `false` leaves orders of `PrePaid` groups unpaid: `pulumi up` fails with the order's number and continues once the
   * order is paid in the console. No effect with `PostPaid`. Applies when instances are created; never a difference.
   * API: `AutoPay`.
   * @default true
   */
  autoPay?: boolean;
  /** Coupon code, sent with each order; never a difference. API: `CouponNo`. */
  couponNo?: string;
  /** Promotion or other business information, sent with each order; never a difference. API: `BusinessInfo`. */
  businessInfo?: string;

  // Creation from a backup

  /**
   * For the groups with `srcDBInstanceId`: restores that instance from the recycle bin. Applies when instances are created;
   * never a difference. API: `RebuildInstance`.
   * @default false
   */
  rebuildInstance?: boolean;

  // Options of the creating call

  /**
   * Idempotency token of each group's first creation, at most 64 ASCII characters; with several groups, `-` and the group's
   * name are appended and count too. Never a difference. API: `Token`.
   * @default one derived by the provider
   */
  token?: string;

  // Options of the provider

  /**
   * What `pulumi` does with `PrePaid` members that must be deleted, although the API cannot delete them: `refuse` fails (for
   * replacements, already at preview), `convert` changes them to `PostPaid` and deletes them, `forget` leaves them running.
   * Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "convert" | "forget";
  /**
   * Asks for stock and price before any instance is ordered, shows what they cost a month, and fails where a class is not sold:
   * then no group orders anything. What cannot be read is left to the order, with a warning. Never a difference. Not sent.
   * @default the configuration `cn-cache:preflight`, else false
   */
  preflight?: boolean;
}

/**
 * The arguments of {@link AliyunRedisBatch}. Each can be an output of another resource.
 *
 * @interface
 */
export type AliyunRedisBatchArgs = InputsOf<AliyunRedisBatchInputs>;
