import { z } from "zod";
import { UserError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

/**
 * Moves an instance to another subnet of its VPC, where it gets a new address.
 * @throws CloudError  notFound; conflict; input
 * @see the call of terraform-provider-huaweicloud [tf]; in no SDK yet
 */
export async function switchSubnet(
  api: HuaweiApi,
  id: string,
  to: { vpcId: string | undefined; subnetId: string },
): Promise<void> {
  const body = { action: "switch", vpc_id: to.vpcId, subnet_id: to.subnetId };
  const call: HuaweiRequest = { method: "POST", path: `/instances/${pathSegment(id)}/resources/subnet`, body };
  await api.project(writes("SwitchSubnet", "never"), call, z.unknown());
}

const zonesReply = z.object({
  available_zones: z.array(
    z.object({
      code: z.string(),
      id: z.string(),
      name: z.string().nullish(),
      // Text. [sdk]
      resource_availability: z.coerce.string().nullish(),
    }),
  ),
});

export type Zone = z.infer<typeof zonesReply>["available_zones"][number];

/**
 * The zones of the region.
 * @throws CloudError
 * @see ListAvailableZones, DCS v2
 */
export async function listAvailableZones(api: HuaweiApi): Promise<Zone[]> {
  const call: HuaweiRequest = { method: "GET", path: "/available-zones" };
  return (await api.dcs(reads("ListAvailableZones"), call, zonesReply)).available_zones;
}

/**
 * Spreads a single-zone instance over several zones. Unlike all other calls, this one takes zone ids instead of codes.
 * @throws CloudError  notFound; conflict; input: DCS.4933, DCS.4042; outOfStock
 * @throws UserError   the region has no zone of a code
 * @see MigrateAz, DCS v2
 */
export async function migrateZones(api: HuaweiApi, id: string, codes: readonly string[]): Promise<void> {
  const zones = await listAvailableZones(api);
  const ids = codes.map((code) => {
    const zone = zones.find((one) => one.code === code);
    if (zone) return zone.id;
    throw new UserError(
      `there is no zone ${code} in ${api.region}; there are ${zones.map((one) => one.code).join(", ")}.`,
    );
  });
  const body = { new_available_zones: ids, execute_immediately: true };
  const call: HuaweiRequest = { method: "PUT", path: `/instances/${pathSegment(id)}/available-zones`, body };
  await api.project(writes("MigrateAz", "never"), call, z.unknown());
}

/**
 * Makes an instance public through an elastic IP (Redis 3.0) or a load balancer (later versions).
 * @throws CloudError  notFound; conflict; input
 * @see UpdatePublicIp, DCS v2
 */
export async function bindPublicIp(
  api: HuaweiApi,
  id: string,
  by: { publicip_id: string; enable_ssl: boolean } | { elb_id: string },
): Promise<void> {
  const call: HuaweiRequest = { method: "POST", path: `/instances/${pathSegment(id)}/public-ip`, body: by };
  await api.project(writes("UpdatePublicIp", "never"), call, z.unknown());
}

/**
 * Ends public access.
 * @throws CloudError  notFound; conflict
 * @see DeletePublicIp, DCS v2
 */
export async function unbindPublicIp(api: HuaweiApi, id: string): Promise<void> {
  const call: HuaweiRequest = { method: "DELETE", path: `/instances/${pathSegment(id)}/public-ip` };
  await api.project(writes("DeletePublicIp", "never"), call, z.unknown());
}
