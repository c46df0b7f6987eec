import { ApiError as CoreApiError, type ErrorTable } from "../core/errors";

/**
 * The status and text of each code. DCS texts are those of the vendor's own table (api-ref "Error Codes") unless a tag says
 * otherwise; the others imitate the style of their service. `{0}` is filled by the thrower.
 */
const table = {
  // The gateway in front of every service. [doc] api-sign-errorcode, [tf]
  "APIGW.0101": [404, "The API does not exist or has not been published in the environment"],
  "APIGW.0301": [401, "Incorrect IAM authentication information: {0}"],
  "APIGW.0307": [401, "The token must be updated."],
  "APIGW.0308": [429, "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute"],

  "APIGW.0203": [503, "Backend service unavailable"], // [guess]

  // Only the sandbox answers this: the real API would ignore the parameter or act on it.
  "Sandbox.UnknownParameter": [400, "The API has no such parameter."],

  "DCS.1004": [401, "Project ID does not match the token."],
  "DCS.2007": [403, "Policy does not allow {0} to be performed."],
  "DCS.3022": [404, "This DCS instance does not exist."],
  "DCS.3053": [400, "Incorrect node ID."],
  "DCS.4001": [404, "The requested URL does not exist."],
  "DCS.4002": [400, "Invalid project ID format."],
  "DCS.4004": [400, "Empty request body."],
  "DCS.4005": [400, "The message body contains invalid characters or is not in JSON format."],
  "DCS.4007": [400, "Instance type is not supported."],
  "DCS.4008": [400, "The selected cache engine version is not supported."],
  "DCS.4010": [
    400,
    "Invalid DCS instance name. The name must be 4 to 64 characters in length. Only letters (case-insensitive), digits, underscores (_) ,and hyphens (-) are allowed.",
  ],
  "DCS.4011": [400, "DCS instance description cannot exceed 1024 characters."],
  "DCS.4012": [400, "Invalid capacity parameter in the request."],
  "DCS.4013": [400, "Invalid vpc_id in the request."],
  "DCS.4014": [400, "Invalid security_group_id in the request."],
  "DCS.4016": [400, "Invalid subnet_id in the request."],
  "DCS.4018": [400, "This subnet must exist in the VPC."],
  "DCS.4019": [400, "The password does not meet complexity requirements."],
  "DCS.4022": [400, "Engine does not match the product id."],
  "DCS.4026": [400, "This operation is not allowed when the DCS instance is in the current state."],
  "DCS.4035": [400, "DCS instance quota of the tenant is insufficient."],
  "DCS.4036": [400, "Memory quota of the tenant is insufficient."],
  "DCS.4042": [400, "This AZ does not exist."],
  "DCS.4046": [400, "This security group does not exist."],
  "DCS.4049": [400, "The instance status is not running."],
  "DCS.4054": [400, "the selected available zone quota not enough."],
  "DCS.4061": [400, "Invalid instance ID format."],
  "DCS.4062": [400, "Invalid {0} parameter in the request."],
  "DCS.4066": [400, "Invalid value of the configure parameter {0}."],
  "DCS.4068": [400, "This VPC does not exist."],
  "DCS.4072": [400, "Invalid saveDays instance backup policy parameter in the request."],
  "DCS.4073": [400, "Invalid backupType instance backup policy parameter in the request."],
  "DCS.4074": [400, "Invalid periodType instance backup policy parameter in the request."],
  "DCS.4075": [400, "Invalid backupAt instance backup policy parameter in the request."],
  "DCS.4076": [400, "Invalid beginAt instance backup policy parameter in the request."],
  "DCS.4031": [400, "The backup record does not exist."], // [tf] code, [guess] text
  "DCS.4086": [400, "only master standby instance is support this action"],
  "DCS.4096": [400, "the instance is backuping."],
  "DCS.4097": [400, "the instance is restoring."],
  "DCS.4099": [400, "DCS instances in the Creating, Starting, Stopping, or Restarting state cannot be deleted."],
  "DCS.4100": [400, "The number of instance IDs in an instances array cannot exceed 50."],
  "DCS.4104": [
    400,
    "The DCS instance is recovering from an internal fault. Please try again later or contact customer service.",
  ],
  "DCS.4106": [400, "The value of maintain time illegal."],
  "DCS.4107": [400, "The instance exists for unpaid scale up orders. Please process non payment orders first."],
  "DCS.4108": [400, "The Instance exists for processing scale up order. Please try again later."],
  "DCS.4111": [400, "the instance is restarting."],
  "DCS.4113": [400, "the instance is extending."],
  "DCS.4114": [400, "the instance is configuring."],
  "DCS.4115": [400, "the instance is changing the password."],
  "DCS.4116": [400, "the instance is upgrading."],
  "DCS.4118": [400, "the instance is creating."],
  "DCS.4120": [400, "the instance is Freezing."],
  "DCS.4121": [400, "the instance is resetting the password."], // [tf] code, [guess] text
  "DCS.4200": [400, "Instance type cannot be changed."],
  "DCS.4202": [400, "ssl request params are invalid."],
  "DCS.4300": [400, "Client IP transparent transmission is being processed, please do not submit it repeatedly."],
  "DCS.4800": [400, "Invalid {0} in the request."],
  "DCS.4819": [400, "The first_scan_at parameter is invalid."],
  "DCS.4820": [400, "The interval parameter is invalid. must Greater than or equal to 0."],
  "DCS.4821": [400, "The timeout parameter is invalid. Its must Greater than or equal to interval * 2."],
  "DCS.4822": [
    400,
    "The scan_keys_count parameter is invalid. Its must Greater than or equal to 10, and Less than or equal to 1000.",
  ],
  "DCS.4838": [400, "Do not support feature client ip transparent transmission."],
  "DCS.4844": [400, "The access_user parameter is missing or its value is invalid."],
  "DCS.4845": [400, "The password parameter is missing or its value is invalid."],
  "DCS.4846": [400, "Client ip transparent transmission is already closed,please do not repeat the operation."],
  "DCS.4847": [400, "Client ip transparent transmission is already opened,please do not repeat the operation."],
  "DCS.4849": [400, "The request parameter new_password should not exist."],
  "DCS.4850": [400, "This operation is not supported when Password-Free Access is enabled for the instance."],
  "DCS.4857": [400, "The instance billed yearly/monthly cannot be deleted by this operation."], // [tf] code, [guess] text
  "DCS.4872": [400, "This operation is not supported by the instance."], // [tf] code, [guess] text
  "DCS.4919": [400, "Does not support bigkey analyze."],
  "DCS.4988": [400, "The template does not exist."], // [tf] code, [guess] text
  "DCS.4911": [400, "The network ip insufficient."],
  "DCS.4927": [400, "The param spec_code is invalid"],
  "DCS.4930": [400, "The request param node_list is invalid"],
  "DCS.4933": [400, "The param available_zones is invalid."],
  "DCS.4936": [400, "The master node cannot be deleted"],
  "DCS.4937": [400, "Only has one slave node,can not delete"],
  "DCS.4070": [400, "Invalid task ID format."],
  "DCS.5000": [500, "Internal service error."],

  // IAM and EPS: the body is {error: {code, message, title}}. [doc]
  "IAM.0001": [400, "Request parameters error."],
  "IAM.0011": [403, "The agency does not exist."],
  "IAM.0101": [401, "The username or password is wrong."],
  "IAM.0103": [403, "You are not authorized to perform the requested action."],
  "EPS.0004": [404, "The enterprise project does not exist."], // [guess] code

  // Billing. [tf] CBC.99003651, CBC.0150, CBC.0156; the other codes [guess]
  "CBC.0100": [400, "Invalid parameter {0}."],
  "CBC.0150": [403, "Access denied. The customer does not belong to the website you are now at."],
  "CBC.0151": [403, "Access denied."],
  "CBC.30000010": [400, "The order cannot be processed in its current status."],
  "CBC.30000014": [404, "The order does not exist."],
  "CBC.30000067": [400, "The resource does not exist or is not a yearly/monthly resource."],
  "CBC.99006055": [400, "The product is not found."],
  "CBC.99003651": [400, "Another operation is being performed."],
} as const satisfies ErrorTable;

export type ErrorCode = keyof typeof table;

/** The vendor's answer to a call that it rejects; `wire.ts` writes it. */
export class ApiError extends CoreApiError<ErrorCode> {
  /** @param detail Fills `{0}`; where the text has none, it follows in parentheses so that a reader learns what was wrong. */
  constructor(code: ErrorCode, detail?: string) {
    const [status, text] = table[code];
    const isFilled = detail === undefined || text.includes("{0}");
    super(code, status, isFilled ? text.replace("{0}", detail ?? "{0}") : `${text} (${detail})`);
  }
}

/** The usual answer of DCS to a bad value. */
export function invalid(name: string): ApiError {
  return new ApiError("DCS.4062", name);
}

export function unknownParameter(text: string): ApiError {
  return new ApiError("Sandbox.UnknownParameter", text);
}
