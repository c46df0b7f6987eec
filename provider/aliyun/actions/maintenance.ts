import { z } from "zod";
import { writes } from "../../core/client/request";
import type { AliyunApi } from "../client";
import { describeInstanceAttribute } from "./instance";
import type { EffectiveTime } from "./size";
import { unlessDone } from "./unlessDone";

/**
 * Sets the maintenance window; both ends are required.
 * @throws CloudError  notFound; conflict; input: InvalidEndTime.Format
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
 * @throws CloudError  notFound; input: ResourceGroupNotExist
 * @see ModifyResourceGroup, R-kvstore 2015-01-01
 */
export async function modifyResourceGroup(api: AliyunApi, id: string, group: string): Promise<void> {
  const params = { RegionId: api.regionId, InstanceId: id, ResourceGroupId: group };
  await api.call(writes("ModifyResourceGroup"), params, z.object({}));
}

/**
 * Whether minor versions are installed automatically.
 * @see DescribeEngineVersion, R-kvstore 2015-01-01
 */
export async function describeAutoUpgrade(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ IsAutoUpgradeOpen: z.coerce.string().optional() });
  const reply = await api.optional("DescribeEngineVersion", { InstanceId: id }, shape, { IsAutoUpgradeOpen: "0" });
  return reply && reply.IsAutoUpgradeOpen === "1";
}

/**
 * Switches the automatic installation of minor versions on or off.
 * @throws CloudError  notFound; conflict; unsupported
 * @see ModifyDBInstanceAutoUpgrade, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function modifyAutoUpgrade(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  await api.call(writes("ModifyDBInstanceAutoUpgrade"), { DBInstanceId: id, Value: isOn ? "1" : "0" }, z.object({}));
}

/**
 * Upgrades the engine; there is no way back. The instance is `MajorVersionUpgrading` for minutes.
 * @throws CloudError  notFound; conflict; input: this class has no such version
 * @see ModifyInstanceMajorVersion, R-kvstore 2015-01-01
 */
export async function modifyMajorVersion(
  api: AliyunApi,
  id: string,
  version: string,
  effectiveTime: EffectiveTime,
): Promise<void> {
  const call = api.call(
    // Until the maintenance window a repeated call would only be told that the instance is busy.
    writes("ModifyInstanceMajorVersion", effectiveTime === "MaintainTime" ? "never" : "always"),
    { InstanceId: id, MajorVersion: version, EffectiveTime: effectiveTime },
    z.object({}),
  );
  await unlessDone(call, async () => (await describeInstanceAttribute(api, id))?.engineVersion === version);
}

/**
 * Changes engine settings; those that are not given keep their values. The instance is `Changing` meanwhile.
 * @throws CloudError  notFound; conflict; input: no such setting or value
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
 * Applies a parameter template, which sets every setting.
 * @throws CloudError  notFound; conflict; input
 * @see ModifyInstanceParameter, R-kvstore 2015-01-01
 */
export async function applyParameterGroup(api: AliyunApi, id: string, group: string): Promise<void> {
  await api.call(
    writes("ModifyInstanceParameter"),
    { RegionId: api.regionId, InstanceId: id, ParameterGroupId: group },
    z.object({}),
  );
}
