import { z } from "zod";
import { means } from "../../core/client/errors";
import { writes } from "../../core/client/request";
import type { AliyunApi } from "../client";

/**
 * Whether connections may be encrypted; not where the engine cannot (IncorrectEngineVersion).
 * @see DescribeInstanceSSL, R-kvstore 2015-01-01
 */
export async function describeSsl(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ SSLEnabled: z.string().optional() });
  const reply = await api.optional("DescribeInstanceSSL", { InstanceId: id }, shape, { SSLEnabled: "Disable" });
  return reply && reply.SSLEnabled === "Enable";
}

/**
 * Switches encrypted connections on or off; the instance is `SSLModifying` meanwhile. Already so is done.
 * @throws CloudError  gone; conflict; unsupported: IncorrectEngineVersion
 * @see ModifyInstanceSSL, R-kvstore 2015-01-01
 */
export async function modifySsl(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  const params = { InstanceId: id, SSLEnabled: isOn ? "Enable" : "Disable" };
  await api.call(writes("ModifyInstanceSSL"), params, z.object({})).catch((error: unknown) => {
    if (!means(error, "already")) throw error;
  });
}

/**
 * Whether the data are encrypted; not where the instance cannot (InstanceType.NotSupport).
 * @see DescribeInstanceTDEStatus, R-kvstore 2015-01-01
 */
export async function describeTde(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ TDEStatus: z.string().optional() });
  const reply = await api.optional("DescribeInstanceTDEStatus", { InstanceId: id }, shape, { TDEStatus: "Disabled" });
  return reply && reply.TDEStatus === "Enabled";
}

/**
 * Has the data encrypted, for ever, with a key of the vendor's.
 * @throws CloudError  gone; conflict; unsupported: InstanceType.NotSupport
 * @see ModifyInstanceTDE, R-kvstore 2015-01-01
 */
export async function enableTde(api: AliyunApi, id: string): Promise<void> {
  await api.call(writes("ModifyInstanceTDE"), { InstanceId: id, TDEStatus: "Enabled" }, z.object({}));
}
