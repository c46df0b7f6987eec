import { connectionString } from "../../core/resource/connectionString";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { JdRedisAccountInputs } from "./args";
import type { JdAccount } from "./observe";

/** The outputs of a `JdRedisAccount` besides its arguments. */
export interface JdRedisAccountOutputs {
  /** Status of the instance, `running` when ready; an account has none of its own. API: `cacheInstanceStatus`. */
  readonly status: string;
  /** Host name inside the VPC. API: `connectionDomain`. */
  readonly connectionDomain: string | undefined;
  /** Port of the instance. API: `port`. */
  readonly port: number | undefined;
  /**
   * `redis://accountName:password@domain:port`, the usual form for a user with a name; JD Cloud publishes none. For an
   * instance with `tls`, write `rediss:` instead. A secret. Absent where the password is not known, as after `get`.
   * Composed by the provider when the account is created, changed or refreshed.
   */
  readonly connectionString: string | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface JdRedisAccountState extends ArgumentOutputs<JdRedisAccountInputs>, JdRedisAccountOutputs {
  readonly regionId: string;
  readonly privilege: NonNullable<JdRedisAccountInputs["privilege"]>;
}

/** @internal */
export const jdRedisAccountOutputs: OutputTable<JdRedisAccountOutputs> = {
  status: "plain",
  connectionDomain: "plain",
  port: "plain",
  connectionString: "secret",
};

/**
 * The outputs of an observed account.
 * @internal
 */
export function outputs(
  { status, accountName, connectionDomain, port }: JdAccount,
  { password }: Partial<JdRedisAccountInputs>,
): ObservedOutputs<JdRedisAccountOutputs> {
  const target = { scheme: "redis", user: accountName, password, host: connectionDomain, port };
  return {
    status,
    connectionDomain,
    port,
    connectionString: password === undefined ? undefined : connectionString(target),
  };
}
