import type { Spec } from "../args";
import { bear, checkQuota } from "../create";
import { readCreation } from "../creation";
import { ApiError } from "../errors";
import { addOrder, beginCreation } from "../orders";
import { backupPolicySpec, checkName } from "../rules";
import type { Operation } from "../state";

/** "loose" where seed 003's samples have a number or a boolean and its tables a text. */
const createBody: Spec = {
  name: "text!",
  engine: "text!",
  engine_version: "loose",
  capacity: "number!",
  spec_code: "text!",
  az_codes: "texts!",
  vpc_id: "text",
  subnet_id: "text",
  security_group_id: "text",
  publicip_id: "text",
  enterprise_project_id: "loose",
  enterprise_project_name: "text",
  description: "text",
  enable_ssl: "bool",
  private_ip: "text",
  instance_num: "number",
  maintain_begin: "text",
  maintain_end: "text",
  password: "text",
  no_password_access: "bool",
  bss_param: {
    is_auto_renew: "loose",
    charging_mode: "text!",
    is_auto_pay: "loose",
    period_type: "text",
    period_num: "number",
  },
  instance_backup_policy: backupPolicySpec,
  tags: [{ key: "loose!", value: "loose" }],
  access_user: "text",
  enable_publicip: "bool",
  port: "number",
  rename_commands: "map",
  template_id: "text",
  spec_param: { sharding_count: "number", replica_count: "number", cache_mode: "text" },
};

export const createInstance: Operation = {
  route: "POST /v2/{project_id}/instances",
  mutating: true,
  known:
    "[doc] seed 003: parameters, ranges, batch names; [tf] DCS.4086 for a single node, names may repeat; [guess] 4.0+ ignores a security group, and a password beside no_password_access",
  body: createBody,
  handle: (context) => {
    const { body, world, store, key } = context;
    const count = body.number("instance_num") ?? 1;
    if (!Number.isInteger(count) || count < 1 || count > 100) throw new ApiError("DCS.4062", "instance_num");
    const name = body.text("name") ?? "";
    checkName(name, count);
    const order = readCreation(context, count);
    // Setting tags while creating needs the right to tag as well. [guess]
    if (Object.keys(order.tags).length > 0 && key.deny?.includes("BatchCreateOrDeleteTags"))
      throw new ApiError("DCS.2007", "dcs:tag:modify");
    checkQuota(context, count, order.capacityGb);
    const names =
      count === 1 ? [name] : Array.from({ length: count }, (_, n) => `${name}-${String(n).padStart(3, "0")}`);
    const born = names.map((one) => bear(context, { ...order, rest: { ...order.rest, name: one } }));
    for (const instance of born) {
      if (order.isPaid) beginCreation(store, world, instance);
    }
    const ids = born.map(({ id }) => id);
    const instances = born.map(({ id, properties }) => ({ instance_id: id, instance_name: properties.name }));
    if (order.rest.charging_mode !== 1) return { content: { instances }, touched: ids };
    const made = addOrder(context, {
      kind: "create",
      instanceIds: ids,
      state: order.isPaid ? "paid" : "unpaid",
      doneAt: world.now() + world.provisionMs,
      resize: null,
    });
    for (const { properties } of born) properties.order_id = made.id;
    return { content: { order_id: made.id, instances }, touched: ids };
  },
};
