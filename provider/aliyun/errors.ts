import type { ErrorRule } from "../core/client/errors";

/** The gateway's codes for a key that does not exist or signs wrongly; their statuses are 400, 403 and 404. [doc] */
export const unknownCaller =
  /^(InvalidAccessKeyId\.(NotFound|Inactive)|SignatureDoesNotMatch|IncompleteSignature|InvalidSecurityToken\..*)$/;

/** Codes of R-KVStore and of Alibaba Cloud's gateway, in the vendor's spellings, which differ by operation. The first match counts. */
export const errorRules: readonly ErrorRule[] = [
  { code: /Throttling/, meaning: "throttled" },
  {
    code: /^(ServiceUnavailable|InternalError|ProxyError|LockTimeout|Unkown\.Exception)$/,
    meaning: "transient",
  },
  {
    code: /^(IncorrectDBInstanceState|OperationDenied\.KVstoreInstanceStatus|OperationDeniedDBStatus|Task\.Conflict|TaskExists|TaskHasExist|BackupJobExists|MissingRedisUsedmemoryUnsupportPerfItem)$/,
    meaning: "conflict",
  },
  // A looser pattern would match InvalidInstanceClass.NotFound.
  { code: /^Invalid(DB)?Instance(Id)?\.NotFound$/i, meaning: "notFound" },
  // Of an account, by the operations that name one.
  { code: "InvalidAccountName.NotFound", meaning: "notFound" },
  { code: "InvalidAccountName.Duplicate", meaning: "already" },
  { code: /^(SSLEnabledStateExistsFault|SSLDisableStateExistsFault)$/, meaning: "already" },
  {
    code: /^(InstanceType\.NotSupport|IncorrectEngineVersion|ParamNotSupportedForCurrentVersion|Forbbiden\.MinorVersion|InvalidOrderCharge\.NotSupport|HasDirectConnectionNotSupport)$/,
    meaning: "unsupported",
  },
  {
    code: "IdempotentParameterMismatch",
    meaning: "mismatch",
    hint: "This token was sent before with other parameters. If the program sets a token, change or remove it.",
  },
  {
    code: "InstanceReleaseProtection",
    meaning: "protected",
    hint: "Switch the release protection off, then try again.",
  },
  {
    code: /^(InvalidTimeStamp\.Expired|SignatureNonceUsed)$/,
    meaning: "skewed",
    hint: "Check this machine's clock.",
  },
  {
    code: /^(InsufficientBalance|PAYFOR\.CREDIT_PAY_INSUFFICIENT_BALANCE|PaymentMethodNotFound|QuotaExceed.*|RealNameAuthenticationError)$/,
    meaning: "quota",
    hint: "Resolve this in the Alibaba Cloud console (balance, payment method, quota or real-name registration).",
  },
  {
    code: "QuotaNotEnough",
    meaning: "quota",
    hint: "The zone has no room for this order: use another zone or class, or ask the vendor for a higher quota.",
  },
  {
    code: /^(ResourceNotAvailable|Zone\.Closed|IzNotSupportVpcError|COMMODITY\.INVALID_COMPONENT|SPEC_NOT_FOUND)$/,
    meaning: "outOfStock",
    hint: "This class is not sold in this zone now; another zone or class may be.",
  },
  {
    code: /^InvalidSecurityToken\..*$/,
    meaning: "accessDenied",
    hint: "Check the configured security token: it has expired, or does not belong to the access key.",
  },
  {
    code: unknownCaller,
    meaning: "accessDenied",
    hint: "Check the configured Alibaba Cloud access key; perhaps its id and secret are swapped.",
  },
  {
    code: /^(Forbidden(\..*)?|NoPermission)$/,
    meaning: "accessDenied",
    hint: "Grant the access key's user the kvstore permission named above.",
  },
  {
    code: "InvalidVpcIdRegion.NotSupported",
    meaning: "input",
    hint: "VPC and vSwitch must be in the region, and the vSwitch in the zone.",
  },
  {
    code: "VpcServiceError",
    meaning: "input",
    hint: "The VPC service does not accept what was asked for: check vpcId, vSwitchId and privateIpAddress.",
  },
  {
    code: "AccountLimitExceeded",
    meaning: "quota",
    hint: "An instance has at most 18 accounts besides the default ones: delete one that nobody uses.",
  },
  {
    code: "InvalidEngineVersion.Format",
    meaning: "input",
    hint: "Accounts need an engine of version 4.0 or later.",
  },
  {
    code: /^(InvalidAccountName\.Forbid|IncorrectAccount|InvalidAccountPrivilege\.Malformed|InvalidDBInstanceAccountMode\.Format)$/,
    meaning: "input",
    hint: "Reserved names and default accounts cannot be created, and not every instance has every privilege.",
  },
  {
    code: "ResourceGroupNotExist",
    meaning: "input",
    hint: "resourceGroupId is the id (rg-…) of a group of this account, not its name.",
  },
  {
    code: "InvalidToken.Malformed",
    meaning: "input",
    hint: "A token has at most 64 ASCII characters.",
  },
  {
    code: /^(InvalidConnectionString\.Duplicate|InvalidPrivateIpAddress\.AlreadyUsed)$/,
    meaning: "input",
    hint: "Another instance has it. If this resource is being replaced, that is the old instance: set the option deleteBeforeReplace: true.",
  },
  {
    code: /^(MissingParameter|InvalidParam.*|InvalidRetention|Invalid.*\.(Malformed|Format|NotFound|NotSupported|ValueNotSupported|AlreadyUsed)|SYSTEM\.ILLEGAL_ARGUMENT)$/,
    meaning: "input",
  },
];

/** For optional reads: a busy instance cannot answer them, and a refresh does not wait for it. */
export const readRules: readonly ErrorRule[] = errorRules.map((rule) =>
  rule.meaning === "conflict" ? { ...rule, meaning: "other" } : rule,
);
