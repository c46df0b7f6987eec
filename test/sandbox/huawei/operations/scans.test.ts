import { useFixture } from "../fixture";

const f = useFixture();
const keyScan = { enable_auto_scan: true, schedule_at: ["03:00"] };

test("the scan for big keys is read and written", async () => {
  const path = `/instances/${await f.createRunning()}/bigkey/autoscan`;
  expect(await f.outcome("PUT", path, keyScan)).toBe("200");
  expect(await f.get(path)).toMatchObject({ instance_id: path.split("/")[2], ...keyScan });
});

test("the scan for hot keys needs an LFU policy", async () => {
  const id = await f.createRunning();
  const put = () => f.outcome("PUT", `/instances/${id}/hotkey/autoscan`, keyScan);
  expect(await put()).toBe("400 DCS.4066");
  f.drift(id, { redis_config: { "maxmemory-policy": "allkeys-lfu" } });
  expect(await put()).toBe("200");
});

test("the scan for expired keys checks its figures", async () => {
  const id = await f.createRunning();
  const put = async (body: object) =>
    (await f.call("PUT", `/instances/${id}/scan-expire-keys/autoscan-config`, { enable_auto_scan: true, ...body }))
      .body;
  expect((await put({ first_scan_at: "2020-01-01T00:00:00Z" })).error_code).toBe("DCS.4819");
  expect((await put({ interval: -1 })).error_code).toBe("DCS.4820");
  expect((await put({ interval: 60, timeout: 100 })).error_code).toBe("DCS.4821");
  expect((await put({ scan_keys_count: 5 })).error_code).toBe("DCS.4822");
  const allowed = { interval: 60, timeout: 120, scan_keys_count: 10 };
  expect(await put(allowed)).toMatchObject({ instance_id: id, ...allowed });
});
