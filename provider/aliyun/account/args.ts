import type { InputsOf } from "../../core/resource/types";

/** What an account may do: read, read and write, or replicate as well (4.0, standard architecture only). */
export type AliyunAccountPrivilege = "RoleReadOnly" | "RoleReadWrite" | "RoleRepl";

/** The arguments as values. */
export interface AliyunRedisAccountInputs {
  /**
   * Region of the instance. API: the endpoint.
   * @default `aliyun:region`
   */
  regionId?: string;
  /** The instance that the account belongs to; its engine is 4.0 or later. API: `InstanceId`. */
  instanceId: string;
  /**
   * 1-100 lower-case letters, digits and `_`, starting with a letter. The default accounts, named like the instance and
   * `default`, belong to the instance: their password is the instance's `password`. API: `AccountName`.
   */
  accountName: string;
  /**
   * 8-32 characters with at least three of upper case, lower case, digits and `!@#$%^&*()_+-=`. No call shows it. Must be
   * given, here or as `kmsEncryptedPassword`. API: `AccountPassword`.
   */
  password?: string;
  /**
   * The password, encrypted by KMS: the ciphertext of Encrypt, which the provider has decrypted when it sends the password,
   * instead of `password`. Only the ciphertext is stored and compared, so there is no `connectionString`. Needs the
   * permission `kms:Decrypt`. Changed in place. Sent as `AccountPassword`. API: `CiphertextBlob` of Decrypt.
   */
  kmsEncryptedPassword?: string;
  /**
   * What `kmsEncryptedPassword` was encrypted with, like `{ app: "shop" }`. An option of the decryption; an edit alone
   * changes nothing. API: `EncryptionContext` of Decrypt.
   */
  kmsEncryptionContext?: Record<string, string>;
  /**
   * What the account may do. API: `AccountPrivilege`.
   * @default "RoleReadWrite"
   */
  privilege?: AliyunAccountPrivilege;
  /**
   * The vendor knows no other type. API: `AccountType`.
   * @default "Normal"
   */
  accountType?: "Normal";
  /**
   * 2-256 letters, Chinese characters, digits, `_` and `-`, starting with a letter or a Chinese character. The vendor keeps the
   * last one when it is removed. API: `AccountDescription`.
   */
  description?: string;
  /**
   * Takes over an account of this name that exists already: it becomes what the program says, its password too. Without it
   * such an account is an error. May stay in the program. Not sent.
   * @default false
   */
  adoptExisting?: boolean;
}

/**
 * The arguments of {@link AliyunRedisAccount}. Each can be an output of another resource.
 *
 * @interface
 */
export type AliyunRedisAccountArgs = InputsOf<AliyunRedisAccountInputs>;
