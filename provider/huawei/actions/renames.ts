import { z } from "zod";
import { reads } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

const reply = z.object({ rename_commands: z.record(z.string(), z.string().nullable()).nullish() });

/**
 * Shows the new names of renamed commands, which ShowInstance does not return.
 * @throws CloudError  notFound; unsupported
 * @see ShowRenameCommands, DCS v2
 */
export async function showRenameCommands(api: HuaweiApi, id: string): Promise<Record<string, string>> {
  const call: HuaweiRequest = { method: "GET", path: `/instances/${pathSegment(id)}/rename-commands` };
  const { rename_commands } = await api.project(reads("ShowRenameCommands"), call, reply);
  return Object.fromEntries(
    Object.entries(rename_commands ?? {}).flatMap(([command, name]) => (name ? [[command.toLowerCase(), name]] : [])),
  );
}
