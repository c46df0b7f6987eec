import { z } from "zod";
import { means, UserError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiWhitelistGroup } from "../args";
import type { HuaweiApi, HuaweiRequest } from "../client";

/** Errors of a password reset that come with HTTP 200: code 3 (1 is success) [sdk]; an unchanged password [guess]. */
export function rejectedReset({ code, message, ext_message: more }: Readonly<Record<string, unknown>>) {
  if (code === undefined || String(code) === "1") return undefined;
  const text = [message, more].filter((part) => typeof part === "string" && part !== "").join(": ");
  if (/same|相同/i.test(text)) return { code: "ResetPassword.same", message: text };
  return { code: `ResetPassword.${code}`, message: text };
}

/**
 * Sets or removes the password; the old one is not needed.
 * Throws a rejection that comes with HTTP 200 like any other.
 * @throws CloudError  notFound; conflict: busy, or locked after wrong passwords; already: the same as the old one;
 *   input
 * @see ResetPassword, DCS v2
 */
export async function resetPassword(api: HuaweiApi, id: string, password: string | undefined): Promise<void> {
  const body =
    password === undefined ? { no_password_access: true } : { new_password: password, no_password_access: false };
  const call: HuaweiRequest = {
    method: "POST",
    path: `/instances/${pathSegment(id)}/password/reset`,
    body,
    rejection: rejectedReset,
  };
  await api.project(writes("ResetPassword"), call, z.object({ code: z.coerce.string() }));
}

export interface Whitelist {
  readonly enableWhitelist: boolean;
  readonly whitelist: HuaweiWhitelistGroup[];
}

const whitelistReply = z.object({
  enable_whitelist: z.union([z.boolean(), z.string()]).nullish(),
  whitelist: z.array(z.object({ group_name: z.string().nullish(), ip_list: z.array(z.string()).nullish() })).nullish(),
});

/**
 * Shows the whitelist of an instance of Redis 4.0 or later.
 * @throws CloudError  notFound; unsupported: DCS.4872, sometimes only for a while
 * @see ShowIpWhitelist, DCS v2 (the path has "instance" in the singular)
 */
export async function showWhitelist(api: HuaweiApi, id: string): Promise<Whitelist> {
  const call: HuaweiRequest = { method: "GET", path: `/instance/${pathSegment(id)}/whitelist` };
  const reply = await api.project(reads("ShowIpWhitelist"), call, whitelistReply);
  return {
    enableWhitelist: String(reply.enable_whitelist) === "true",
    whitelist: (reply.whitelist ?? []).map(({ group_name, ip_list }) => ({
      groupName: group_name ?? "",
      ipList: ip_list ?? [],
    })),
  };
}

/**
 * Replaces the whole whitelist, then reads it back, because invalid addresses have been dropped without an error.
 * @throws CloudError  notFound; conflict: busy; unsupported; input
 * @throws UserError   the cloud dropped addresses
 * @see UpdateIpWhitelist, DCS v2
 */
export async function updateWhitelist(api: HuaweiApi, id: string, wanted: Whitelist): Promise<void> {
  const body = {
    enable_whitelist: wanted.enableWhitelist,
    whitelist: wanted.whitelist.map(({ groupName, ipList }) => ({ group_name: groupName, ip_list: ipList })),
  };
  const path = `/instance/${pathSegment(id)}/whitelist`;
  await api.project(writes("UpdateIpWhitelist"), { method: "PUT", path, body }, z.unknown());
  let actual: Whitelist;
  try {
    actual = await showWhitelist(api, id);
  } catch (error) {
    if (means(error, "unsupported")) return;
    throw error;
  }
  const kept = new Set(actual.whitelist.flatMap(({ ipList }) => ipList));
  const dropped = wanted.whitelist.flatMap(({ ipList }) => ipList).filter((ip) => !kept.has(ip));
  if (dropped.length > 0) {
    throw new UserError(`the cloud accepted the whitelist but dropped ${dropped.join(", ")}, without giving a reason.`);
  }
}

/**
 * Switches TLS on or off (6.0 and later).
 * @throws CloudError  notFound; unsupported: DCS.4202; conflict: busy, or DCS.4104 right after a cluster's creation
 * @see UpdateSslSwitch, DCS v2
 */
export async function updateSsl(api: HuaweiApi, id: string, enabled: boolean): Promise<void> {
  const call: HuaweiRequest = { method: "PUT", path: `/instances/${pathSegment(id)}/ssl`, body: { enabled } };
  await api.project(writes("UpdateSslSwitch"), call, z.unknown());
}

/**
 * Switches the pass-through of clients' addresses to the engine on or off.
 * @throws CloudError  notFound; conflict; unsupported: DCS.4838; already: DCS.4846, DCS.4847
 * @see UpdateClientIpTransparentTransmission, DCS v2
 */
export async function updateClientIp(api: HuaweiApi, id: string, enabled: boolean): Promise<void> {
  const path = `/${pathSegment(id)}/client-ip-transparent-transmission`;
  const call: HuaweiRequest = { method: "PUT", path, body: { transparent_client_ip_enable: enabled } };
  await api.project(writes("UpdateClientIpTransparentTransmission"), call, z.unknown());
}

const certificateReply = z.object({ file_name: z.string().nullish(), link: z.string().min(1) });

/**
 * Where the certificate of encrypted connections can be downloaded.
 * @throws CloudError  notFound; DCS.4202: connections are not encrypted
 * @see DownloadSslCert, DCS v2
 */
export async function downloadSslCert(
  api: HuaweiApi,
  id: string,
): Promise<{ fileName: string | undefined; link: string }> {
  const call: HuaweiRequest = { method: "POST", path: `/instances/${pathSegment(id)}/ssl-certs/download` };
  const { file_name, link } = await api.project(reads("DownloadSslCert"), call, certificateReply);
  return { fileName: file_name ?? undefined, link };
}
