import type { InputsOf } from "../../core/resource/types";

/** Instances alike, in the words of CreateInstances' `Instances`. A change replaces or changes the members of this group only. */
export interface AliyunInstanceGroup {
  /**
   * Names the group: letters, digits, `_` and `-`, not digits alone, at most 32 characters; each name once. Ours, not sent.
   * Members belong to their group by it: where groups come and go, give names, or those behind a group that is taken
   * out become another one. A first name keeps the members; another name is another group, with new ones.
   * @default the group's position: "0", "1", …
   */
  group?: string | undefined;
  /**
   * Region, like `cn-hangzhou`. API: `RegionId`. Another region replaces the group's members.
   * @default the batch's `regionId`
   */
  regionId?: string | undefined;
  /**
   * Zone in the region, like `cn-hangzhou-h`; this API wants it. API: `izNo`. In place (MigrateToOtherZone) together with a
   * `vSwitchId` of the new zone.
   */
  izNo: string;
  /**
   * Number of instances, 1-300. More: the difference is ordered with one further call. Fewer: the newest of the group
   * are deleted; the preview names them. API: `quantity`.
   * @default 1
   */
  quantity?: number | undefined;
  /**
   * API: `instanceType`. Replaced. For Tair use `AliyunRedis`.
   * @default "Redis"
   */
  instanceType?: "Redis" | "Memcache" | undefined;
  /**
   * Class, like `redis.master.small.default`; a classic one, since cloud-native ones are not made by this call. This or
   * `capacity` is needed. API: `instanceClass`. In place: minutes, with one or two dropped connections.
   */
  instanceClass?: string | undefined;
  /**
   * Memory in MB, like `16384`, instead of a class. API: `capacity`. In place: the class of this size in the same series
   * is looked up (DescribeAvailableResource) and ordered. Means nothing beside `instanceClass`.
   */
  capacity?: number | undefined;
  /**
   * Engine version: `4.0` or `5.0`. API: `EngineVersion`. Upgraded in place; an older one is replaced.
   * @default the batch's `engineVersion`
   */
  engineVersion?: string | undefined;
  /**
   * How it is paid for: by use, or in advance by the month. In place, both ways; to `PrePaid` is billed at once.
   * API: `ChargeType`.
   * @default "PostPaid"
   */
  chargeType?: "PrePaid" | "PostPaid" | undefined;
  /**
   * Months paid in advance: 1-9, 12, 24, 36, when it is made also 60. Needed with `PrePaid`, refused without. Counts when
   * an instance is made or turned to `PrePaid`; an edit alone changes nothing. API: `Period`.
   */
  period?: number | undefined;
  /**
   * Renews `PrePaid` instances by themselves, by as many months as the vendor chooses. API: `AutoRenew`. In place.
   * @default the batch's `autoRenew`
   */
  autoRenew?: boolean | undefined;
  /**
   * Name shown in the console, the same for all members: 2-80 characters, beginning with a letter or a Chinese
   * character, without `@ / : = " < > { [ ] }` and blanks. API: `instanceName`. In place.
   */
  instanceName?: string | undefined;
  /**
   * `CLASSIC` is no longer sold nearly everywhere; from `CLASSIC` to `VPC` is in place, back is refused. API: `networkType`.
   * @default "VPC"
   */
  networkType?: "VPC" | "CLASSIC" | undefined;
  /**
   * The VPC, like `vpc-bp1…`. API: `vpcId`. In place (SwitchNetwork) together with one of its vSwitches in the same zone.
   * @default the account's default network
   */
  vpcId?: string | undefined;
  /** The vSwitch, like `vsw-bp1…`; needs `vpcId`, and lies in `izNo`. API: `vSwitchId`. In place. */
  vSwitchId?: string | undefined;
  /**
   * `MASTER_SLAVE` or `STAND_ALONE`. Classic classes have theirs in the name. API: `nodeType`. In place.
   * @default "MASTER_SLAVE"
   */
  nodeType?: string | undefined;
  /**
   * Instance whose backup the new ones are made from, with `backupId`; or, with `rebuildInstance`, the instance in the
   * recycle bin. Counts when instances are made: another value replaces them, taking it away does nothing. API: `SrcDBInstanceId`.
   */
  srcDBInstanceId?: string | undefined;
  /** Backup set of `srcDBInstanceId`. Counts when instances are made. API: `BackupId`. */
  backupId?: string | undefined;
  /**
   * Brings `srcDBInstanceId` back from the recycle bin, with its id and its data; with `quantity` 1 and without `backupId`.
   * Counts when the instance is made; an edit alone changes nothing. API: `RebuildInstance`.
   * @default the batch's `rebuildInstance`
   */
  rebuildInstance?: boolean | undefined;
  /** Refused here: a secret inside a list hides the whole list. The batch's `password` or `passwords` is the place. */
  password?: undefined;
}

/**
 * What describes a batch of Alibaba Cloud Redis instances, in the vendor's words: read it beside the page on
 * CreateInstances. What stands outside of `instances` holds for every member.
 */
export interface AliyunRedisBatchInputs {
  /**
   * The groups, at least one; each is ordered with a call of its own. A change that an `AliyunRedis` makes in place is made on every
   * member of the group, any other replaces the group's members. API: `Instances`, one element a group.
   */
  instances: AliyunInstanceGroup[];
  /**
   * Region of the groups that name none, like `cn-hangzhou`. API: `RegionId`. Another region is another batch (replaced).
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  regionId?: string;
  /**
   * Version of the groups that name none: `4.0` or `5.0` (`2.8` is listed too, but no longer sold). API: `EngineVersion`.
   * Upgraded in place; an older one replaces the members.
   * @default the vendor's, `5.0`
   */
  engineVersion?: string;
  /** Resource group of all members, like `rg-acfm…`. API: `ResourceGroupId`. In place. */
  resourceGroupId?: string;
  /** Tags of all members, at most 20; put on after the creation, because this call takes none. In place. */
  tags?: Record<string, string>;

  // How they are paid for

  /** For the groups that do not say it: renews `PrePaid` instances by themselves. API: `AutoRenew`. In place. */
  autoRenew?: boolean;
  /**
   * `false` leaves orders of `PrePaid` groups unpaid: `pulumi up` fails with the order's number, and goes on when it is
   * paid in the console. Means nothing with `PostPaid`. API: `AutoPay`. Counts when instances are made.
   * @default true
   */
  autoPay?: boolean;
  /** Coupon code, for the orders that are made; never a difference. API: `CouponNo`. */
  couponNo?: string;
  /** Promotion or further business information, for the orders that are made; never a difference. API: `BusinessInfo`. */
  businessInfo?: string;

  // Who may use them

  /**
   * Password of the default account of members whose group has none in `passwords`: 8-32 characters, at least three of
   * upper case, lower case, digits and `!@#$%^&*()_+-=`. Always a secret. Cannot be read back, so a change made elsewhere is
   * not noticed. API: `password`, later `NewPassword`. In place.
   */
  password?: string;
  /** Passwords by group, like `{ web: … }`, by the same rules. A secret as a whole. API: `password`, later `NewPassword`. In place. */
  passwords?: Record<string, string>;
  /**
   * Addresses and CIDR blocks that may connect to all members, at most 1000; the whitelist `default`. Order is no
   * difference. API: `SecurityIps` of ModifySecurityIps. In place. Taking the argument away closes the whitelists to `127.0.0.1`.
   * @default `127.0.0.1`: nobody
   */
  securityIps?: string[];

  // What their data come from

  /**
   * For the groups with `srcDBInstanceId`: brings that instance back from the recycle bin. Counts when instances are made; never
   * a difference. API: `RebuildInstance`.
   * @default false
   */
  rebuildInstance?: boolean;

  // How the call is made

  /**
   * Idempotency token of each group's first creation; with several groups followed by `-` and the group's name; 64 ASCII
   * characters at most with it. Never a difference. API: `Token`.
   * @default one of our own
   */
  token?: string;
  /**
   * What happens to `PrePaid` members that have to go, since the vendor deletes none: `refuse` fails (at preview
   * for replacements), `convert` makes them `PostPaid` and deletes them, `forget` leaves them running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "convert" | "forget";
}

export type AliyunRedisBatchArgs = InputsOf<AliyunRedisBatchInputs>;
