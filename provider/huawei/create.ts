import { pendingTagKey } from "../core/resource/cloud";
import type { CreateRequest, CreateResult } from "../core/resource/definition";
import { createInstance } from "./actions/instance";
import type { ParsedArgs, ParsedBssParam, ParsedMemberArgs } from "./args";
import { checkAvailability } from "./availability";
import type { HuaweiApi } from "./client";
import { policyToWire } from "./instance";
import { isOldGeneration, sendsSecurityGroup } from "./specCode";
import { maxTags } from "./tags";

/** Creates the instance with everything that the call can carry; the updaters do the rest once it is RUNNING. */
export async function create(api: HuaweiApi, args: ParsedArgs, { pendingTag }: CreateRequest): Promise<CreateResult> {
  await checkAvailability(api, args);
  const { instances, orderId } = await createInstance(api, createBody(args, pendingTag));
  const [{ id } = { id: "" }] = instances;
  return { id, outputs: orderId === undefined ? {} : { orderId } };
}

/** The body of CreateInstance (DCS v2, table 2). */
export function createBody(args: ParsedMemberArgs, pendingTag: string | undefined, count = 1): object {
  const isOld = isOldGeneration(args);
  const tags = Object.entries({ ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}), ...args.tags }).slice(
    0,
    maxTags,
  );
  // Only Redis 3.0 gets public access at creation; later versions get it once they are RUNNING. [doc]
  const isPublic = isOld && args.enablePublicip === true;
  return {
    name: args.name,
    engine: args.engine,
    engine_version: args.engine === "Memcached" ? undefined : args.engineVersion,
    capacity: args.capacity,
    spec_code: args.specCode,
    az_codes: args.azCodes,
    vpc_id: args.vpcId,
    subnet_id: args.subnetId,
    security_group_id: sendsSecurityGroup(args) ? args.securityGroupId : undefined,
    enable_publicip: isPublic ? true : undefined,
    publicip_id: isPublic ? args.publicipId : undefined,
    enable_ssl: isPublic ? args.enableSsl : undefined,
    enterprise_project_id: args.enterpriseProjectId,
    enterprise_project_name: args.enterpriseProjectName,
    description: args.description,
    private_ip: args.privateIp,
    instance_num: count,
    maintain_begin: args.maintainBegin,
    maintain_end: args.maintainEnd,
    password: args.password,
    no_password_access: args.noPasswordAccess ?? false,
    bss_param: args.bssParam && bssToWire(args.bssParam),
    instance_backup_policy: args.instanceBackupPolicy && policyToWire(args.instanceBackupPolicy),
    tags: tags.length > 0 ? tags.map(([key, value]) => ({ key, value })) : undefined,
    access_user: args.accessUser,
    port: args.port,
    rename_commands: args.renameCommands,
    template_id: args.templateId,
  };
}

/** Flags are texts in the vendor's tables. With postPaid all other fields are ignored, so they are not sent. [doc] */
function bssToWire({ chargingMode, isAutoRenew, isAutoPay, periodType, periodNum }: ParsedBssParam): object {
  if (chargingMode !== "prePaid") return { charging_mode: "postPaid" };
  const text = (value: boolean | undefined) => (value === undefined ? undefined : String(value));
  return {
    charging_mode: chargingMode,
    // Mandatory on one of the vendor's pages. [doc]
    is_auto_renew: text(isAutoRenew ?? false),
    is_auto_pay: text(isAutoPay),
    period_type: periodType,
    period_num: periodNum,
  };
}
