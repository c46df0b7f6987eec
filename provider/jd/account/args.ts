import type { InputsOf } from "../../core/resource/types";

/** What an account may do: read, or read and write. */
export type JdAccountPrivilege = "RoleReadOnly" | "RoleReadWrite";

/** The arguments as values. */
export interface JdRedisAccountInputs {
  /**
   * Region of the instance. API: `regionId`.
   * @default `jd:region`
   */
  regionId?: string;
  /** The instance that the account belongs to. Not every version and type has accounts. API: `cacheInstanceId`. */
  instanceId: string;
  /**
   * No rule for names is published; letters, digits and `_`, a letter first, are safe. The account `default` belongs to the
   * instance: its password is the instance's `password`. API: `accountName`.
   */
  accountName: string;
  /**
   * No rule is published; what an instance's password may be is safe: 8 to 16 letters and digits, with at least one upper-case
   * letter, one lower-case letter and one digit. No call shows it. API: `accountPassword`.
   */
  password: string;
  /**
   * What the account may do. API: `accountPrivilege`.
   * @default "RoleReadWrite"
   */
  privilege?: JdAccountPrivilege;
  /**
   * A note for people. API: `accountDescription`.
   * @default ""
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
 * The arguments of {@link JdRedisAccount}. Each can be an output of another resource.
 *
 * @interface
 */
export type JdRedisAccountArgs = InputsOf<JdRedisAccountInputs>;
