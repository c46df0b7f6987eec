import { redis3, useFixture } from "../fixture";

const f = useFixture();

const upgrade = (id: string, body: object) => f.outcome("POST", `/instances/${id}/minor-version/upgrade`, body);
const latest = { engine_minor_version: "latest" };

test("a minor version is upgraded to the newest and to no other", async () => {
  const id = await f.createRunning();
  const { latest_engine_minor_version } = await f.get(`/instances/${id}/version`);
  expect(await upgrade(id, latest)).toBe("400 DCS.4026");
  f.drift(id, { engine_minor_version: "5.0.9.1" });
  expect(await upgrade(id, {})).toBe("400 DCS.4062");
  expect(await upgrade(id, { engine_minor_version: "5.0.9.2" })).toBe("400 DCS.4062");
  expect(await upgrade(id, { engine_minor_version: latest_engine_minor_version })).toBe("200");
  expect((await f.show(id)).status).toBe("UPGRADING");
  f.wait();
  expect(await f.get(`/instances/${id}/version`)).toMatchObject({
    engine_minor_version: latest_engine_minor_version,
    engine_minor_version_upgradable: false,
  });
});

test("proxies have a version of their own, where there are any", async () => {
  const proxy = await f.createRunning({ capacity: 4, spec_code: "redis.proxy.xu1.large.4" });
  f.drift(proxy, { proxy_minor_version: "1.0.0" });
  expect(await upgrade(proxy, { proxy_minor_version: "latest" })).toBe("200");
  expect(await upgrade(await f.createRunning(), { proxy_minor_version: "latest" })).toBe("400 DCS.4026");
});

test("Redis 3.0 has none", async () => {
  expect(await upgrade(await f.createRunning(redis3), latest)).toBe("400 DCS.4026");
});
