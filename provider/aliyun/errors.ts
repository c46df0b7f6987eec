import type { ErrorRule } from "../core/client/errors";

/** Codes of R-KVStore and of Alibaba Cloud's gateway; spellings differ by operation and are the vendor's own. */
export const errorRules: readonly ErrorRule[] = [
  { code: /Throttling/, meaning: "throttled" },
  {
    code: /^(ServiceUnavailable|InternalError|ProxyError|LockTimeout|Unkown\.Exception|VpcServiceError)$/,
    meaning: "transient",
  },
  {
    code: /^(IncorrectDBInstanceState|OperationDenied\.KVstoreInstanceStatus|OperationDeniedDBStatus|Task\.Conflict|TaskExists|MissingRedisUsedmemoryUnsupportPerfItem)$/,
    meaning: "conflict",
  },
  // A looser pattern would swallow InvalidInstanceClass.NotFound.
  { code: /^Invalid(DB)?Instance(Id)?\.NotFound$/i, meaning: "notFound" },
  { code: /^(SSLEnabledStateExistsFault|SSLDisableStateExistsFault)$/, meaning: "already" },
  {
    code: /^(InstanceType\.NotSupport|IncorrectEngineVersion|ParamNotSupportedForCurrentVersion|Forbbiden\.MinorVersion|InvalidOrderCharge\.NotSupport|HasDirectConnectionNotSupport)$/,
    meaning: "unsupported",
  },
  {
    code: "IdempotentParameterMismatch",
    meaning: "mismatch",
    hint: "This token was sent before with other parameters. If the program gives a token, give another one or take it out.",
  },
  {
    code: "InstanceReleaseProtection",
    meaning: "protected",
    hint: "Turn the release protection off, then try again.",
  },
  {
    code: /^(InvalidTimeStamp\.Expired|SignatureNonceUsed)$/,
    meaning: "skewed",
    hint: "Check this machine's clock.",
  },
  {
    code: /^(InsufficientBalance|PAYFOR\.CREDIT_PAY_INSUFFICIENT_BALANCE|PaymentMethodNotFound|QuotaExceed.*|RealNameAuthenticationError)$/,
    meaning: "quota",
    hint: "Somebody has to act in the Alibaba Cloud console (balance, payment method, quota or real-name registration).",
  },
  {
    code: "QuotaNotEnough",
    meaning: "quota",
    hint: "The zone has too few left for so many at once: order fewer, take another zone, or ask the vendor for more.",
  },
  {
    code: /^(ResourceNotAvailable|Zone\.Closed|IzNotSupportVpcError|COMMODITY\.INVALID_COMPONENT|SPEC_NOT_FOUND)$/,
    meaning: "outOfStock",
    hint: "This class is not sold in this zone now; another zone or class may be.",
  },
  {
    code: /^(InvalidAccessKeyId\.(NotFound|Inactive)|SignatureDoesNotMatch|IncompleteSignature|InvalidSecurityToken\..*)$/,
    meaning: "accessDenied",
    hint: "Check the Alibaba Cloud access key that is configured.",
  },
  {
    code: /^(Forbidden(\..*)?|NoPermission)$/,
    meaning: "accessDenied",
    hint: "Grant the access key's user the kvstore permission named above.",
  },
  {
    code: "InvalidVpcIdRegion.NotSupported",
    meaning: "input",
    hint: "VPC and vSwitch have to lie in the region, and the vSwitch in the zone.",
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
    code: /^(MissingParameter|InvalidParam.*|Invalid.*\.(Malformed|Format|NotFound|NotSupported|ValueNotSupported|AlreadyUsed)|SYSTEM\.ILLEGAL_ARGUMENT)$/,
    meaning: "input",
  },
];

/** An instance that is busy does not show what it has at the moment; waiting for it would be no help to a read. */
export const readRules: readonly ErrorRule[] = errorRules.map((rule) =>
  rule.meaning === "conflict" ? { ...rule, meaning: "other" } : rule,
);
