import { ha, unknownId, useFixture } from "../fixture";

const f = useFixture();

const pathOf = (id: string) => `/instances/${id}/backups`;
const listed = async (id: string, query = "") => (await f.get(`${pathOf(id)}${query}`)).backup_record_response;

test("a backup is backuping, then succeed, and the instance is busy meanwhile", async () => {
  const id = await f.createRunning(ha);
  const { status, body } = await f.call("POST", pathOf(id), { remark: "weekly", backup_format: "aof" });
  expect(status).toBe(200);
  const { backup_id } = body;
  expect(await listed(id)).toMatchObject([{ backup_id, status: "backuping", is_support_restore: "FALSE" }]);
  expect(await f.outcome("POST", pathOf(id), {})).toBe("400 DCS.4096");
  f.wait();
  expect(await listed(id)).toMatchObject([
    {
      ...{ backup_id, instance_id: id, backup_type: "manual", backup_format: "aof", remark: "weekly" },
      ...{ status: "succeed", is_support_restore: "TRUE", size: 1024 },
    },
  ]);
});

test("the body may be left out, and the format is rdb then; a single node has no backups", async () => {
  const id = await f.createRunning(ha);
  expect(await f.outcome("POST", pathOf(id))).toBe("200");
  expect(await listed(id)).toMatchObject([{ backup_format: "rdb", remark: "" }]);
  expect(await f.outcome("POST", pathOf(await f.createRunning()))).toBe("400 DCS.4086");
});

test("the list has pages and a time", async () => {
  const id = await f.createRunning(ha);
  for (let made = 0; made < 3; made++) {
    await f.call("POST", pathOf(id), {});
    f.wait();
  }
  const { total_num } = await f.get(pathOf(id));
  expect(total_num).toBe(3);
  expect(await listed(id, "?limit=2&offset=2")).toHaveLength(1);
  expect(await listed(id, "?end_time=20200101000000")).toEqual([]);
  expect(await listed(id, "?begin_time=20200101000000")).toHaveLength(3);
  expect(await f.outcome("GET", `${pathOf(id)}?begin_time=yesterday`)).toMatch(/^400/);
});

test("a deleted one is gone; one that does not exist has a code of its own", async () => {
  const id = await f.createRunning(ha);
  const { backup_id } = (await f.call("POST", pathOf(id), {})).body;
  f.wait();
  expect(await f.outcome("DELETE", `${pathOf(id)}/${backup_id}`)).toBe("204");
  expect(await listed(id)).toEqual([]);
  expect(await f.outcome("DELETE", `${pathOf(id)}/${backup_id}`)).toBe("400 DCS.4031");
  expect(await f.outcome("GET", pathOf(unknownId))).toBe("404 DCS.3022");
});
