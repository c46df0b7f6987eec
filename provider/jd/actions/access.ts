import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { JdPublicAddress, JdTls } from "../args";
import type { JdApi } from "../client";
import { switchRules } from "../errors";
import { instancePath } from "./instance";

/**
 * Reads the CIDR blocks that may connect.
 * @throws CloudError  notFound
 * @see describeIpWhiteList, redis 2.7.46
 */
export async function describeIpWhiteList(api: JdApi, id: string): Promise<string[]> {
  const reply = await api.call(
    reads("describeIpWhiteList"),
    { method: "GET", path: instancePath(id, "ipWhiteList") },
    z.object({ ipWhiteList: z.array(z.string()).nullish() }),
  );
  return reply.ipWhiteList ?? [];
}

/**
 * Replaces the whole list. Effective at once.
 * @throws CloudError  notFound; input: not a CIDR block; conflict: not running
 * @see modifyIpWhiteList, redis 2.7.46
 */
export async function modifyIpWhiteList(api: JdApi, id: string, ipWhiteList: readonly string[]): Promise<void> {
  await api.call(
    writes("modifyIpWhiteList"),
    { method: "PATCH", path: instancePath(id, "ipWhiteList"), params: { ipWhiteList } },
    emptyReply,
  );
}

/**
 * Reads the CIDR blocks of the whitelists with names, without `default`.
 * @throws CloudError  notFound
 * @see describeWhiteListGroup, redis 2.7.46
 */
export async function describeWhiteListGroups(api: JdApi, id: string): Promise<Record<string, string[]>> {
  const reply = await api.call(
    reads("describeWhiteListGroup"),
    { method: "GET", path: instancePath(id, "whiteListGroup") },
    z.object({ whiteLists: z.array(z.object({ name: z.string(), ips: z.string().nullish() })).nullish() }),
  );
  const groups = (reply.whiteLists ?? []).filter(({ name }) => name !== "default");
  return Object.fromEntries(groups.map(({ name, ips }) => [name, (ips ?? "").split(",").filter((ip) => ip !== "")]));
}

/**
 * Adds a whitelist with a name. Not repeatable: the second call is rejected.
 * @throws CloudError  notFound; input; conflict: not running
 * @see addWhiteListGroup, redis 2.7.46
 */
export async function addWhiteListGroup(api: JdApi, id: string, name: string, ips: readonly string[]): Promise<void> {
  const params = { name, ips: ips.join(",") };
  const call = { method: "POST", path: instancePath(id, "whiteListGroup"), params } as const;
  await api.call(writes("addWhiteListGroup", "never"), call, emptyReply);
}

/**
 * Replaces the blocks of a whitelist with a name.
 * @throws CloudError  notFound: the instance or the group; input; conflict: not running
 * @see modifyWhiteListGroup, redis 2.7.46
 */
export async function modifyWhiteListGroup(
  api: JdApi,
  id: string,
  name: string,
  ips: readonly string[],
): Promise<void> {
  const params = { name, ips: ips.join(",") };
  const call = { method: "PUT", path: instancePath(id, "whiteListGroup"), params } as const;
  await api.call(writes("modifyWhiteListGroup"), call, emptyReply);
}

/**
 * Deletes a whitelist with a name. Not repeatable: the second call is rejected.
 * @throws CloudError  notFound: the instance or the group; conflict: not running
 * @see deleteWhiteListGroup, redis 2.7.46
 */
export async function deleteWhiteListGroup(api: JdApi, id: string, name: string): Promise<void> {
  const call = { method: "DELETE", path: instancePath(id, "whiteListGroup"), params: { name } } as const;
  await api.call(writes("deleteWhiteListGroup", "never"), call, emptyReply);
}

/**
 * Reads the disabled commands.
 * @throws CloudError  notFound
 * @see getDisableCommands, redis 2.7.46
 */
export async function getDisableCommands(api: JdApi, id: string): Promise<string[]> {
  const reply = await api.call(
    reads("getDisableCommands"),
    { method: "GET", path: instancePath(id, "disableCommands") },
    z.object({ disableCommandLists: z.array(z.object({ commandName: z.string() })).nullish() }),
  );
  return (reply.disableCommandLists ?? []).map(({ commandName }) => commandName.toLowerCase());
}

/**
 * Disables and enables the named commands; others stay as they are.
 * @throws CloudError  notFound; input: a command that cannot be disabled; conflict: not running
 * @see setDisableCommands, redis 2.7.46
 */
export async function setDisableCommands(
  api: JdApi,
  id: string,
  disableCommands: readonly { readonly commandName: string; readonly isDisable: boolean }[],
): Promise<void> {
  await api.call(
    writes("setDisableCommands"),
    { method: "POST", path: instancePath(id, "disableCommands"), params: { disableCommands } },
    emptyReply,
  );
}

const tlsReply = z.object({
  tlsStatus: z.string().nullish(),
  tlsType: z.enum(["standard", "gm"]).nullish().catch(undefined),
  tlsVersion: z.array(z.string()).nullish(),
  ca: z.string().nullish(),
  caDownloadUrl: z.string().nullish(),
});

const askTls = async (api: JdApi, id: string) => {
  const request = { method: "GET", path: instancePath(id, "tls") } as const;
  const { tlsStatus, ...reply } = await api.call(reads("describeInstanceTLS"), request, tlsReply);
  return { ...reply, tlsStatus: tlsStatus === "enable" ? "enable" : "disable" } as const;
};

/**
 * Reads whether and how connections are encrypted.
 * @throws CloudError  notFound
 * @see describeInstanceTLS, redis 2.7.46
 */
export async function describeInstanceTLS(api: JdApi, id: string): Promise<JdTls> {
  const { tlsStatus, tlsType, tlsVersion } = await askTls(api, id);
  return { tlsStatus, tlsType: tlsType ?? undefined, tlsVersion: tlsVersion ?? [] };
}

/**
 * Reads the certificate of the authority, while connections are encrypted.
 * @throws CloudError  notFound
 * @see describeInstanceTLS, redis 2.7.46
 */
export async function describeCertificate(
  api: JdApi,
  id: string,
): Promise<{ tlsStatus: "enable" | "disable"; ca: string | undefined; caDownloadUrl: string | undefined }> {
  const { tlsStatus, ca, caDownloadUrl } = await askTls(api, id);
  return { tlsStatus, ca: ca || undefined, caDownloadUrl: caDownloadUrl || undefined };
}

/**
 * Changes the encryption of connections; the instance is `configuring` for a while.
 * @throws CloudError  notFound; input; unsupported: not running, or the version has no encryption
 * @see modifyInstanceTLS, redis 2.7.46
 */
export async function modifyInstanceTLS(api: JdApi, id: string, tls: JdTls): Promise<void> {
  await api.call(
    writes("modifyInstanceTLS"),
    { method: "POST", path: instancePath(id, "tls"), params: { ...tls }, errors: switchRules },
    emptyReply,
  );
}

/**
 * Adds, changes or removes the elastic IP. Not repeated: a second allocation is always rejected.
 * @throws CloudError  notFound; unsupported: not running, or nothing to change
 * @see modifyPublicAddress, redis 2.7.46
 */
export async function modifyPublicAddress(
  api: JdApi,
  id: string,
  change: { action: "allocate" | "change" | "release" } & Partial<JdPublicAddress>,
): Promise<void> {
  await api.call(
    writes("modifyPublicAddress", "never"),
    { method: "POST", path: instancePath(id, "modifyPublicAddress"), params: { ...change }, errors: switchRules },
    emptyReply,
  );
}
