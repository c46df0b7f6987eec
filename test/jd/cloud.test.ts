import { Settings } from "../../provider/core/client/settings";
import { setRenewal } from "../../provider/jd/actions/renewal";
import { tagResources } from "../../provider/jd/actions/tags";
import type { JdApi } from "../../provider/jd/client";
import { jd } from "../../provider/jd/cloud";
import { useFolder } from "../support/folder";

const settings = (env: Record<string, string>, config: Record<string, string> = {}) =>
  new Settings(jd, (key) => config[key], { HOME: "/nonexistent", ...env });
const keys = { JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_SECRET_KEY: "sk" };

describe("credentials of JD Cloud", () => {
  test.each([
    ["Packer", keys],
    ["the PHP SDK", { JDCLOUD_ACCESS_KEY_ID: "ak", JDCLOUD_SECRET_ACCESS_KEY: "sk" }],
    ["ACME clients", { JDCLOUD_ACCESS_KEY_ID: "ak", JDCLOUD_ACCESS_KEY_SECRET: "sk" }],
  ])("are read under the names of %s", (_, env) => {
    expect(settings(env).credentials()).toMatchObject({ id: "ak", secret: "sk" });
  });

  test("the ID of one naming is never completed by the secret of another", () => {
    const mixed = settings({ JDCLOUD_ACCESS_KEY: "ak", JDCLOUD_ACCESS_KEY_SECRET: "sk" });
    expect(() => mixed.credentials()).toThrow(/only one of/);
  });

  test("configuration comes first, with the token of temporary keys", () => {
    const config = { "jd:accessKey": "a", "jd:secretKey": "s", "jd:securityToken": "t" };
    expect(settings(keys, config).credentials()).toMatchObject({ id: "a", secret: "s", token: "t" });
  });

  test("missing ones are an error that lists every source", () => {
    const sources = /jd:accessKey[\s\S]*JDCLOUD_ACCESS_KEY and JDCLOUD_SECRET_KEY[\s\S]*~\/\.jdc\/config/;
    expect(() => settings({}).credentials()).toThrow(sources);
  });
});

describe("the profile of the jdc tool", () => {
  const home = useFolder();
  beforeEach(() => {
    const first =
      "[default]\naccess_key = ak1\nsecret_key = s%%k=1\nregion_id = cn-north-1\nendpoint = www.jdcloud-api.com";
    const other = "# another account\n[prod]\naccess_key: ak2\nsecret_key: sk2\nregion_id: cn-east-2\n";
    home.write(".jdc/config", `${first}\n\n${other}`);
  });

  test("is the section default without ~/.jdc/current; its endpoint, of another service, is not used", () => {
    const profile = settings({ HOME: home.path() });
    expect(profile.credentials()).toMatchObject({ id: "ak1", secret: "s%k=1" });
    expect(profile.get("region")).toBe("cn-north-1");
    expect(profile.get("endpoint")).toBeUndefined();
  });

  test("is the section that ~/.jdc/current names", () => {
    home.write(".jdc/current", "prod\n");
    expect(settings({ HOME: home.path() }).credentials()).toMatchObject({ id: "ak2", secret: "sk2" });
    expect(settings({ HOME: home.path() }).requireRegion()).toBe("cn-east-2");
  });

  test("is ignored when the named section does not exist", () => {
    home.write(".jdc/current", "missing");
    expect(() => settings({ HOME: home.path() }).credentials()).toThrow(/no credentials/);
  });
});

describe("the tag and renewal services", () => {
  /** The addresses of a call to each of them. */
  async function addresses(env: Record<string, string>): Promise<string[]> {
    const seen: string[] = [];
    const api: JdApi = jd.client({
      ...{ settings: settings({ ...keys, ...env }), region: "cn-north-1", memory: new Map(), now: Date.now },
      endpoint: new URL(env.JD_REDIS_ENDPOINT ?? jd.endpoint("cn-north-1")),
      send: async (_protocol, _action, { url }) => {
        seen.push(url.origin + url.pathname);
        return { requestId: "r" };
      },
    });
    await tagResources(api, ["redis-1"], { a: "b" });
    await setRenewal(api, "redis-1", true, { timeUnit: "MONTH", timeSpan: 1 });
    return seen;
  }

  const configured = { JD_TAG_ENDPOINT: "https://tags.example", JD_RENEWAL_ENDPOINT: "https://renewal.example" };
  const loopback = { JD_REDIS_ENDPOINT: "http://127.0.0.1:9" };

  test.each([
    ["hosts of their own", {}, "https://resourcetag.jdcloud-api.com", "https://renewal.jdcloud-api.com"],
    ["configured hosts", configured, configured.JD_TAG_ENDPOINT, configured.JD_RENEWAL_ENDPOINT],
    ["loopback like the main service", loopback, loopback.JD_REDIS_ENDPOINT, loopback.JD_REDIS_ENDPOINT],
  ])("are called at %s", async (_, env, tags, renewal) => {
    expect(await addresses(env)).toEqual([
      `${tags}/v1/regions/cn-north-1/tags%3AtagResources`,
      `${renewal}/v2/regions/cn-north-1/instances%3AautoRenewStatus`,
    ]);
  });

  test("are never called by plain http beyond loopback", async () => {
    const plain = addresses({ JD_TAG_ENDPOINT: "http://tags.example" });
    await expect(plain).rejects.toThrow(/plain http is allowed on loopback only/);
  });
});
