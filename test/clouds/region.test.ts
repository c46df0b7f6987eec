import type { CloudSettings, ConfigReader } from "../../provider/core/client/cloudSettings";
import { Settings } from "../../provider/core/client/settings";
import type { HttpRequest } from "../../provider/core/host/http";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { providerOf } from "../../provider/core/provider/factory";
import { findOrphans } from "../../provider/core/provider/orphans";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { endpointOf } from "../../provider/core/resource/location";
import { definitions } from "../../provider/definitions";
import { toySession } from "../core/toy";
import { useFolder } from "../support/folder";

const definitionOf = (type: string) => definitions.find((each) => each.type === type) as AnyResourceDefinition;
const singles = ["AliyunRedis", "HuaweiDcsInstance", "JdRedis"];

type Texts = Readonly<Record<string, string>>;

/** Access keys of the configuration; their project, where a cloud has some, is not looked up. */
function configured(type: string, more: Texts = {}): Texts {
  const { name, settings } = definitionOf(type).cloud;
  const { id, secret } = settings.credentials;
  return { [`${name}:${id.config}`]: "key", [`${name}:${secret.config}`]: "secret", ...more };
}

/** A session that records where requests would go. */
function recording(env: Texts = {}) {
  const asked: string[] = [];
  const http = async (_action: string, { url }: HttpRequest) => {
    asked.push(url.href);
    return { status: 500, headers: {}, text: "{}" };
  };
  return { asked, session: toySession({ env: { HOME: "/nonexistent", ...env }, http }) };
}

const reader =
  (config: Texts): ConfigReader =>
  (key) =>
    config[key];

/** A provider with this configuration, and where its requests would go. */
async function configure(type: string, config: Texts, env: Texts = {}) {
  const { asked, session } = recording(env);
  const provider = providerOf(definitionOf(type), session);
  await provider.configure({ config: { get: reader(config) } } as never);
  return { asked, provider };
}

/** What a preview says of the arguments. */
async function problems(type: string, config: Texts, args: Record<string, unknown> = {}, env: Texts = {}) {
  const { asked, provider } = await configure(type, config, env);
  const { failures = [] } = await provider.check({}, { __urn: "urn", ...args });
  expect(asked).toEqual([]);
  return failures.map(({ reason }) => reason).join("\n");
}

const regionOf = (type: string): CloudSettings["others"]["region"] => definitionOf(type).cloud.settings.others.region;
const hostile = [
  "x.evil.example/#",
  "..",
  ".",
  "cn-north-1/..",
  "cn north",
  '"cn-hangzhou"',
  "a@evil.example",
  "CN-NORTH-1",
];
const everywhere = singles.flatMap((type) => hostile.map((region) => [type, region] as const));

test.each([
  ["AliyunRedis", "cn-hangzhou", { instanceClass: "redis.master.small.default", zoneId: "cn-beijing-h" }, /zoneId/],
  ["HuaweiDcsInstance", "cn-north-4", { azCodes: ["cn-east-3a"] }, /azCodes/],
])("%s: region %s from configuration is validated as one of the program", async (type, region, args, problem) => {
  const { name } = definitionOf(type).cloud;
  expect(await problems(type, configured(type, { [`${name}:region`]: region }), args)).toMatch(problem);
});

describe("something that is no region never becomes part of a host, a path or a signature", () => {
  test.each(everywhere)("%s: %s in the configuration fails in preview and names the setting", async (type, region) => {
    const { name } = definitionOf(type).cloud;
    const said = await problems(type, configured(type, { [`${name}:region`]: region }));
    expect(said).toMatch(new RegExp(`${name}:region must be a region like`));
  });

  test.each(everywhere)("%s: %s in each variable of the environment", async (type, region) => {
    for (const variable of regionOf(type).env) {
      expect(await problems(type, configured(type), {}, { [variable]: region })).toMatch(
        new RegExp(`${variable} must be a region like`),
      );
    }
  });

  test.each(everywhere)("%s: %s on the command line of orphans", async (type, region) => {
    const { asked, session } = recording();
    const report = await findOrphans([definitionOf(type)], session, reader(configured(type)), {}, { region });
    expect(report.skipped.map(({ reason }) => reason).join()).toMatch(/must be a region like/);
    expect(asked).toEqual([]);
  });

  test.each(everywhere)("%s: %s in the state", async (type, region) => {
    const { asked, provider } = await configure(type, configured(type));
    const state = { __urn: "urn", __location: { region, endpoint: "vendor", accessKey: "x" }, __readiness: "ready" };
    await expect(provider.read("id-1", state)).rejects.toThrow(/must be a region like/);
    await expect(provider.delete("id-1", state)).rejects.toThrow(/must be a region like/);
    expect(asked).toEqual([]);
  });

  test.each(everywhere)("%s: %s in an argument", async (type, region) => {
    const { regionArgument } = definitionOf(type);
    expect(await problems(type, configured(type), { [regionArgument]: region })).toMatch(/must be a region like/);
  });

  const home = useFolder();
  const inProfile = (profile: object) => JSON.stringify({ current: "p", profiles: [{ name: "p", ...profile }] });
  const files: Record<string, (region: string) => readonly [string, string]> = {
    AliyunRedis: (region) => [".aliyun/config.json", inProfile({ mode: "AK", region_id: region })],
    HuaweiDcsInstance: (region) => [".hcloud/config.json", inProfile({ region })],
    JdRedis: (region) => [".jdc/config", `[default]\nregion_id = ${region}\n`],
  };

  test.each(everywhere)("%s: %s in a profile file", async (type, region) => {
    const [file, text] = files[type]?.(region) ?? ["", ""];
    home.write(file, text);
    const said = await problems(type, configured(type), {}, { HOME: home.path() });
    expect(said).toMatch(/profile file .*must be a region like/);
  });
});

test.each(singles)("%s: a derived host is under the vendor's domain, for any region", (type) => {
  const definition = definitionOf(type) as AnyInstanceDefinition;
  const settings = new Settings(definition.cloud, reader(configured(type)), { HOME: "/nonexistent" });
  for (const region of ["cn-north-4", "af-south-1", "xx-new-9", "cn-beijing-gov-1"]) {
    expect(endpointOf(definition, settings, region).hostname).toMatch(new RegExp(`\\.${definition.cloud.domain}$`));
  }
  const elsewhere = { ...definition, cloud: { ...definition.cloud, endpoint: () => "https://evil.example" } };
  expect(() => endpointOf(elsewhere, settings, "cn-north-4")).toThrow(/evil\.example is not under/);
});

const notProjects = ["../..", "..", "x/y", "0123456789abcdef0123456789abcdeF", ""];
test.each(notProjects)("%p is no project id of Huawei Cloud, wherever it comes from", async (projectId) => {
  const region = { "huawei:region": "cn-north-4" };
  const { asked, session } = recording({ HW_PROJECT_ID: projectId });
  const config = configured("HuaweiDcsInstance", { ...region, "huawei:projectId": projectId });
  const report = await findOrphans([definitionOf("HuaweiDcsInstance")], session, reader(config), {});
  expect(report.skipped).toHaveLength(1);
  // An empty one is none, so IAM is asked.
  if (projectId === "") expect(new Set(asked.map((url) => new URL(url).pathname))).toEqual(new Set(["/v3/projects"]));
  else expect([asked, report.skipped[0]?.reason]).toEqual([[], expect.stringMatching(/32 hexadecimal digits/)]);
});

const notIds = ["HuaweiDcsInstance", "JdRedis"].flatMap((type) => ["..", ".", ""].map((id) => [type, id] as const));
test.each(notIds)("%s: the id %p never becomes part of a path", async (type, id) => {
  const more = {
    ...{ "huawei:region": "cn-north-4", "huawei:projectId": "0123456789abcdef0123456789abcdef" },
    "jd:region": "cn-north-1",
  };
  const { asked, provider } = await configure(type, configured(type, more));
  await expect(provider.read(id, {})).rejects.toThrow(`"${id}" cannot be an id.`);
  expect(asked).toEqual([]);
});
