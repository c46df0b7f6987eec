import type { Outputs } from "../core/resource/definition";
import type { HuaweiArgs } from "./args";
import type { HuaweiInstance } from "./instance";
import { userTags } from "./tags";

/** What the program sees of an instance besides its arguments; what the cloud does not tell is left out. */
export function outputs(observed: HuaweiInstance, args: Partial<HuaweiArgs>): Outputs {
  const {
    id,
    requestId: _requestId,
    task: _task,
    configStatus: _configStatus,
    whitelist: _whitelist,
    enableWhitelist: _enableWhitelist,
    renameCommands: _renameCommands,
    parameters: _parameters,
    bandwidthAutoscaling: _autoscaling,
    isAutoRenew: _isAutoRenew,
    instanceBackupPolicy: _policy,
    ...shown
  } = observed;
  const all = {
    ...shown,
    instanceId: id,
    tags: userTags(observed),
    connectionString: connectionString(observed, args),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `redis://`, or `rediss://` with TLS; none of Memcached. */
function connectionString(
  { engine, enableSsl, noPasswordAccess, connectionDomain, ip, port }: HuaweiInstance,
  { password }: Partial<HuaweiArgs>,
): string | undefined {
  const host = connectionDomain ?? ip?.split(",")[0];
  if (engine === "Memcached" || host === undefined || port === undefined) return undefined;
  const login = password === undefined || noPasswordAccess === true ? "" : `:${encodeURIComponent(password)}@`;
  return `${enableSsl ? "rediss" : "redis"}://${login}${host}:${port}`;
}
