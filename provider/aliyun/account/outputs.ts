import { connectionString } from "../../core/resource/connectionString";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { AliyunRedisAccountInputs } from "./args";
import type { AliyunAccount } from "./observe";

/** The outputs of an `AliyunRedisAccount` besides its arguments. */
export interface AliyunRedisAccountOutputs {
  /** Status in the vendor's words, `Available` when ready. API: `AccountStatus`. */
  readonly status: string;
  /** Host name of the instance within its network. API: `ConnectionDomain`. */
  readonly connectionDomain: string | undefined;
  /** Port of the instance. API: `Port`. */
  readonly port: number | undefined;
  /**
   * `redis://:accountName%3Apassword@domain:port`: to the vendor's servers the password of such an account is `name:password`,
   * with any client and version. A secret. Absent where the password is not known, as after `get`. Composed by the provider
   * when the account is created, changed or refreshed.
   */
  readonly connectionString: string | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface AliyunRedisAccountState extends ArgumentOutputs<AliyunRedisAccountInputs>, AliyunRedisAccountOutputs {
  readonly regionId: string;
  readonly privilege: NonNullable<AliyunRedisAccountInputs["privilege"]>;
}

/** @internal */
export const aliyunRedisAccountOutputs: OutputTable<AliyunRedisAccountOutputs> = {
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
  { status, accountName, connectionDomain, port }: AliyunAccount,
  { password }: Partial<AliyunRedisAccountInputs>,
): ObservedOutputs<AliyunRedisAccountOutputs> {
  // [doc] page "Log on": a custom account's password is `<user>:<password>`, in every client and version.
  const login = password === undefined ? undefined : `${accountName}:${password}`;
  return {
    status,
    connectionDomain,
    port,
    connectionString: login && connectionString({ scheme: "redis", password: login, host: connectionDomain, port }),
  };
}
