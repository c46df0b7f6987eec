import { z } from "zod";
import { reads } from "../../core/client/request";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";

/** A password in the clear, or what KMS made of it. */
export type KmsPassword = Pick<AliyunRedisInputs, "password" | "kmsEncryptedPassword" | "kmsEncryptionContext">;

/**
 * Has a password decrypted. It is sent on at once and kept nowhere.
 * @throws CloudError  accessDenied: kms:Decrypt; other: the key is disabled, the ciphertext is damaged, or another context belongs to it
 * @see Decrypt, Kms 2016-01-20; the plaintext is the password itself, as terraform-provider-alicloud has it [tf]
 */
export async function decryptPassword(
  api: AliyunApi,
  { kmsEncryptedPassword, kmsEncryptionContext }: Partial<KmsPassword>,
): Promise<string | undefined> {
  if (kmsEncryptedPassword === undefined) return undefined;
  const context = kmsEncryptionContext && JSON.stringify(kmsEncryptionContext);
  const params = { CiphertextBlob: kmsEncryptedPassword, EncryptionContext: context };
  const { Plaintext } = await api.kms(reads("Decrypt"), params, z.object({ Plaintext: z.string().min(1) }));
  return Plaintext;
}
