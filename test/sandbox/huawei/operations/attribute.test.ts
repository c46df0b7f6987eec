import { type Body, ha, memcached, redis3, single, useFixture, weekly } from "../fixture";

const f = useFixture();
const update = (id: string, body: Body) => f.outcome("PUT", `/instances/${id}`, body);

test("name, description and window change at once, with 204; an empty description clears the old one", async () => {
  const id = await f.createRunning(ha);
  const body = { name: "other", description: "x", maintain_begin: "22:00:00", maintain_end: "23:00:00" };
  expect(await update(id, body)).toBe("204");
  expect(await f.show(id)).toMatchObject({ ...body, task: null });
  await update(id, { description: "" });
  expect(await f.show(id)).toMatchObject({ ...body, description: "" });
});

test("a new port is a task with a name of its own", async () => {
  const id = await f.createRunning();
  await update(id, { port: 7000 });
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: "UPDATING_PORT", port: 6379 });
  f.wait();
  expect(await f.show(id)).toMatchObject({ task: null, port: 7000 });
  expect(await f.get(`/instances/${id}/tasks`)).toMatchObject({
    task_count: "1",
    tasks: [{ name: "UpdatePort", status: "SUCCESS", details: { old_port: 6379, new_port: 7000 } }],
  });
});

test("renamed commands restart; only their own call shows them", async () => {
  const id = await f.createRunning();
  await update(id, { rename_commands: { keys: "keys001" } });
  expect((await f.show(id)).status).toBe("RESTARTING");
  f.wait();
  expect((await f.show(id)).rename_commands).toBeUndefined();
  expect((await f.get(`/instances/${id}/rename-commands`)).rename_commands).toEqual({ keys: "keys001" });
});

test("a backup policy that becomes manual keeps the plan", async () => {
  const id = await f.createRunning({ ...ha, instance_backup_policy: weekly });
  await update(id, { instance_backup_policy: { backup_type: "manual" } });
  expect((await f.show(id)).instance_backup_policy.policy).toEqual({ ...weekly, backup_type: "manual" });
});

test.each<[string, Body, Body, string]>([
  ["a backup policy on a single node", single, { instance_backup_policy: { backup_type: "manual" } }, "DCS.4086"],
  ["a description of 1025 characters", single, { description: "x".repeat(1025) }, "DCS.4011"],
  ["a security group on 5.0", single, { security_group_id: "abcd" }, "DCS.4872"],
  ["port 65536", single, { port: 65_536 }, "DCS.4062"],
  ["a port on 3.0", redis3, { port: 7000 }, "DCS.4062"],
  ["renamed commands on Memcached", memcached, { rename_commands: { keys: "keys001" } }, "DCS.4062"],
  ["an unknown field", single, { nmae: "x" }, "Sandbox.UnknownParameter"],
  ["a number for a text", single, { name: 5 }, "DCS.4005"],
])("%s is rejected", async (_name, order, body, code) => {
  expect(await update(await f.createRunning(order), body)).toBe(`400 ${code}`);
});
