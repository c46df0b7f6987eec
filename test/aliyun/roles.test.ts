import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeInstances } from "../../provider/aliyun/actions/instance";
import type { AliyunApi } from "../../provider/aliyun/client";
import type { HttpAnswer, HttpRequest } from "../../provider/core/host/http";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/dynamic";
import { toySession } from "../core/toy";

const definition = definitions.find(({ type }) => type === "AliyunRedis") as AnyInstanceDefinition;
const hour = 3600_000;
let home: string;
let sent: HttpRequest[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "aliyun-roles-"));
  mkdirSync(join(home, ".aliyun"));
  sent = [];
});
afterEach(() => rmSync(home, { recursive: true }));

/** A session with one profile; every source of keys gives the next key, for an hour. */
function open(profile: Readonly<Record<string, string>>, spoil: (text: string) => string = (text) => text) {
  const file = { current: "p", profiles: [{ name: "p", region_id: "cn-hangzhou", ...profile }] };
  writeFileSync(join(home, ".aliyun/config.json"), JSON.stringify(file));
  let keys = 0;
  const key = () => ({
    ...{ AccessKeyId: `STS.${++keys}`, AccessKeySecret: "Temporary-Secret", SecurityToken: "Temporary-Token" },
    Expiration: new Date(session.clock.now() + hour).toISOString(),
  });
  const answer = ({ url, headers }: HttpRequest): HttpAnswer => {
    const of = (text: string) => ({ status: 200, headers: {}, text });
    if (url.pathname === "/latest/api/token") return of("metadata-token");
    if (url.pathname.endsWith("/security-credentials/")) return of("the-role\n");
    if (/security-credentials\/|credentials$/.test(url.pathname))
      return of(spoil(JSON.stringify({ Code: "Success", ...key() })));
    const isSts = headers["x-acs-action"] === "AssumeRole";
    return of(
      JSON.stringify({ RequestId: "r", ...(isSts ? { Credentials: key() } : { Instances: { KVStoreInstance: [] } }) }),
    );
  };
  const session = toySession({
    env: { HOME: home },
    http: async (_, request) => {
      sent.push(request);
      return answer(request);
    },
  });
  const bounds = () => ({ deadline: session.clock.now() + 60_000, secrets: [] });
  const api = () => connect<AliyunApi>(definition, session, () => undefined, "cn-hangzhou", bounds()).api;
  return { session, list: () => describeInstances(api(), ["r-1"]), api };
}

const names = () => sent.map(({ url, headers }) => headers["x-acs-action"] ?? `${url.host}${url.pathname}`);
const keyOf = (request: HttpRequest | undefined) =>
  /Credential=([^,]+)/.exec(request?.headers.authorization ?? "")?.[1];
const roleProfile = {
  ...{ mode: "RamRoleArn", access_key_id: "own-key", access_key_secret: "own-secret" },
  ram_role_arn: "acs:ram::1:role/shop",
};
const metadata = "100.100.100.200/latest/meta-data/ram/security-credentials";

describe("a profile that names a role in place of a key", () => {
  test("RamRoleArn: STS gives a key for the role, signed with the profile's own", async () => {
    await open(roleProfile).list();
    expect(names()).toEqual(["AssumeRole", "DescribeInstances"]);
    expect(sent[0]?.url.hostname).toBe("sts.aliyuncs.com");
    expect([...(sent[0]?.url.searchParams ?? [])]).toEqual([
      ["RoleArn", "acs:ram::1:role/shop"],
      ["RoleSessionName", "pulumi-cn-cache"],
    ]);
    expect(sent.map(keyOf)).toEqual(["own-key", "STS.1"]);
    expect(sent[1]?.headers["x-acs-security-token"]).toBe("Temporary-Token");
  });

  test.each([
    ["the profile names", { ram_role_name: "shop" }, [`${metadata}/shop`]],
    ["the machine has", {}, [`${metadata}/`, `${metadata}/the-role`]],
  ])("EcsRamRole: the machine's metadata service gives a key for the role that %s", async (_, more, asked) => {
    await open({ mode: "EcsRamRole", ...more } as Record<string, string>).list();
    expect(names()).toEqual(["100.100.100.200/latest/api/token", ...asked, "DescribeInstances"]);
    expect(sent[1]?.headers["x-aliyun-ecs-metadata-token"]).toBe("metadata-token");
    expect(keyOf(sent.at(-1))).toBe("STS.1");
  });

  test("CredentialsURI: the address gives a key", async () => {
    await open({ mode: "CredentialsURI", credentials_uri: "http://127.0.0.1:9/credentials" }).list();
    expect(names()).toEqual(["127.0.0.1:9/credentials", "DescribeInstances"]);
  });

  test("the key is kept for all calls, and asked for again before it ends", async () => {
    const { list, session } = open(roleProfile);
    await Promise.all([list(), list(), list()]);
    expect(names().filter((name) => name === "AssumeRole")).toHaveLength(1);
    session.clock.advance(hour - 4 * 60_000);
    await Promise.all([list(), list()]);
    expect(names().filter((name) => name === "AssumeRole")).toHaveLength(2);
    expect(keyOf(sent.at(-1))).toBe("STS.2");
  });

  test("two roles of one key are two locations", () => {
    const locationOf = (arn: string) => {
      const { session } = open({ ...roleProfile, ram_role_arn: arn });
      const bounds = { deadline: session.clock.now() + 60_000, secrets: [] };
      return connect(definition, session, () => undefined, "cn-hangzhou", bounds).location;
    };
    expect(locationOf("acs:ram::1:role/a")).not.toEqual(locationOf("acs:ram::2:role/a"));
    expect(locationOf("acs:ram::1:role/a")).toEqual(locationOf("acs:ram::1:role/a"));
  });

  test.each<[string, (text: string) => string]>([
    ["half of an answer", (text) => text.slice(0, -20)],
    ["an answer without a token", (text) => text.replace("SecurityToken", "Token")],
    ["a page", () => "<html>Temporary-Secret</html>"],
  ])("%s is an error that shows nothing of it", async (_, spoil) => {
    const failed = open({ mode: "EcsRamRole", ram_role_name: "shop" }, spoil).list();
    await expect(failed).rejects.toThrow(/has no temporary key\.$/);
    await expect(failed).rejects.not.toThrow(/Temporary-Secret/);
    expect(names()).not.toContain("DescribeInstances");
  });

  test("plain http beyond this machine is no source of keys", async () => {
    await expect(
      open({ mode: "CredentialsURI", credentials_uri: "http://evil.example/credentials" }).list(),
    ).rejects.toThrow(/credentials_uri: plain http is allowed on loopback only/);
    expect(sent).toEqual([]);
  });
});
