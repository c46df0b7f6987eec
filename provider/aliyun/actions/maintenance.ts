import { z } from "zod";
import { writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunApi } from "../client";
import { isMode } from "../settings";
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
    emptyReply,
  );
}

/**
 * Moves an instance to another resource group.
 * @throws CloudError  notFound; input: ResourceGroupNotExist
 * @see ModifyResourceGroup, R-kvstore 2015-01-01
 */
export async function modifyResourceGroup(api: AliyunApi, id: string, group: string): Promise<void> {
  const params = { RegionId: api.regionId, InstanceId: id, ResourceGroupId: group };
  await api.call(writes("ModifyResourceGroup"), params, emptyReply);
}

const latestVersion = "latest_version";

/** Of what is not known of an instance, nothing is said. */
export interface MinorVersion {
  readonly minorVersionAutoUpgrade?: boolean | undefined;
  /** `latest_version`, or the older one that it is. */
  readonly minorVersion?: string | undefined;
}

const minorVersionReply = z.object({
  IsAutoUpgradeOpen: z.coerce.string().optional(),
  EnableUpgradeMinorVersion: z.boolean().optional(),
  MinorVersion: z.string().optional(),
});

/**
 * The minor version, and whether newer ones are installed automatically.
 * @see DescribeEngineVersion, R-kvstore 2015-01-01
 */
export async function describeMinorVersion(api: AliyunApi, id: string): Promise<MinorVersion> {
  const off = { IsAutoUpgradeOpen: "0", EnableUpgradeMinorVersion: false, MinorVersion: undefined };
  const reply = await api.optional("DescribeEngineVersion", { InstanceId: id }, minorVersionReply, off);
  if (!reply) return {};
  const { IsAutoUpgradeOpen, EnableUpgradeMinorVersion = false, MinorVersion = "" } = reply;
  return {
    minorVersionAutoUpgrade: IsAutoUpgradeOpen === "1",
    minorVersion: EnableUpgradeMinorVersion && MinorVersion !== "" ? MinorVersion : latestVersion,
  };
}

/**
 * Upgrades to the newest minor version. The instance is `MinorVersionUpgrading` for minutes.
 * @throws CloudError  notFound; conflict; unsupported
 * @see ModifyInstanceMinorVersion, R-kvstore 2015-01-01
 */
export async function modifyMinorVersion(api: AliyunApi, id: string, effectiveTime: EffectiveTime): Promise<void> {
  const params = { InstanceId: id, Minorversion: latestVersion, EffectiveTime: effectiveTime };
  const call = api.call(
    writes("ModifyInstanceMinorVersion", effectiveTime === "MaintainTime" ? "never" : "always"),
    params,
    emptyReply,
  );
  await unlessDone(call, async () => (await describeMinorVersion(api, id)).minorVersion === latestVersion);
}

/**
 * Switches the automatic installation of minor versions on or off.
 * @throws CloudError  notFound; conflict; unsupported
 * @see ModifyDBInstanceAutoUpgrade, R-kvstore 2015-01-01; the id is called DBInstanceId here
 */
export async function modifyAutoUpgrade(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  await api.call(writes("ModifyDBInstanceAutoUpgrade"), { DBInstanceId: id, Value: isOn ? "1" : "0" }, emptyReply);
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
    emptyReply,
  );
  await unlessDone(call, async () => (await describeInstanceAttribute(api, id))?.engineVersion === version);
}

const text = z.coerce.string().optional();
const modesReply = z.object({
  ParamNoLooseSentinelEnabled: text,
  ParamNoLooseSentinelPasswordFreeAccess: text,
  ParamNoLooseSentinelPasswordFreeCommands: text,
  ParamReplMode: text,
  ParamReplTimeout: text,
  ParamSentinelCompatEnable: text,
});

/**
 * The modes of an instance, under the names by which they are set; only cloud-native instances show them. [doc]
 * @see DescribeInstanceConfig, R-kvstore 2015-01-01
 */
export async function describeModes(api: AliyunApi, id: string): Promise<Readonly<Record<string, string>>> {
  const reply = await api.optional("DescribeInstanceConfig", { InstanceId: id }, modesReply, undefined);
  const { ParamReplTimeout, ...others } = reply ?? {};
  const all = Object.entries({ ...others, ParamSemisyncReplTimeout: ParamReplTimeout });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
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
  const entries = Object.entries(config);
  const modes = Object.fromEntries(entries.filter(([name]) => isMode(name)));
  const settings = entries.filter(([name]) => !isMode(name));
  const Config = settings.length === 0 ? undefined : JSON.stringify(Object.fromEntries(settings));
  await api.call(writes("ModifyInstanceConfig"), { InstanceId: id, Config, ...modes }, emptyReply);
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
    emptyReply,
  );
}
