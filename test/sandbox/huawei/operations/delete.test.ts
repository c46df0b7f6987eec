import { unknownId, useFixture } from "../fixture";

const f = useFixture();
const remove = (id: string) => f.outcome("DELETE", `/instances/${id}`);

test("204, displayed for a while, then 404; the list has it with include_delete=true", async () => {
  const id = await f.createRunning();
  expect(await remove(id)).toBe("204");
  expect(f.sandbox.instances()).toEqual([]);
  expect((await f.show(id)).status).toBe("DELETING");
  f.wait();
  expect(await f.outcome("GET", `/instances/${id}`)).toBe("404 DCS.3022");
  expect((await f.get("/instances")).instances).toEqual([]);
  expect((await f.get("/instances?include_delete=true")).instances[0].status).toBe("DELETED");
});

test.each([
  [{ status: "CREATING" }, "400 DCS.4099"],
  [{ status: "ERROR" }, "204"],
  [{ status: "FROZEN" }, "204"],
  [{ task: "BACKUPING" }, "400 DCS.4096"],
])("of an instance with %j: %s", async (set, outcome) => {
  const id = await f.createRunning();
  f.drift(id, set);
  expect(await remove(id)).toBe(outcome);
});

test("a batch has a result for each instance", async () => {
  const id = await f.createRunning();
  expect((await f.call("DELETE", "/instances", { instances: [id, unknownId] })).body.results).toEqual([
    { instance: id, result: "success" },
    { instance: unknownId, result: "failed" },
  ]);
});

test("all_failure=true deletes only failed creations", async () => {
  await f.createRunning();
  f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "fail" });
  await f.createRunning({ name: "failed" });
  await f.call("DELETE", "/instances?all_failure=true");
  expect(f.sandbox.instances().map(({ name }) => name)).toEqual(["dcs-test"]);
});
