import { z } from "zod";
import { means } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";

const sslReply = z.object({ SSLEnabled: z.string().optional(), SSLExpiredTime: z.string().optional() });

/**
 * Whether TLS is on, and until when its certificate is valid; off where the engine does not support it
 * (IncorrectEngineVersion).
 * @see DescribeInstanceSSL, R-kvstore 2015-01-01
 */
export async function describeSsl(
  api: AliyunApi,
  id: string,
): Promise<{ ssl?: boolean | undefined; sslExpiredTime?: string | undefined }> {
  const off = { SSLEnabled: "Disable", SSLExpiredTime: undefined };
  const reply = await api.optional("DescribeInstanceSSL", { InstanceId: id }, sslReply, off);
  return { ssl: reply && reply.SSLEnabled === "Enable", sslExpiredTime: reply?.SSLExpiredTime || undefined };
}

/** What clients need to check the server of an encrypted connection. */
export interface Certificate {
  readonly isOn: boolean;
  readonly commonName: string | undefined;
  readonly downloadUrl: string | undefined;
  readonly expiredTime: string | undefined;
}

const text = z.string().optional();
const certificateReply = z.object({
  SSLEnabled: text,
  CertCommonName: text,
  CertDownloadURL: text,
  SSLExpiredTime: text,
});

/**
 * The certificate of an instance.
 * @throws CloudError  notFound; unsupported: IncorrectEngineVersion
 * @see DescribeInstanceSSL, R-kvstore 2015-01-01
 */
export async function describeCertificate(api: AliyunApi, id: string): Promise<Certificate> {
  const found = await api.call(reads("DescribeInstanceSSL"), { InstanceId: id }, certificateReply);
  return {
    isOn: found.SSLEnabled === "Enable",
    commonName: found.CertCommonName || undefined,
    downloadUrl: found.CertDownloadURL || undefined,
    expiredTime: found.SSLExpiredTime || undefined,
  };
}

/**
 * Switches TLS on or off; the instance is `SSLModifying` meanwhile. No error if it is in that state already.
 * @throws CloudError  notFound; conflict; unsupported: IncorrectEngineVersion
 * @see ModifyInstanceSSL, R-kvstore 2015-01-01
 */
export async function modifySsl(api: AliyunApi, id: string, isOn: boolean): Promise<void> {
  const params = { InstanceId: id, SSLEnabled: isOn ? "Enable" : "Disable" };
  await api.call(writes("ModifyInstanceSSL"), params, emptyReply).catch((error: unknown) => {
    if (!means(error, "already")) throw error;
  });
}

/**
 * Renews the certificate; the instance is `SSLModifying` meanwhile.
 * @throws CloudError  notFound; conflict; already: TLS is off
 * @see ModifyInstanceSSL, R-kvstore 2015-01-01
 */
export async function renewCertificate(api: AliyunApi, id: string): Promise<void> {
  await api.call(writes("ModifyInstanceSSL"), { InstanceId: id, SSLEnabled: "Update" }, emptyReply);
}

const tdeReply = z.object({ TDEStatus: z.string().optional() });

/**
 * Whether data are encrypted; false where the instance does not support it (InstanceType.NotSupport).
 * @see DescribeInstanceTDEStatus, R-kvstore 2015-01-01
 */
export async function describeTde(api: AliyunApi, id: string): Promise<boolean | undefined> {
  const reply = await api.optional("DescribeInstanceTDEStatus", { InstanceId: id }, tdeReply, {
    TDEStatus: "Disabled",
  });
  return reply && reply.TDEStatus === "Enabled";
}

/** With what data are encrypted; a key of the vendor's where none is given. */
export type Encryption = Pick<Partial<AliyunRedisInputs>, "encryptionKey" | "encryptionName" | "roleArn">;

/**
 * Switches data encryption on, permanently.
 * @throws CloudError  notFound; conflict; unsupported: InstanceType.NotSupport
 * @see ModifyInstanceTDE, R-kvstore 2015-01-01
 */
export async function enableTde(api: AliyunApi, id: string, encryption: Encryption): Promise<void> {
  const { encryptionKey: EncryptionKey, encryptionName: EncryptionName, roleArn: RoleArn } = encryption;
  const params = { InstanceId: id, TDEStatus: "Enabled", EncryptionKey, EncryptionName, RoleArn };
  await api.call(writes("ModifyInstanceTDE"), params, emptyReply);
}

const isEncryptedWithReply = z.object({ EncryptionKey: z.string().optional() });

/**
 * Are an instance's data encrypted with this key? The call is only for keys that are not the vendor's.
 * @see DescribeEncryptionKey, R-kvstore 2015-01-01
 */
export async function isEncryptedWith(api: AliyunApi, id: string, key: string): Promise<boolean> {
  const params = { InstanceId: id, EncryptionKey: key };
  const reply = await api.optional("DescribeEncryptionKey", params, isEncryptedWithReply, { EncryptionKey: undefined });
  return reply?.EncryptionKey === key;
}
