import { ApiError, invalid } from "../errors";
import { type HuaweiInstance, isOld, status, task, vendorTime } from "../instance";
import { checkName, checkSecurityGroup, readBackupPolicy, readMaintenance, readPort, readRenames } from "../rules";
import { type Context, findIdle, findInstance, noContent, type Operation, transit } from "../state";

export const updateInstance: Operation = {
  mutating: true,
  known:
    "[doc] fields; [tf] 204, DCS.4086; renaming restarts, a new port is a task; [guess] needs RUNNING, DCS.4872 for a security group on 4.0+; with --redis the real port stays",
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const p = instance.properties;
    const old = isOld(p);
    const name = body.text("name");
    if (name !== undefined) checkName(name);
    const port = readPort(body, old);
    const renames = readRenames(body);
    if (renames !== undefined && old) throw invalid("rename_commands");
    const group = body.text("security_group_id");
    if (group !== undefined && !old) throw new ApiError("DCS.4872", "security_group_id");
    if (group !== undefined) checkSecurityGroup(group);
    const given = {
      name,
      // An empty description clears it, an empty name does not.
      description: body.raw("description"),
      security_group_id: group,
      ...readMaintenance(body),
      instance_backup_policy: readBackupPolicy(context, p.cache_mode, p.instance_backup_policy),
    };
    const changed = Object.entries(given).filter(([, value]) => value !== undefined);
    Object.assign(p, Object.fromEntries(changed), { updated_at: vendorTime(world.now()) });
    changePortAndRenames(context, instance, port, renames);
    return noContent(instance);
  },
};

function changePortAndRenames(
  context: Context,
  instance: HuaweiInstance,
  port: number | undefined,
  rename_commands: Record<string, string> | undefined,
): void {
  const old_port = instance.properties.port;
  const isNewPort = port !== undefined && port !== old_port;
  const newPort = isNewPort && context.world.addresses === undefined ? { port } : {};
  if (rename_commands !== undefined) {
    const set = { rename_commands, ...newPort };
    transit(context, instance, { during: { status: status.restarting }, set, job: "updateRenameCommandsJob" });
  } else if (isNewPort) {
    const listed = { name: "UpdatePort", details: { old_port, new_port: port } } as const;
    transit(context, instance, { during: { task: task.port }, set: newPort, job: "updatePortJob", listed });
  }
}

export const showRenameCommands: Operation = {
  mutating: false,
  known: "[tf] path and element; show does not have them",
  handle: (context) => {
    const { rename_commands } = findInstance(context).properties;
    return { content: { rename_commands } };
  },
};
