import { madePolicy } from "../creation";
import { ApiError } from "../errors";
import { isOld, status, task, vendorTime } from "../instance";
import {
  backupPolicySpec,
  checkDescription,
  checkName,
  checkPort,
  checkRenames,
  checkSecurityGroup,
  readBackupPolicy,
  readMaintenance,
} from "../rules";
import { type Context, findIdle, findInstance, noContent, type Operation, transit } from "../state";

export const updateInstance: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}",
  mutating: true,
  known:
    "[doc] fields; [tf] 204, DCS.4086; renaming restarts, a new port is a task; [guess] needs RUNNING, DCS.4872 for a security group on 4.0+; with --redis the real port stays",
  body: {
    name: "text",
    description: "text",
    port: "number",
    rename_commands: "map",
    maintain_begin: "text",
    maintain_end: "text",
    security_group_id: "text",
    instance_backup_policy: backupPolicySpec,
  },
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const p = instance.properties;
    const old = isOld(p);
    const name = body.text("name");
    if (name !== undefined) checkName(name);
    const description = body.raw("description");
    checkDescription(description);
    const port = body.number("port");
    if (port !== undefined) checkPort(port, old);
    const renames = body.map("rename_commands");
    if (renames !== undefined && old) throw new ApiError("DCS.4062", "rename_commands");
    checkRenames(renames ?? {});
    const group = body.text("security_group_id");
    if (group !== undefined && !old) throw new ApiError("DCS.4872", "security_group_id");
    if (group !== undefined) checkSecurityGroup(group);
    Object.assign(p, {
      ...(name === undefined ? {} : { name }),
      // An empty description clears it; an empty name is not given.
      ...(description === undefined ? {} : { description }),
      ...(group === undefined ? {} : { security_group_id: group }),
      ...readMaintenance(body),
      ...readBackup(context, p.cache_mode, p.instance_backup_policy),
      updated_at: vendorTime(world.now()),
    });
    const isMoved = port !== undefined && port !== p.port;
    const newPort = isMoved && world.addresses === undefined ? { port } : {};
    const shown = { name: "UpdatePort", details: { old_port: p.port, new_port: port } } as const;
    if (renames !== undefined) {
      const set = { rename_commands: renames, ...newPort };
      transit(context, instance, { status: status.restarting, set, job: "updateRenameCommandsJob" });
    } else if (isMoved) transit(context, instance, { task: task.port, set: newPort, job: "updatePortJob", shown });
    return noContent(instance);
  },
};

function readBackup(
  context: Context,
  mode: string,
  old: Parameters<typeof madePolicy>[3],
): { instance_backup_policy?: ReturnType<typeof madePolicy> } {
  const policy = readBackupPolicy(context.body.child("instance_backup_policy"), old?.policy);
  if (policy === undefined) return {};
  if (mode === "single") throw new ApiError("DCS.4086");
  return { instance_backup_policy: madePolicy(context, context.account, policy, old) };
}

export const showRenameCommands: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/rename-commands",
  mutating: false,
  known: "[tf] path and element; show does not give them",
  handle: (context) => {
    const { rename_commands } = findInstance(context).properties;
    return { content: { rename_commands } };
  },
};
