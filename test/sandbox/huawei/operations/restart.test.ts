import { redis3, useFixture } from "../fixture";

const f = useFixture();
const act = (instances: string[], action: string) => f.call("PUT", "/instances/status", { instances, action });

test.each([
  ["restart", "RESTARTING"],
  ["soft_restart", "RESTARTING"],
  ["flush", "FLUSHING"],
])("%s is %s for a while", async (action, during) => {
  const id = await f.createRunning();
  expect((await act([id], action)).body.results).toEqual([{ instance: id, result: "success" }]);
  expect((await f.show(id)).status).toBe(during);
  f.wait();
  expect((await f.show(id)).status).toBe("RUNNING");
});

test("the result is failed, with 200, for 3.0 that is to be flushed and for a busy instance", async () => {
  const old = await f.createRunning(redis3);
  const { body } = await f.create();
  const results = [{ result: "failed" }, { result: "failed" }];
  const answer = await act([old, body.instances[0].instance_id], "flush");
  expect(answer).toMatchObject({ status: 200, body: { results } });
  expect((await act([old], "restart")).body.results).toMatchObject([{ result: "success" }]);
});

test("nodes stop and start by a restart; unknown nodes and actions are rejected", async () => {
  const id = await f.createRunning();
  const { group_list } = await f.get(`/instance/${id}/groups`);
  const node = group_list[0].replication_list[0].node_id;
  const put = (action: string, ...node_ids: string[]) =>
    f.outcome("PUT", `/instances/${id}/nodes/status`, { action, node_ids });
  expect(await put("pause", node)).toBe("400 DCS.4062");
  expect(await put("", node)).toBe("400 DCS.4062");
  expect(await put("stop", "x")).toBe("400 DCS.3053");
  expect(await put("stop", node)).toBe("200");
  expect((await f.show(id)).status).toBe("RESTARTING");
});
