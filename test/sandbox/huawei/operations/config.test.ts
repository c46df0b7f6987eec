import { useFixture } from "../fixture";

const f = useFixture();
const put = (id: string, row: object) => f.outcome("PUT", `/instances/${id}/configs`, { redis_config: [row] });
const timeout = { param_id: "1", param_name: "timeout", param_value: "101" };
const read = async (id: string, name: string) =>
  (await f.get(`/instances/${id}/configs`)).redis_config.find((one: { param_name: string }) => one.param_name === name);

test("parameters are UPDATING for a while, then have the new value, all as text", async () => {
  const id = await f.createRunning();
  expect(await put(id, timeout)).toBe("204");
  expect((await f.get(`/instances/${id}/configs`)).config_status).toBe("UPDATING");
  expect((await f.show(id)).task).toBe("CONFIGURING");
  f.wait();
  expect(await read(id, "timeout")).toEqual({
    ...timeout,
    default_value: "0",
    value_type: "Interger",
    value_range: "0-7200",
    description: "timeout",
    need_restart: false,
  });
});

test("a parameter that needs a restart says so and waits for it", async () => {
  const id = await f.createRunning();
  await put(id, { param_id: "10", param_name: "maxclients", param_value: "20000" });
  f.wait();
  const pending = () => f.sandbox.instances()[0]?.properties.restart_pending;
  expect(await read(id, "maxclients")).toMatchObject({ need_restart: true, param_value: "20000" });
  expect(pending()).toEqual(["maxclients"]);
  await f.call("PUT", "/instances/status", { instances: [id], action: "restart" });
  f.wait();
  expect(pending()).toEqual([]);
});

test("the asynchronous call has a job", async () => {
  const id = await f.createRunning();
  const { body } = await f.call("PUT", `/instances/${id}/async-configs`, { redis_config: [timeout] });
  expect(await f.get(`/jobs/${body.job_id}`)).toMatchObject({ status: "RUNNING", fail_reason: null });
  f.wait();
  expect(await f.get(`/jobs/${body.job_id}`)).toMatchObject({ status: "SUCCESS" });
});

test.each([
  ["a value out of range", { ...timeout, param_value: "7201" }],
  ["an unknown id", { ...timeout, param_id: "999" }],
  ["a name that does not match the id", { ...timeout, param_name: "hz" }],
  ["no id", { param_name: "timeout", param_value: "1" }],
])("%s is rejected", async (_name, row) => {
  expect(await put(await f.createRunning(), row)).toBe("400 DCS.4066");
});
