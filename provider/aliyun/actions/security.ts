import { z } from "zod";
import { reads, writes } from "../../core/call";
import type { AliyunApi } from "../api";

export interface SecurityIpGroup {
  readonly name: string;
  readonly ips: readonly string[];
}

const describeReply = z.object({
  SecurityIpGroups: z.object({
    SecurityIpGroup: z.array(z.object({ SecurityIpGroupName: z.string(), SecurityIpList: z.string().default("") })),
  }),
});

/** Groups that Alibaba Cloud's own tools put there. */
const systemGroups = new Set(["ali_dms_group", "hdm_security_ips"]);

/**
 * The IP whitelists of an instance, without those of the system.
 * @throws CloudError  gone; unsupported
 * @see DescribeSecurityIps, R-kvstore 2015-01-01
 */
export async function describeSecurityIps(api: AliyunApi, id: string): Promise<SecurityIpGroup[]> {
  const reply = await api.call(reads("DescribeSecurityIps"), { InstanceId: id }, describeReply);
  return reply.SecurityIpGroups.SecurityIpGroup.filter((group) => !systemGroups.has(group.SecurityIpGroupName)).map(
    (group) => ({
      name: group.SecurityIpGroupName,
      ips: group.SecurityIpList.split(",").filter(Boolean),
    }),
  );
}

/**
 * Replaces the addresses of one whitelist.
 * @throws CloudError  gone; input: InvalidSecurityIPs…; transient: LockTimeout
 * @see ModifySecurityIps, R-kvstore 2015-01-01
 */
export async function modifySecurityIps(
  api: AliyunApi,
  id: string,
  ips: readonly string[],
  group = "default",
): Promise<void> {
  await api.call(
    writes("ModifySecurityIps"),
    { InstanceId: id, SecurityIps: ips.join(","), SecurityIpGroupName: group, ModifyMode: "Cover" },
    z.object({}),
  );
}
