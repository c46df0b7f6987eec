import type { InputsOf } from "../../core/resource/types";

/** What an account may do: read, or read and write. */
export type HuaweiAccountRole = "read" | "write";

/** The arguments as values. */
export interface HuaweiDcsAccountInputs {
  /**
   * Region of the instance. API: the endpoint.
   * @default `huawei:region`
   */
  region?: string;
  /**
   * The instance that the account belongs to: Redis 4.0 or 5.0, and 6.0 where Huawei Cloud's support has enabled accounts. The
   * vendor creates none on a single-node or master/standby instance whose own password has a colon; on an instance without
   * a password they exist but cannot connect. API: `instance_id`.
   */
  instanceId: string;
  /**
   * 1-64 letters, digits, `_` and `-`, starting with a letter. The account `default` belongs to the instance: its password is
   * the instance's `password`. API: `account_name`.
   */
  accountName: string;
  /**
   * 8-64 characters with at least three of upper case, lower case, digits and special characters: those of ASCII without
   * `:`, `;`, `[` and `]`. Neither the account's name nor its reverse. No call shows it. API: `account_password`.
   */
  password: string;
  /** What the account may do: `read`, or `write`, which reads too. API: `account_role`. */
  role: HuaweiAccountRole;
  /** Up to 1024 characters. API: `description`. */
  description?: string;
  /**
   * Takes over an account of this name that exists already: it becomes what the program says, its password too. Without it
   * such an account is an error. May stay in the program. Not sent.
   * @default false
   */
  adoptExisting?: boolean;
}

/**
 * The arguments of {@link HuaweiDcsAccount}. Each can be an output of another resource.
 *
 * @interface
 */
export type HuaweiDcsAccountArgs = InputsOf<HuaweiDcsAccountInputs>;
