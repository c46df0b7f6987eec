import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunApi } from "../client";

export interface SecurityIpGroup {
  readonly name: string;
  readonly ips: string[];
}

const ipsReply = z.object({
  SecurityIpGroups: z.object({
    SecurityIpGroup: z.array(
      z.object({
        SecurityIpGroupName: z.string(),
        SecurityIpGroupAttribute: z.string().optional(),
        SecurityIpList: z.string().default(""),
      }),
    ),
  }),
});

/** Whitelists that Alibaba Cloud's own tools add. [tf] */
const systemGroups = new Set(["ali_dms_group", "hdm_security_ips"]);

/**
 * The IP whitelists of an instance without the vendor's own; undefined where they cannot be read.
 * @see DescribeSecurityIps, R-kvstore 2015-01-01
 */
export async function describeSecurityIps(api: AliyunApi, id: string): Promise<SecurityIpGroup[] | undefined> {
  const reply = await api.optional("DescribeSecurityIps", { InstanceId: id }, ipsReply, undefined);
  return reply?.SecurityIpGroups.SecurityIpGroup.filter(
    ({ SecurityIpGroupName: name, SecurityIpGroupAttribute: attribute }) =>
      !systemGroups.has(name) && attribute !== "hidden",
  ).map((group) => ({ name: group.SecurityIpGroupName, ips: group.SecurityIpList.split(",").filter(Boolean) }));
}

/**
 * Replaces the addresses of one whitelist, or removes `ips` from it; an empty whitelist disappears. [guess]
 * @throws CloudError  notFound; input: InvalidSecurityIPs…, InvalidGroupName.Format; transient: LockTimeout
 * @see ModifySecurityIps, R-kvstore 2015-01-01
 */
export async function modifySecurityIps(
  api: AliyunApi,
  id: string,
  ips: readonly string[],
  group = "default",
  mode: "Cover" | "Delete" = "Cover",
): Promise<void> {
  await api.call(
    writes("ModifySecurityIps"),
    { InstanceId: id, SecurityIps: ips.join(","), SecurityIpGroupName: group, ModifyMode: mode },
    emptyReply,
  );
}

const groupsReply = z.object({
  Items: z.object({
    EcsSecurityGroupRelation: z.array(z.object({ SecurityGroupId: z.string() })).default([]),
  }),
});

/**
 * The ECS security groups of an instance, in no particular order.
 * @see DescribeSecurityGroupConfiguration, R-kvstore 2015-01-01
 */
export async function describeSecurityGroups(api: AliyunApi, id: string): Promise<string[] | undefined> {
  const none = { Items: { EcsSecurityGroupRelation: [] } };
  const reply = await api.optional("DescribeSecurityGroupConfiguration", { InstanceId: id }, groupsReply, none);
  return reply?.Items.EcsSecurityGroupRelation.map((group) => group.SecurityGroupId);
}

/**
 * Replaces the set of security groups, at most 10.
 * @throws CloudError  notFound; conflict; input
 * @see ModifySecurityGroupConfiguration, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function modifySecurityGroups(api: AliyunApi, id: string, groups: readonly string[]): Promise<void> {
  await api.call(
    writes("ModifySecurityGroupConfiguration"),
    { DBInstanceId: id, SecurityGroupId: groups.join(",") },
    emptyReply,
  );
}

const templatesReply = z.object({
  GlobalSecurityIPGroupRel: z.array(z.object({ GlobalSecurityGroupId: z.string() })).default([]),
});

/**
 * The global whitelist templates of a cloud-native instance.
 * @see DescribeGlobalSecurityIPGroupRelation, R-kvstore 2015-01-01; the id is called DBClusterId here
 */
export async function describeGlobalSecurityGroups(api: AliyunApi, id: string): Promise<string[] | undefined> {
  const params = { RegionId: api.regionId, DBClusterId: id };
  const none = { GlobalSecurityIPGroupRel: [] };
  const reply = await api.optional("DescribeGlobalSecurityIPGroupRelation", params, templatesReply, none);
  return reply?.GlobalSecurityIPGroupRel.map((template) => template.GlobalSecurityGroupId);
}

const allTemplatesReply = z.object({
  GlobalSecurityIPGroup: z
    .array(
      z.object({
        GlobalSecurityGroupId: z.string(),
        GlobalIgName: z.string().nullish(),
        GIpList: z.string().nullish(),
        DBInstances: z.array(z.string()).nullish(),
      }),
    )
    .default([]),
});

export interface GlobalTemplate {
  readonly globalSecurityGroupId: string;
  readonly name: string | undefined;
  readonly ips: readonly string[];
  /** The instances that have it. */
  readonly instanceIds: readonly string[];
}

/**
 * The global whitelist templates of the account in the region, or the one that is asked for.
 * @see DescribeGlobalSecurityIPGroup, R-kvstore 2015-01-01
 */
export async function describeGlobalTemplates(api: AliyunApi, id: string | undefined): Promise<GlobalTemplate[]> {
  const params = { RegionId: api.regionId, GlobalSecurityGroupId: id };
  const reply = await api.call(reads("DescribeGlobalSecurityIPGroup"), params, allTemplatesReply);
  return reply.GlobalSecurityIPGroup.map((template) => ({
    globalSecurityGroupId: template.GlobalSecurityGroupId,
    name: template.GlobalIgName ?? undefined,
    ips: (template.GIpList ?? "").split(",").filter((each) => each !== ""),
    instanceIds: template.DBInstances ?? [],
  }));
}

/**
 * Replaces the set of global whitelist templates.
 * @throws CloudError  notFound; conflict; unsupported: a classic instance; input
 * @see ModifyGlobalSecurityIPGroupRelation, R-kvstore 2015-01-01
 */
export async function modifyGlobalSecurityGroups(api: AliyunApi, id: string, groups: readonly string[]): Promise<void> {
  await api.call(
    writes("ModifyGlobalSecurityIPGroupRelation"),
    { RegionId: api.regionId, DBClusterId: id, GlobalSecurityGroupId: groups.join(",") },
    emptyReply,
  );
}

/**
 * Sets whether clients in the VPC need the password: `Open` means that they do.
 * @throws CloudError  notFound; conflict; unsupported: ParamNotSupportedForCurrentVersion
 * @see ModifyInstanceVpcAuthMode, R-kvstore 2015-01-01
 */
export async function modifyVpcAuthMode(api: AliyunApi, id: string, mode: "Open" | "Close"): Promise<void> {
  await api.call(writes("ModifyInstanceVpcAuthMode"), { InstanceId: id, VpcAuthMode: mode }, emptyReply);
}
