import { ApiError as CoreApiError, type ErrorTable } from "../core/errors";

/** Status and text of each code. Those in the tables of seeds 000-002 are the vendor's own; the others are worded alike. */
const table = {
  // Gateway: keys, signatures, clocks. [doc]
  IncompleteSignature: [400, "The request signature does not conform to Aliyun standards."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
  SignatureDoesNotMatch: [400, "Specified signature does not match our calculation."],
  SignatureNonceUsed: [400, "Specified signature nonce was used already."],
  "InvalidTimeStamp.Format": [400, "Specified time stamp or date value is not well formatted."],
  "InvalidTimeStamp.Expired": [400, "Specified time stamp or date value is expired."],
  "InvalidSecurityToken.Malformed": [400, "The specified SecurityToken is malformed."],
  "InvalidSecurityToken.MismatchWithAccessKey": [400, "The specified SecurityToken does not belong to the access key."],
  "InvalidSecurityToken.Expired": [400, "Specified SecurityToken is expired."],
  "InvalidParameter.RoleArn": [400, "The parameter RoleArn is wrongly formed."],
  "EntityNotExist.Role": [404, "The role does not exist."],
  "EntityNotExist.OIDCProvider": [404, "The OIDC provider does not exist."],
  "AuthenticationFail.OIDCToken.Invalid": [400, "The OIDC token is invalid."],
  "InvalidContentSha256.Mismatch": [400, "The header x-acs-content-sha256 is not the SHA-256 of the body."],
  MissingAction: [400, "Action is mandatory for this action."],
  InvalidVersion: [400, "Specified parameter Version is not valid."],
  "Forbidden.RAM": [403, "User not authorized to operate on the specified resource, or this API doesn't support RAM."],
  "Throttling.User": [400, "Request was denied due to user flow control."],
  InternalError: [500, "The request processing has failed due to some unknown error, exception or failure."],
  ServiceUnavailable: [503, "The request has failed due to a temporary failure of the server."],

  // Answered by the sandbox only: the real API would ignore the parameter or carry out the action.
  "Sandbox.NotImitated": [400, "The sandbox does not imitate this action."],
  "Sandbox.UnknownParameter": [400, "The API has no such parameter."],
  "Sandbox.WrongType": [400, "The parameter is not of the documented type."],

  // Input. [doc] seeds, unless a row says otherwise
  MissingParameter: [400, "A required parameter is missing."],
  InvalidParameter: [400, "The specified parameter is not valid."], // KMS [doc]
  "Forbidden.KeyNotFound": [404, "The specified Key is not found."], // KMS [doc]
  InvalidParam: [400, "The specified parameter is not valid."], // [tf]
  "InvalidToken.Malformed": [400, 'The Specified parameter "Token" is not valid.'],
  "InvalidInstanceName.Malformed": [400, 'The Specified parameter "InstanceName" is not valid.'],
  "InvalidPassword.Malformed": [400, 'The Specified parameter "Password" is not valid.'],
  "InvalidInstances.Malformed": [400, 'The Specified parameter "Instances" is not valid.'],
  "InvalidCapacity.NotFound": [400, "The Capacity provided does not exist in our records."],
  "InvalidInstanceClass.NotFound": [400, "The InstanceClass provided does not exist in our records."], // [guess]
  "InvalidRegionId.NotFound": [404, "The specified RegionId does not exist."], // [guess]
  "InvalidZoneId.NotFound": [404, "The specified ZoneId does not exist."], // [guess]
  "InvalidVpcIdRegion.NotSupported": [400, "The Specified vpcId or vSwitchId not supported."],
  "InvalidPrivateIpAddress.AlreadyUsed": [400, "The specified PrivateIpAddress is already used."],
  "InvalidConnectionString.Malformed": [400, "The specified connection string is not valid."], // [guess]
  "InvalidConnectionString.Duplicate": [400, "The specified connection string already exists."], // [guess]
  "InvalidConnectionString.NotFound": [404, "The specified connection string does not exist."], // [guess]
  "InvalidEndTime.Format": [400, "The specified end time is not valid."],
  InvalidRetention: [400, "The Retention is invalid."],
  "InvalidGroupName.Format": [400, "The specified SecurityIpGroupName is not valid."],
  "InvalidSecurityIps.Format": [400, "The specified SecurityIps is not valid."], // [guess]
  "InvalidSecurityGroupId.NotFound": [400, "The specified security group does not exist."], // [guess]
  ResourceGroupNotExist: [400, "The Specified ResourceGroupId does not exist."],
  IdempotentParameterMismatch: [
    400,
    "Request uses a client token in a previous request but is not identical to that request.",
  ],
  DryRunOperation: [400, "Request validation has been passed with DryRun flag set."],

  // Stock, quota, money. [doc] seeds
  "Zone.Closed": [400, "Specified zone is closed."],
  IzNotSupportVpcError: [400, "Specify iz not support vpc."],
  ResourceNotAvailable: [400, "Resource you requested is not available."],
  "COMMODITY.INVALID_COMPONENT": [400, "The module you purchased is not valid for the specified zone."], // [tf] #634
  QuotaNotEnough: [400, "Quota not enough in this zone."],
  VpcServiceError: [400, "Invoke vpc service failed."],
  InsufficientBalance: [400, "Your account does not have enough balance."],
  PaymentMethodNotFound: [400, "No payment method has been registered on the account."],
  RealNameAuthenticationError: [403, "Your account has not passed the real-name authentication yet."],
  "QuotaExceed.AfterpayInstance": [400, "Living afterpay instances quota exceeded."],
  NotFoundOrder: [404, "The specified order does not exist."],

  // Instances and their states. [tf] unless a row says otherwise
  "InvalidInstanceId.NotFound": [404, "The specified instance is not found."],
  "InvalidDbInstanceId.NotFound": [404, "The specified instance id is not found."],
  IncorrectDBInstanceState: [403, "The current instance state does not support this operation."],
  "Task.Conflict": [400, "Another task of the instance is still being carried out."],
  InstanceReleaseProtection: [403, "The instance is protected against release."],
  "InvalidOrderCharge.NotSupport": [400, "The billing method of the instance does not support this operation."],
  "InstanceType.NotSupport": [400, "The instance type does not support this operation."],
  IncorrectEngineVersion: [400, "The engine version of the instance does not support this operation."],
  ParamNotSupportedForCurrentVersion: [403, "The parameter is not supported by the current version of the instance."],
  SSLEnabledStateExistsFault: [400, "SSL is enabled already."],
  SSLDisableStateExistsFault: [400, "SSL is disabled already."],
  NetTypeExists: [400, "The instance has an endpoint of this type already."], // [guess]
  "OperationDenied.PublicEndpoint": [400, "The public endpoint has to be released first."], // [guess] code, [sdk] rule
  "InvalidVSwitchId.NotFound": [404, "The specified vSwitch does not exist."],
  TaskExists: [400, "Specified task have existed."], // [doc]
  "InvalidAccountName.Duplicate": [400, "Specified AccountName already exists in this instance."], // [doc]
  "InvalidAccountName.Format": [400, "Specified AccountName is not valid."], // [doc]
  "InvalidAccountName.NotFound": [404, "Specified AccountName does not exist."], // [doc]
  "InvalidAccountPassword.Format": [400, "Specified AccountPassword is not valid."], // [doc]
  "InvalidAccountDescription.Format": [400, "Specified AccountDescription is not valid."], // [doc]
  "InvalidAccountPrivilege.Malformed": [400, "Specified account privilege is not valid."], // [doc]
  "InvalidAccountName.Forbid": [400, "Specified AccountName is a keyword."], // [doc]
  "InvalidEngineVersion.Format": [400, "Current EngineVersion does not support operations."], // [doc]
  IncorrectAccount: [400, "Current DB instance account does not support this operation."], // [doc]
  AccountLimitExceeded: [403, "Exceeding the allowed amount of account."], // [doc]
  "InvalidBackupId.NotFound": [404, "The specified backup set does not exist."], // [guess]
  BackupJobExists: [400, "A backup job already exists in the specified DB instance."], // [doc], [tf]
  "InvalidClusterInstance.NotFound": [404, "The specified cluster instance is not found."], // [tf]
  UnsupportedHTTPMethod: [403, "The HTTP method is not supported by this action."], // [tf]
} as const satisfies ErrorTable;

export type ErrorCode = keyof typeof table;

export class ApiError extends CoreApiError<ErrorCode> {
  /** @param text Instead of the table's. */
  constructor(code: ErrorCode, text?: string, more?: Readonly<Record<string, unknown>>) {
    const [status, standard] = table[code];
    super(code, status, text ?? standard, more);
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(table, code);
}

export function invalid(text: string): ApiError {
  return new ApiError("InvalidParam", text);
}

/** @param what The parameter, or the parameters of which one is needed. */
export function missing(what: string): ApiError {
  return new ApiError("MissingParameter", `${what} is mandatory for this action.`);
}
