import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeInstances } from "../../provider/aliyun/actions/instance";
import type { AliyunApi } from "../../provider/aliyun/client";
import type { HttpAnswer, HttpRequest } from "../../provider/core/host/http";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/definitions";
import { startSandbox } from "../../sandbox";
import { toySession } from "../core/toy";
import { inProcess } from "../engine/inProcess";
import { VirtualClock } from "../support/virtualClock";

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
function open(
  profile: Readonly<Record<string, string>>,
  spoil: (text: string) => string = (text) => text,
  others: readonly Readonly<Record<string, string>>[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const file = { current: "p", profiles: [{ name: "p", region_id: "cn-hangzhou", ...profile }, ...others] };
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
    const isSts = /^AssumeRole/.test(headers["x-acs-action"] ?? url.searchParams.get("Action") ?? "");
    return of(
      JSON.stringify({ RequestId: "r", ...(isSts ? { Credentials: key() } : { Instances: { KVStoreInstance: [] } }) }),
    );
  };
  const session = toySession({
    env: { HOME: home, ...env },
    http: async (_, request) => {
      sent.push(request);
      return answer(request);
    },
  });
  const bounds = () => ({ deadline: session.clock.now() + 60_000, secrets: [] });
  const api = () => connect<AliyunApi>(definition, session, () => undefined, "cn-hangzhou", bounds()).api;
  return { session, list: () => describeInstances(api(), ["r-1"]), api };
}

const names = () =>
  sent.map(
    ({ url, headers }) => headers["x-acs-action"] ?? url.searchParams.get("Action") ?? `${url.host}${url.pathname}`,
  );
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

  const token = "e30.e30.c2ln";
  const tokenFile = () => {
    writeFileSync(join(home, "token"), `${token}\n`);
    return join(home, "token");
  };
  const provider = "acs:ram::1:oidc-provider/ci";

  test("OIDC: STS gives a key for the token of the identity provider, unsigned, and the token is in no URL", async () => {
    const mode = { mode: "OIDC", oidc_provider_arn: provider, oidc_token_file: tokenFile() };
    await open({ ...mode, ram_role_arn: "acs:ram::1:role/shop" }).list();
    expect(names()).toEqual(["AssumeRoleWithOIDC", "DescribeInstances"]);
    const [asked] = sent;
    expect(asked?.headers.authorization).toBeUndefined();
    expect(String(asked?.url)).not.toContain(token);
    expect([...new URLSearchParams(asked?.body)]).toEqual([
      ["OIDCProviderArn", provider],
      ["OIDCToken", token],
      ["RoleArn", "acs:ram::1:role/shop"],
      ["RoleSessionName", "pulumi-cn-cache"],
    ]);
    expect(keyOf(sent[1])).toBe("STS.1");
  });

  test("the environment of a pod names role, provider and token file, and comes before the profile", async () => {
    const env = {
      ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/pod",
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: provider,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: tokenFile(),
    };
    await open({ mode: "AK", access_key_id: "id", access_key_secret: "secret" }, undefined, [], env).list();
    expect(names()).toEqual(["AssumeRoleWithOIDC", "DescribeInstances"]);
    expect(sent[0]?.body).toContain("role%2Fpod");
  });

  test("OIDC without its token file is an error that names the file", async () => {
    const mode = { mode: "OIDC", oidc_provider_arn: provider, oidc_token_file: join(home, "nothing") };
    await expect(open({ ...mode, ram_role_arn: "acs:ram::1:role/shop" }).list()).rejects.toThrow(
      /token file .*nothing is empty or cannot be read/,
    );
    expect(sent).toEqual([]);
  });

  const chained = { mode: "ChainableRamRoleArn", ram_role_arn: "acs:ram::2:role/far", source_profile: "first" };

  test("ChainableRamRoleArn: the key of the source profile asks, which may be that of a role", async () => {
    await open(chained, undefined, [{ name: "first", ...roleProfile }]).list();
    expect(names()).toEqual(["AssumeRole", "AssumeRole", "DescribeInstances"]);
    expect(sent.map(keyOf)).toEqual(["own-key", "STS.1", "STS.2"]);
    expect(sent.slice(0, 2).map(({ url }) => url.searchParams.get("RoleArn"))).toEqual([
      "acs:ram::1:role/shop",
      "acs:ram::2:role/far",
    ]);
  });

  test.each<[string, readonly Readonly<Record<string, string>>[], RegExp]>([
    ["has no source", [], /its source_profile or ram_role_arn is missing/],
    ["has a source without keys", [{ name: "first", mode: "AK" }], /of its source_profile "first": it has no keys/],
    ["names itself", [{ name: "first", ...chained }], /source_profile .* is missing/],
  ])("a chain that %s is an error that says so", async (_, others, text) => {
    await expect(async () => open(chained, undefined, others).list()).rejects.toThrow(text);
  });

  test.each([
    ["External", /its mode External runs a command/],
    ["CloudSSO", /its mode CloudSSO needs a browser/],
    ["OAuth", /its mode OAuth needs a browser/],
  ])("%s is passed over, and the message says why", async (mode, text) => {
    await expect(async () => open({ mode, process_command: "print-keys" }).list()).rejects.toThrow(text);
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
    ["an answer without an end", (text) => text.replace(/"Expiration":"[^"]*"/, '"Expiration":"never"')],
    ["a token that no header can hold", (text) => text.replace("Temporary-Token", "Temporary\\r\\nx-evil: 1")],
    ["a secret with half a character", (text) => text.replace("Temporary-Secret", "\\ud800Temporary-Secret")],
  ])("%s is an error that shows nothing of it", async (_, spoil) => {
    const failed = open({ mode: "EcsRamRole", ram_role_name: "shop" }, spoil).list();
    await expect(failed).rejects.toThrow(/has no temporary key\.$/);
    await expect(failed).rejects.not.toThrow(/Temporary-Secret/);
    expect(names()).not.toContain("DescribeInstances");
  });

  test("the secret of the key that asks is hidden where id and secret are swapped, and the gateway quotes the id", async () => {
    const { session, api } = open({ ...roleProfile, access_key_id: "own-secret", access_key_secret: "own-key" });
    Object.assign(session, {
      http: async (_: string, request: HttpRequest) => {
        const Message = `Specified access key ${keyOf(request)} is not found.`;
        return { status: 404, headers: {}, text: JSON.stringify({ Code: "InvalidAccessKeyId.NotFound", Message }) };
      },
    });
    const problem = describeInstances(api(), ["r-1"]);
    await expect(problem).rejects.toThrow(/AssumeRole was rejected.*perhaps its id and secret are swapped/);
    await expect(problem).rejects.not.toThrow(/own-secret/);
  });

  test("plain http beyond this machine is no source of keys", async () => {
    await expect(
      open({ mode: "CredentialsURI", credentials_uri: "http://evil.example/credentials" }).list(),
    ).rejects.toThrow(/credentials_uri: plain http is allowed on loopback only/);
    expect(sent).toEqual([]);
  });
});

describe("on the sandbox", () => {
  const role = "acs:ram::2000000000000002:role/shop";

  /** A call with one profile, which the sandbox has to believe. */
  const listWith = async (profiles: readonly Readonly<Record<string, string>>[], afterMs: readonly number[] = [0]) => {
    const clock = new VirtualClock();
    const sandbox = await startSandbox({ now: clock.now });
    const { endpoint: url, accessKeyId: id, accessKeySecret: secret } = sandbox.info.aliyun;
    writeFileSync(
      join(home, ".aliyun/config.json"),
      JSON.stringify({ current: "p", profiles }).replaceAll("own-key", id).replaceAll("own-secret", secret),
    );
    const session = toySession({
      clock,
      env: { HOME: home, ALIYUN_REDIS_ENDPOINT: url, ALIBABA_CLOUD_REGION: "cn-hangzhou" },
      http: inProcess(sandbox),
    });
    const bounds = () => ({ deadline: clock.now() + 60_000, secrets: [] });
    const api = () => connect<AliyunApi>(definition, session, () => undefined, "cn-hangzhou", bounds()).api;
    const accounts: string[] = [];
    try {
      for (const ms of afterMs) {
        clock.advance(ms);
        accounts.push(String(await definition.cloud.account?.(api())));
      }
      return { accounts, calls: sandbox.requests().map(({ action, status }) => `${action} ${status}`) };
    } finally {
      await sandbox.close();
    }
  };

  test("a chain of roles ends in the account of the last, and its keys are renewed before they end", async () => {
    const profiles = [
      { name: "p", mode: "ChainableRamRoleArn", ram_role_arn: role, source_profile: "first" },
      { name: "first", ...roleProfile },
    ];
    const { accounts, calls } = await listWith(profiles, [0, 58 * 60_000]);
    expect(accounts).toEqual(["2000000000000002", "2000000000000002"]);
    const once = ["AssumeRole 200", "AssumeRole 200", "GetCallerIdentity 200"];
    expect(calls).toEqual([...once, ...once]);
  });

  test("a token of an identity provider is enough", async () => {
    writeFileSync(join(home, "token"), "e30.e30.c2ln");
    const named = { oidc_provider_arn: "acs:ram::1:oidc-provider/ci", oidc_token_file: join(home, "token") };
    const { accounts } = await listWith([{ name: "p", mode: "OIDC", ...named, ram_role_arn: role }]);
    expect(accounts).toEqual(["2000000000000002"]);
  });

  test("a role that does not exist is the cloud's own message", async () => {
    const missing = { ...roleProfile, name: "p", ram_role_arn: "acs:ram::1:role/missing" };
    await expect(listWith([missing])).rejects.toThrow(/AssumeRole was rejected: The role does not exist/);
  });
});
