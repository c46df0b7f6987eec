import { connectionString } from "../../core/resource/connectionString";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { HuaweiDcsAccountInputs } from "./args";
import type { HuaweiAccount } from "./observe";

/** The outputs of a `HuaweiDcsAccount` besides its arguments. */
export interface HuaweiDcsAccountOutputs {
  /** The vendor's id of the account. API: `account_id`. */
  readonly accountId: string;
  /** Status in the vendor's words, `AVAILABLE` when ready. API: `status`. */
  readonly status: string;
  /** Host name of the instance inside the VPC. API: `domain_name`. */
  readonly connectionDomain: string | undefined;
  /** Port of the instance. API: `port`. */
  readonly port: number | undefined;
  /**
   * `redis://:accountName%3Apassword@domain:port`, or `rediss://` with TLS: to the vendor's servers the password of such an
   * account is `name:password`, with any client. A secret. Absent where the password is not known, as after `get`. Composed by
   * the provider when the account is created, changed or refreshed.
   */
  readonly connectionString: string | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface HuaweiDcsAccountState extends ArgumentOutputs<HuaweiDcsAccountInputs>, HuaweiDcsAccountOutputs {
  readonly region: string;
}

/** @internal */
export const huaweiDcsAccountOutputs: OutputTable<HuaweiDcsAccountOutputs> = {
  accountId: "plain",
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
  { accountId, status, accountName, connectionDomain, ip, port, enableSsl }: HuaweiAccount,
  { password }: Partial<HuaweiDcsAccountInputs>,
): ObservedOutputs<HuaweiDcsAccountOutputs> {
  const host = connectionDomain ?? ip?.split(",")[0];
  // [doc] page "Configuring DCS Redis ACL Users": an account connects with the password {username:password}.
  const login = password === undefined ? undefined : `${accountName}:${password}`;
  const scheme = enableSsl === true ? "rediss" : "redis";
  return {
    accountId,
    status,
    connectionDomain,
    port,
    connectionString: login && connectionString({ scheme, password: login, host, port }),
  };
}
