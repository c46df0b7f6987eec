import { isPrivateAddress } from "../../core/addresses";
import type { Args } from "../args";
import { type Flavor, findFlavor } from "../catalogue";
import { beginCreation, type CheckedOrder, checkQuota, createInstance } from "../create";
import { ApiError, invalid } from "../errors";
import { isOld, vendorTime } from "../instance";
import { addOrder } from "../orders";
import {
  checkEnterpriseProject,
  checkId,
  checkName,
  checkNetwork,
  checkPassword,
  checkSecurityGroup,
  checkTagCount,
  checkZones,
  readBackupPolicy,
  readMaintenance,
  readPort,
  readRenames,
  readTags,
} from "../rules";
import { defaultConfig } from "../settings";
import type { Context, Operation } from "../state";
import { findTemplate } from "../templates";

export const create: Operation = {
  mutating: true,
  known:
    "[doc] seed 003: parameters, ranges, batch names; [tf] DCS.4086 for a single node, names may repeat; [guess] 4.0+ ignores a security group, and a password beside no_password_access",
  handle: (context) => {
    const { body, world, key } = context;
    const count = body.number("instance_num") ?? 1;
    const name = body.text("name") ?? "";
    checkName(name, count);
    const order = readOrder(context, count);
    // Creating with tags needs the right to tag as well. [guess]
    if (Object.keys(order.tags).length > 0 && key.deny?.includes("BatchCreateOrDeleteTags"))
      throw new ApiError("DCS.2007", "dcs:tag:modify");
    checkQuota(context, count, order.capacityGb);
    const suffixes = count === 1 ? [""] : Array.from({ length: count }, (_, n) => `-${String(n).padStart(3, "0")}`);
    const created = suffixes.map((suffix) => createInstance(context, `${name}${suffix}`, order));
    if (order.isPaid) for (const instance of created) beginCreation(context, instance);
    const ids = created.map(({ id }) => id);
    const instances = created.map(({ id, properties }) => ({ instance_id: id, instance_name: properties.name }));
    if (order.otherProperties.charging_mode !== 1) return { content: { instances }, touched: ids };
    const { id: order_id } = addOrder(context, {
      type: "create",
      instanceIds: ids,
      state: order.isPaid ? "paid" : "awaitingPayment",
      doneAt: world.now() + world.provisionMs,
      resize: null,
    });
    for (const { properties } of created) properties.order_id = order_id;
    return { content: { order_id, instances }, touched: ids };
  },
};

/** @throws ApiError for whatever the vendor rejects beyond `parameters.ts` */
function readOrder(context: Context, count: number): CheckedOrder {
  const { body, region } = context;
  const { engine, engine_version, flavor, capacityGb } = readSpec(body);
  const old = isOld({ engine, engine_version });
  const zones = body.texts("az_codes") ?? [];
  checkZones(region, zones, flavor);
  const network = readNetwork(body, old);
  const privateIp = readPrivateIp(context, flavor, network.subnet_id, count);
  const tags = readTags(body.children("tags") ?? [], true);
  checkTagCount(tags);
  const template = readTemplate(context, { engine, engine_version, mode: flavor.mode });
  checkId(body.text("publicip_id"), "publicip_id");
  checkEnterpriseProject(body.text("enterprise_project_id"));
  const { isPaid, ...billing } = readBilling(context);
  return {
    flavor,
    capacityGb,
    zones,
    privateIp,
    port: readPort(body, old) ?? (engine === "Memcached" ? 11211 : 6379),
    password: readPassword(body),
    tags,
    isPaid,
    otherProperties: {
      engine,
      engine_version,
      ...network,
      maintain_begin: "02:00:00",
      maintain_end: "06:00:00",
      ...readMaintenance(body),
      description: body.text("description") ?? "",
      access_user: readAccessUser(body, engine),
      rename_commands: readRenamesOf(body, old),
      instance_backup_policy: readBackupPolicy(context, flavor.mode) ?? null,
      enterprise_project_id: body.text("enterprise_project_id") ?? "0",
      ...template,
      ...billing,
      ...readPublicAccess(body, old, count),
    },
  };
}

function readSpec(body: Args) {
  const engine = body.text("engine") === "Memcached" ? "Memcached" : "Redis";
  const engine_version = engine === "Memcached" ? "" : readVersion(body.text("engine_version"));
  const flavor = findFlavor(body.text("spec_code") ?? "");
  if (flavor === undefined) throw new ApiError("DCS.4927");
  if (flavor.engine !== engine.toLowerCase()) throw new ApiError("DCS.4022");
  if (!flavor.versions.includes(engine_version)) throw new ApiError("DCS.4927", `not for version ${engine_version}`);
  const capacityGb = body.number("capacity") ?? 0;
  if (!flavor.capacities.includes(capacityGb)) throw new ApiError("DCS.4012");
  const mode = body.child("spec_param")?.text("cache_mode") ?? flavor.mode;
  if (mode !== flavor.mode) throw invalid("spec_param.cache_mode");
  return { engine, engine_version, flavor, capacityGb } as const;
}

/** 4.0 arrives as 4 when it is sent as a number. [doc] seed 003's samples */
function readVersion(text = ""): string {
  const version = /^\d$/.test(text) ? `${text}.0` : text;
  if (!["3.0", "4.0", "5.0", "6.0", "7.0"].includes(version)) throw new ApiError("DCS.4008");
  return version;
}

/** Has to be for such an instance, which begins with its values; one that is not listed exists if it is well-formed. [guess] */
function readTemplate(
  context: Context,
  { engine, engine_version, mode }: Record<"engine" | "engine_version" | "mode", string>,
) {
  const id = context.body.text("template_id");
  if (id?.includes("missing")) throw invalid("template_id");
  const found = id && (findTemplate(context, "user", id) ?? findTemplate(context, "sys", id));
  if (!found) {
    checkId(id, "template_id");
    return { template_id: id ?? null };
  }
  const isFit = found.engine === engine && found.engine_version === engine_version && found.cache_mode === mode;
  if (!isFit) throw invalid("template_id");
  return { template_id: found.template_id, redis_config: { ...defaultConfig(engine), ...found.params } };
}

function readNetwork(body: Args, old: boolean) {
  const vpc = body.text("vpc_id");
  const subnet = body.text("subnet_id");
  checkNetwork(vpc, subnet);
  const network = { vpc_id: vpc ?? "", subnet_id: subnet ?? "" };
  if (!old) return { ...network, security_group_id: null };
  const group = body.text("security_group_id");
  if (group === undefined) throw new ApiError("DCS.4014");
  checkSecurityGroup(group);
  return { ...network, security_group_id: group };
}

function readPrivateIp(context: Context, flavor: Flavor, subnet: string, count: number): string | undefined {
  const { body, store, account } = context;
  const ip = body.text("private_ip");
  if (ip === undefined) return undefined;
  // "Has to be in the subnet" [doc]; the sandbox does not know the subnet's range, but those that a VPC can have. [doc] CreateVpc
  if (!isPrivateAddress(ip) || flavor.mode === "cluster" || count > 1) throw invalid("private_ip");
  const isUsed = store
    .all()
    .some((one) => one.account === account && one.properties.subnet_id === subnet && one.properties.ip === ip);
  if (isUsed) throw new ApiError("DCS.4911", `${ip} is in use`);
  return ip;
}

function readPassword(body: Args): string | undefined {
  if (body.bool("no_password_access") === true) return undefined;
  const password = body.text("password");
  if (password === undefined) throw new ApiError("DCS.4845");
  checkPassword(password);
  return password;
}

function readAccessUser(body: Args, engine: string): string | null {
  const user = body.text("access_user");
  if (user === undefined) return null;
  // The user of a password. [doc] "Memcached with a password"
  if (body.bool("no_password_access") === true) throw new ApiError("DCS.4844");
  if (engine === "Redis" || !/^[A-Za-z][\w-]{0,63}$/.test(user)) throw new ApiError("DCS.4844");
  return user;
}

function readRenamesOf(body: Args, old: boolean): Record<string, string> {
  const renames = readRenames(body) ?? {};
  if (old && Object.keys(renames).length > 0) throw invalid("rename_commands");
  return renames;
}

/**
 * Only 3.0 has public access at creation. SSL comes with it and is ignored otherwise. [doc], the latter [tf] OTC #2253
 * One address serves one instance. [guess]
 */
function readPublicAccess(body: Args, old: boolean, count: number) {
  if (body.bool("enable_publicip") !== true) return {};
  const publicip_id = body.text("publicip_id");
  if (!old || body.text("engine") === "Memcached" || publicip_id === undefined || count > 1)
    throw invalid("publicip_id");
  return { enable_publicip: true, publicip_id, enable_ssl: body.bool("enable_ssl") === true };
}

/** With postPaid everything else is ignored, so its values are checked here and not by `parameters.ts`. [doc] */
function readBilling({ body, world }: Context) {
  const bss = body.child("bss_param");
  if (bss?.text("charging_mode") !== "prePaid") return { isPaid: true, charging_mode: 0 } as const;
  // Text or a boolean, but one of these words. [sdk]
  for (const name of ["is_auto_pay", "is_auto_renew"]) {
    if (!/^(true|false)?$/.test(bss.text(name) ?? "")) throw invalid(`bss_param.${name}`);
  }
  const type = bss.text("period_type");
  if (type !== "month" && type !== "year") throw invalid("bss_param.period_type");
  const periods = bss.number("period_num") ?? 0;
  if (!Number.isInteger(periods) || periods < 1 || periods > (type === "month" ? 9 : 3))
    throw invalid("bss_param.period_num");
  const end = new Date(world.now());
  end.setUTCMonth(end.getUTCMonth() + periods * (type === "month" ? 1 : 12));
  return {
    isPaid: bss.bool("is_auto_pay") === true,
    charging_mode: 1,
    is_auto_renew: bss.bool("is_auto_renew") === true,
    expires_at: vendorTime(end.getTime()),
  } as const;
}
