import { z } from "zod";
import { UserError } from "../../core/client/errors";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

export interface Parameter {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly needsRestart: boolean;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const configsReply = z.object({
  config_status: z.string().nullish(),
  redis_config: z
    .array(
      z.object({
        param_id: text,
        param_name: text,
        param_value: text.nullish(),
        need_restart: z.union([z.boolean(), z.string()]).nullish(),
      }),
    )
    .nullish(),
});

/**
 * Lists the engine's settings, and tells whether a change of them is still being applied.
 * @throws CloudError  notFound; unsupported
 * @see ListConfigurations, DCS v2
 */
export async function listParameters(
  api: HuaweiApi,
  id: string,
): Promise<{ status: string | undefined; parameters: Parameter[] }> {
  const call: HuaweiRequest = { method: "GET", path: `/instances/${pathSegment(id)}/configs` };
  const { config_status, redis_config } = await api.project(reads("ListConfigurations"), call, configsReply);
  const parameters = (redis_config ?? []).map((one) => ({
    id: one.param_id,
    name: one.param_name,
    value: one.param_value ?? "",
    needsRestart: String(one.need_restart) === "true",
  }));
  return { status: config_status ?? undefined, parameters };
}

/**
 * Sets parameters by name; looks up their ids.
 * @returns the names of those that take effect only after a restart
 * @throws CloudError  notFound; conflict: busy; input: DCS.4066, a value out of range
 * @throws UserError   the instance has no parameter of a name
 * @see UpdateConfigurations, DCS v2
 */
export async function updateParameters(
  api: HuaweiApi,
  id: string,
  wanted: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { parameters: known } = await listParameters(api, id);
  const unknown = Object.keys(wanted).filter((name) => !known.some((one) => one.name === name));
  if (unknown.length > 0) {
    const names = known.map(({ name }) => name).join(", ");
    throw new UserError(`parameters: this instance has no ${unknown.join(", ")}. It has ${names}.`);
  }
  const changed = known.filter(({ name, value }) => wanted[name] !== undefined && wanted[name] !== value);
  if (changed.length === 0) return [];
  const redis_config = changed.map((one) => ({
    param_id: one.id,
    param_name: one.name,
    param_value: wanted[one.name],
  }));
  const call: HuaweiRequest = { method: "PUT", path: `/instances/${pathSegment(id)}/configs`, body: { redis_config } };
  await api.project(writes("UpdateConfigurations"), call, z.unknown());
  return changed.filter(({ needsRestart }) => needsRestart).map(({ name }) => name);
}
