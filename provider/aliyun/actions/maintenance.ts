import { z } from "zod";
import { writes } from "../../core/client/request";
import type { AliyunApi } from "../client";
import { unlessDone } from "./done";
import { describeInstanceAttribute } from "./instance";

/**
 * Sets the maintenance window; both ends are needed.
 * @throws CloudError  gone; conflict; input: InvalidEndTime.Format
 * @see ModifyInstanceMaintainTime, R-kvstore 2015-01-01
 */
export async function modifyMaintainTime(
  api: AliyunApi,
  id: string,
  window: { start: string | undefined; end: string | undefined },
): Promise<void> {
  await api.call(
    writes("ModifyInstanceMaintainTime"),
    { InstanceId: id, MaintainStartTime: window.start, MaintainEndTime: window.end },
    z.object({}),
  );
}

/**
 * Moves an instance to another resource group.
 * @throws CloudError  gone; input: ResourceGroupNotExist
 * @see ModifyResourceGroup, R-kvstore 2015-01-01
 */
export async function modifyResourceGroup(api: AliyunApi, id: string, group: string): Promise<void> {
  const params = { RegionId: api.regionId, InstanceId: id, ResourceGroupId: group };
  await api.call(writes("ModifyResourceGroup"), params, z.object({}));
}

/**
 * Whether minor versions come by themselves.
 * @see DescribeEngineVersion, R-kvstore 2015-01-01
 */
export async function describeAutoUpgrade(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ IsAutoUpgradeOpen: z.coerce.string().optional() });
  const reply = await api.optional("DescribeEngineVersion", { InstanceId: id }, shape, { IsAutoUpgradeOpen: "0" });
  return reply && reply.IsAutoUpgradeOpen === "1";
}

/**
 * Has minor versions come by themselves, or not.
 * @throws CloudError  gone; conflict; unsupported
 * @see ModifyDBInstanceAutoUpgrade, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function modifyAutoUpgrade(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  await api.call(writes("ModifyDBInstanceAutoUpgrade"), { DBInstanceId: id, Value: isOn ? "1" : "0" }, z.object({}));
}

/**
 * Upgrades the engine; there is no way back. The instance is `MajorVersionUpgrading` for minutes.
 * @throws CloudError  gone; conflict; input: no such version for this class
 * @see ModifyInstanceMajorVersion, R-kvstore 2015-01-01
 */
export async function modifyMajorVersion(api: AliyunApi, id: string, version: string): Promise<void> {
  const call = api.call(
    writes("ModifyInstanceMajorVersion"),
    { InstanceId: id, MajorVersion: version, EffectiveTime: "Immediately" },
    z.object({}),
  );
  await unlessDone(call, async () => (await describeInstanceAttribute(api, id))?.engineVersion === version);
}

/**
 * Changes settings of the engine; those that are not given keep their values. The instance is `Changing` meanwhile.
 * @throws CloudError  gone; conflict; input: a setting or value that does not exist
 * @see ModifyInstanceConfig, R-kvstore 2015-01-01
 */
export async function modifyConfig(
  api: AliyunApi,
  id: string,
  config: Readonly<Record<string, string>>,
): Promise<void> {
  await api.call(writes("ModifyInstanceConfig"), { InstanceId: id, Config: JSON.stringify(config) }, z.object({}));
}

/**
 * Takes over the settings of a parameter template.
 * @throws CloudError  gone; conflict; input
 * @see ModifyInstanceParameter, R-kvstore 2015-01-01
 */
export async function applyParameterGroup(api: AliyunApi, id: string, group: string): Promise<void> {
  await api.call(
    writes("ModifyInstanceParameter"),
    { RegionId: api.regionId, InstanceId: id, ParameterGroupId: group },
    z.object({}),
  );
}
