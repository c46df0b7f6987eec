import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Settings } from "../../provider/core/client/credentials";
import { setRenewal } from "../../provider/jd/actions/renewal";
import { tagResources } from "../../provider/jd/actions/tags";
import type { JdApi } from "../../provider/jd/client";
import { jd } from "../../provider/jd/cloud";

const settings = (env: Record<string, string>, config: Record<string, string> = {}) =>
  new Settings(jd, (key) => config[key], { HOME: "/nonexistent", ...env });

describe("credentials of JD Cloud", () => {
  test.each([
    ["Packer", { JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_SECRET_KEY: "sk" }],
    ["the PHP SDK", { JDCLOUD_ACCESS_KEY_ID: "ak", JDCLOUD_SECRET_ACCESS_KEY: "sk" }],
    ["ACME clients", { JDCLOUD_ACCESS_KEY_ID: "ak", JDCLOUD_ACCESS_KEY_SECRET: "sk" }],
  ])("are read under the names of %s", (_, env) => {
    expect(settings(env).credentials()).toMatchObject({ id: "ak", secret: "sk" });
  });

  test("one name's id is never completed by another one's secret", () => {
    expect(() => settings({ JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_ACCESS_KEY_SECRET: "sk" }).credentials()).toThrow(
      /only one of/,
    );
  });

  test("configuration comes first, with the token of temporary keys", () => {
    const config = { "jd:accessKey": "a", "jd:secretKey": "s", "jd:securityToken": "t" };
    expect(settings({ JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_SECRET_KEY: "sk" }, config).credentials()).toMatchObject({
      id: "a",
      secret: "s",
      token: "t",
    });
  });

  test("missing ones are an error that lists every place", () => {
    expect(() => settings({}).credentials()).toThrow(
      /jd:accessKey[\s\S]*JDCLOUD_ACCESS_KEY and JDCLOUD_SECRET_KEY[\s\S]*~\/\.jdc\/config/,
    );
  });
});

describe("the profile of the jdc tool", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-jdc-"));
    mkdirSync(join(home, ".jdc"));
    writeFileSync(
      join(home, ".jdc/config"),
      "[default]\naccess_key = ak1\nsecret_key = s%%k=1\nregion_id = cn-north-1\nendpoint = www.jdcloud-api.com\n\n" +
        "# another account\n[prod]\naccess_key: ak2\nsecret_key: sk2\nregion_id: cn-east-2\n",
    );
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test("is the one named default when none is named", () => {
    expect(settings({ HOME: home }).credentials()).toMatchObject({ id: "ak1", secret: "s%k=1" });
    expect(settings({ HOME: home }).get("region")).toBe("cn-north-1");
  });

  test("is the one named in the file beside it", () => {
    writeFileSync(join(home, ".jdc/current"), "prod\n");
    expect(settings({ HOME: home }).credentials()).toMatchObject({ id: "ak2", secret: "sk2" });
    expect(settings({ HOME: home }).requireRegion()).toBe("cn-east-2");
  });

  test("says nothing of the endpoint, which is another service's", () => {
    expect(settings({ HOME: home }).get("endpoint")).toBeUndefined();
  });

  test("that does not exist is none", () => {
    writeFileSync(join(home, ".jdc/current"), "gone");
    expect(() => settings({ HOME: home }).credentials()).toThrow(/no credentials/);
  });
});

describe("the other services", () => {
  /** Where calls of the two services would go. */
  async function hosts(env: Record<string, string>): Promise<string[]> {
    const keys = { JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_SECRET_KEY: "sk" };
    const seen: string[] = [];
    const api: JdApi = jd.client({
      settings: settings({ ...keys, ...env }),
      region: "cn-north-1",
      endpoint: new URL(env.JD_REDIS_ENDPOINT ?? jd.endpoint("cn-north-1")),
      memory: new Map(),
      send: async (_protocol, _action, { url }) => {
        seen.push(url.origin + url.pathname);
        return { requestId: "r" };
      },
    });
    await tagResources(api, ["redis-1"], { a: "b" });
    await setRenewal(api, "redis-1", true, { timeUnit: "MONTH", timeSpan: 1 });
    return seen;
  }
  const region = "regions/cn-north-1";

  test("have hosts of their own, and the renewal service another version", async () => {
    expect(await hosts({})).toEqual([
      `https://resourcetag.jdcloud-api.com/v1/${region}/tags%3AtagResources`,
      `https://renewal.jdcloud-api.com/v2/${region}/instances%3AautoRenewStatus`,
    ]);
  });

  test("are on loopback where the main endpoint is, so that no test reaches the real cloud", async () => {
    expect(await hosts({ JD_REDIS_ENDPOINT: "http://127.0.0.1:9" })).toEqual([
      `http://127.0.0.1:9/v1/${region}/tags%3AtagResources`,
      `http://127.0.0.1:9/v2/${region}/instances%3AautoRenewStatus`,
    ]);
  });

  test("can be set one by one, but never to plain http beyond loopback", async () => {
    const set = { JD_TAG_ENDPOINT: "https://tags.example", JD_RENEWAL_ENDPOINT: "https://renewal.example" };
    expect((await hosts(set)).map((url) => new URL(url).host)).toEqual(["tags.example", "renewal.example"]);
    await expect(hosts({ JD_TAG_ENDPOINT: "http://tags.example" })).rejects.toThrow(/plain http is refused/);
  });
});
