import { numberedTags, tags, useFixture } from "../fixture";

const f = useFixture();
const act = (id: string, action: string, list: readonly object[]) =>
  f.outcome("POST", `/dcs/${id}/tags/action`, { action, tags: list });

test("create adds and overwrites, delete removes, both with 204", async () => {
  const id = await f.createRunning({ tags: tags({ a: "1", b: "2" }) });
  expect(await act(id, "create", tags({ b: "3", c: "" }))).toBe("204");
  expect((await f.get(`/instances/${id}/tags`)).tags).toEqual(tags({ a: "1", b: "3", c: "" }));
  expect(await act(id, "delete", [{ key: "a" }, { key: "unknown" }])).toBe("204");
  expect((await f.show(id)).tags).toEqual(tags({ b: "3", c: "" }));
});

test("of the tenant are listed with all values", async () => {
  await f.create({ tags: tags({ env: "a" }) });
  await f.create({ tags: tags({ env: "b" }) });
  expect(await f.get("/dcs/tags")).toEqual({ tags: [{ key: "env", values: ["a", "b"] }] });
});

test.each([
  ["a 21st tag", "create", tags({ k20: "" })],
  ["another action", "replace", tags({ k: "" })],
  ["a tag to create without a value", "create", [{ key: "k0" }]],
  ["no tags", "delete", []],
  ["to set a tag of the system", "create", tags({ _sys_a: "" })],
  ["to remove a tag of the system", "delete", [{ key: "_sys_a" }]],
])("reject %s", async (_name, action, list) => {
  const id = await f.createRunning({ tags: numberedTags(20) });
  expect(await act(id, action, list)).toBe("400 DCS.4062");
});

test("cannot change while the instance is created, and can be removed from a failed one", async () => {
  const { body } = await f.create({ tags: tags({ a: "1" }) });
  const id = body.instances[0].instance_id;
  expect(await act(id, "delete", [{ key: "a" }])).toBe("400 DCS.4118");
  f.drift(id, { status: "CREATEFAILED" });
  expect(await act(id, "delete", [{ key: "a" }])).toBe("204");
});
