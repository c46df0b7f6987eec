import { z } from "zod";
import { means } from "../../core/client/errors";
import { writes } from "../../core/client/request";
import type { AliyunApi } from "../client";

/**
 * Whether TLS is on; false where the engine does not support it (IncorrectEngineVersion).
 * @see DescribeInstanceSSL, R-kvstore 2015-01-01
 */
export async function describeSsl(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ SSLEnabled: z.string().optional() });
  const reply = await api.optional("DescribeInstanceSSL", { InstanceId: id }, shape, { SSLEnabled: "Disable" });
  return reply && reply.SSLEnabled === "Enable";
}

/**
 * Switches TLS on or off; the instance is `SSLModifying` meanwhile. No error if it is in that state already.
 * @throws CloudError  notFound; conflict; unsupported: IncorrectEngineVersion
 * @see ModifyInstanceSSL, R-kvstore 2015-01-01
 */
export async function modifySsl(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  const params = { InstanceId: id, SSLEnabled: isOn ? "Enable" : "Disable" };
  await api.call(writes("ModifyInstanceSSL"), params, z.object({})).catch((error: unknown) => {
    if (!means(error, "already")) throw error;
  });
}

/**
 * Whether data are encrypted; false where the instance does not support it (InstanceType.NotSupport).
 * @see DescribeInstanceTDEStatus, R-kvstore 2015-01-01
 */
export async function describeTde(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const shape = z.object({ TDEStatus: z.string().optional() });
  const reply = await api.optional("DescribeInstanceTDEStatus", { InstanceId: id }, shape, { TDEStatus: "Disabled" });
  return reply && reply.TDEStatus === "Enabled";
}

/**
 * Switches data encryption on, permanently, with a key of the vendor's.
 * @throws CloudError  notFound; conflict; unsupported: InstanceType.NotSupport
 * @see ModifyInstanceTDE, R-kvstore 2015-01-01
 */
export async function enableTde(api: AliyunApi, id: string): Promise<void> {
  await api.call(writes("ModifyInstanceTDE"), { InstanceId: id, TDEStatus: "Enabled" }, z.object({}));
}
