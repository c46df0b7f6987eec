import { isIP } from "node:net";
import type { Fields } from "./args";
import { type Flavor, findFlavor } from "./catalogue";
import { type Creation, checkPrivateIp, checkZones } from "./create";
import { ApiError } from "./errors";
import { type BackupPolicy, vendorTime } from "./instance";
import {
  checkDescription,
  checkNetwork,
  checkPassword,
  checkPort,
  checkRenames,
  checkSecurityGroup,
  mostTags,
  readBackupPolicy,
  readMaintenance,
  readTags,
} from "./rules";
import type { Context } from "./state";

/** What a create call asks for. @throws ApiError for whatever the vendor would refuse. */
export function readCreation(context: Context, count: number): Creation {
  const { body, account } = context;
  const { engine, version, flavor, capacityGb } = readSpec(body);
  const isOld = engine === "Memcached" || version === "3.0";
  const zones = body.texts("az_codes") ?? [];
  checkZones(context, zones, flavor);
  const network = readNetwork(body, isOld);
  const privateIp = readPrivateIp(context, flavor, network.subnet_id, count);
  checkDescription(body.text("description"));
  const tags = readTags(body.children("tags") ?? [], true);
  if (Object.keys(tags).length > mostTags) throw new ApiError("DCS.4062", "tags: more than 20");
  const template = body.text("template_id");
  if (template?.includes("missing")) throw new ApiError("DCS.4062", "template_id");
  const backup = readBackup(context, flavor, account);
  const billing = readBilling(context);
  return {
    flavor,
    capacityGb,
    zones,
    privateIp,
    port: readPort(body, isOld, engine),
    password: readPassword(body),
    tags,
    isPaid: billing.isPaid,
    rest: {
      engine,
      engine_version: version,
      ...network,
      maintain_begin: "02:00:00",
      maintain_end: "06:00:00",
      ...readMaintenance(body),
      description: body.text("description") ?? "",
      access_user: readAccessUser(body, engine),
      rename_commands: readRenames(body, isOld),
      instance_backup_policy: backup,
      enterprise_project_id: body.text("enterprise_project_id") ?? "0",
      template_id: template ?? null,
      ...billing.set,
      ...readPublicAccess(body, isOld, count),
    },
  };
}

function readSpec(body: Fields) {
  const engine = body.text("engine");
  if (engine !== "Redis" && engine !== "Memcached") throw new ApiError("DCS.4007");
  const version = engine === "Memcached" ? "" : readVersion(body.text("engine_version"));
  const flavor = findFlavor(body.text("spec_code") ?? "");
  if (flavor === undefined) throw new ApiError("DCS.4927");
  if (flavor.engine !== engine.toLowerCase()) throw new ApiError("DCS.4022");
  if (!flavor.versions.includes(version)) throw new ApiError("DCS.4927", `not for version ${version}`);
  const capacityGb = body.number("capacity") ?? 0;
  if (!flavor.capacities.includes(capacityGb)) throw new ApiError("DCS.4012");
  const mode = body.child("spec_param")?.text("cache_mode");
  if (mode !== undefined && mode !== flavor.mode) throw new ApiError("DCS.4062", "spec_param.cache_mode");
  return { engine, version, flavor, capacityGb } as const;
}

/** A number comes as 4 where 4.0 was meant. [doc] seed 003's samples */
function readVersion(text: string | undefined): string {
  const version = text !== undefined && /^\d$/.test(text) ? `${text}.0` : (text ?? "");
  if (!["3.0", "4.0", "5.0", "6.0", "7.0"].includes(version)) throw new ApiError("DCS.4008");
  return version;
}

function readNetwork(body: Fields, isOld: boolean) {
  const vpc = body.text("vpc_id");
  const subnet = body.text("subnet_id");
  checkNetwork(vpc, subnet);
  const group = body.text("security_group_id");
  if (isOld && group === undefined) throw new ApiError("DCS.4014");
  if (isOld && group !== undefined) checkSecurityGroup(group);
  return { vpc_id: vpc ?? "", subnet_id: subnet ?? "", security_group_id: isOld ? (group ?? null) : null };
}

function readPrivateIp(context: Context, flavor: Flavor, subnet: string, count: number): string | undefined {
  const ip = context.body.text("private_ip");
  if (ip === undefined) return undefined;
  if (isIP(ip) !== 4 || flavor.mode === "cluster" || count > 1) throw new ApiError("DCS.4062", "private_ip");
  checkPrivateIp(context, ip, subnet);
  return ip;
}

function readPort(body: Fields, isOld: boolean, engine: string): number {
  const port = body.number("port");
  if (port !== undefined) checkPort(port, isOld);
  return port ?? (engine === "Memcached" ? 11211 : 6379);
}

function readPassword(body: Fields): string | undefined {
  if (body.bool("no_password_access") === true) return undefined;
  const password = body.text("password");
  if (password === undefined) throw new ApiError("DCS.4845");
  checkPassword(password);
  return password;
}

function readAccessUser(body: Fields, engine: string): string | null {
  const user = body.text("access_user");
  if (user === undefined) return null;
  if (engine === "Redis" || !/^[A-Za-z][\w-]{0,63}$/.test(user)) throw new ApiError("DCS.4844");
  return user;
}

function readRenames(body: Fields, isOld: boolean): Record<string, string> {
  const renames = body.map("rename_commands") ?? {};
  if (isOld && Object.keys(renames).length > 0) throw new ApiError("DCS.4062", "rename_commands");
  checkRenames(renames);
  return renames;
}

function readBackup(context: Context, flavor: Flavor, account: string): BackupPolicy | null {
  const policy = readBackupPolicy(context.body.child("instance_backup_policy"), undefined);
  if (policy === undefined) return null;
  if (flavor.mode === "single") throw new ApiError("DCS.4086");
  return madePolicy(context, account, policy);
}

export function madePolicy(
  { world }: Context,
  account: string,
  policy: BackupPolicy["policy"],
  old?: BackupPolicy | null,
): BackupPolicy {
  const now = vendorTime(world.now());
  return {
    backup_policy_id: old?.backup_policy_id ?? world.random.uuid(),
    created_at: old?.created_at ?? now,
    updated_at: now,
    tenant_id: account,
    policy,
  };
}

/**
 * Public access at creation is for 3.0 alone; SSL comes with it, and is ignored without. [doc], the latter [tf] OTC #2253
 * One address is for one instance. [guess]
 */
function readPublicAccess(body: Fields, isOld: boolean, count: number) {
  if (body.bool("enable_publicip") !== true) return {};
  const publicip = body.text("publicip_id");
  if (!isOld || publicip === undefined || count > 1) throw new ApiError("DCS.4062", "publicip_id");
  return { enable_publicip: true, publicip_id: publicip, enable_ssl: body.bool("enable_ssl") === true };
}

/** With postPaid everything else is ignored. [doc] */
function readBilling({ body, world }: Context) {
  const bss = body.child("bss_param");
  const mode = bss?.text("charging_mode") ?? "postPaid";
  if (mode !== "prePaid" && mode !== "postPaid") throw new ApiError("DCS.4062", "bss_param.charging_mode");
  if (bss === undefined || mode === "postPaid") return { isPaid: true, set: { charging_mode: 0 } } as const;
  const type = bss.text("period_type");
  if (type !== "month" && type !== "year") throw new ApiError("DCS.4062", "bss_param.period_type");
  const periods = bss.number("period_num") ?? 0;
  if (!Number.isInteger(periods) || periods < 1 || periods > (type === "month" ? 9 : 3))
    throw new ApiError("DCS.4062", "bss_param.period_num");
  const end = new Date(world.now());
  end.setUTCMonth(end.getUTCMonth() + periods * (type === "month" ? 1 : 12));
  return {
    isPaid: bss.bool("is_auto_pay") === true,
    set: {
      charging_mode: 1,
      is_auto_renew: bss.bool("is_auto_renew") === true,
      expires_at: vendorTime(end.getTime()),
    },
  } as const;
}
