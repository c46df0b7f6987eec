import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpRequest, Transport } from "../../provider/core/host/http";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/definitions";
import type { HuaweiApi } from "../../provider/huawei/client";
import { type Sandbox, startSandbox } from "../../sandbox";
import { toySession } from "../core/toy";
import { inProcess } from "../engine/inProcess";
import { VirtualClock } from "../support/virtualClock";

const definition = definitions.find(({ type }) => type === "HuaweiDcsInstance") as AnyInstanceDefinition;
const key = { accessKeyId: "ABCDEFGHIJ0123456789", secretAccessKey: "abcdefghijABCDEFGHIJ01234567890123456789" };
const other = { id: "ZZZZZZZZZZ0123456789", secret: "zzzzzzzzzzZZZZZZZZZZ01234567890123456789", account: "far" };

let home: string;
let sandbox: Sandbox;
let clock: VirtualClock;
let sent: HttpRequest[];
/** What the machine says in place of a proper part of a key. */
let spoilt: Readonly<Record<string, unknown>>;

beforeEach(async () => {
  spoilt = {};
  home = mkdtempSync(join(tmpdir(), "huawei-roles-"));
  mkdirSync(join(home, ".hcloud"));
  clock = new VirtualClock();
  sent = [];
  const own = { id: key.accessKeyId, secret: key.secretAccessKey };
  sandbox = await startSandbox({ now: clock.now, keys: { huawei: [own, other] } });
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await sandbox.close();
});

/** The metadata service of a machine whose agency is of the other account. */
const machine: Transport = async (_, request) => {
  expect(String(request.url)).toBe("http://169.254.169.254/openstack/latest/securitykey");
  const credential = { access: other.id, secret: other.secret, securitytoken: "t".repeat(500) };
  const expires_at = new Date(clock.now() + 3600_000).toISOString();
  const text = JSON.stringify({ credential: { ...credential, expires_at, ...spoilt } });
  return { status: 200, headers: {}, text };
};

function open(profiles: readonly Readonly<Record<string, string>>[], env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(home, ".hcloud/config.json"), JSON.stringify({ current: "p", profiles }));
  const toSandbox = inProcess(sandbox);
  const session = toySession({
    clock,
    env: { HOME: home, HUAWEI_DCS_ENDPOINT: sandbox.info.huawei.endpoint, HW_REGION_NAME: "cn-north-4", ...env },
    http: (action, request, withinMs) => {
      sent.push(request);
      return (request.url.hostname === "169.254.169.254" ? machine : toSandbox)(action, request, withinMs);
    },
  });
  const bounds = () => ({ deadline: clock.now() + 60_000, secrets: [] });
  const project = () =>
    connect<HuaweiApi>(definition, session, () => undefined, "cn-north-4", bounds()).api.projectId();
  return { project };
}

const calls = () => sandbox.requests().map(({ action, status }) => `${action} ${status}`);
const agency = { agencyName: "shop", agencyDomainName: "far" };
const asked = ["KeystoneListAuthDomains 200", "CreateTemporaryAccessKeyByAgency 201", "KeystoneListProjects 200"];
const farProject = () => open([{ name: "p", accessKeyId: other.id, secretAccessKey: other.secret }]).project();

describe("a profile that names an agency in place of a key", () => {
  test.each<[string, readonly Readonly<Record<string, string>>[]]>([
    ["its own key", [{ name: "p", mode: "agency", ...key, ...agency }]],
    [
      "the key of its source profile",
      [
        { name: "p", mode: "AssumeRole", sourceProfile: "first", ...agency },
        { name: "first", mode: "AKSK", ...key },
      ],
    ],
  ])("IAM gives a key for %s, and the project is one of the other account", async (_, profiles) => {
    const found = await open(profiles).project();
    expect(calls()).toEqual(asked);
    expect(found).toBe(await farProject());
  });

  test("the environment names an agency beside its key, as for the vendor's Terraform provider", async () => {
    const env = {
      ...{ HW_ACCESS_KEY: key.accessKeyId, HW_SECRET_KEY: key.secretAccessKey },
      ...{ HW_ASSUME_ROLE_AGENCY_NAME: "shop", HW_ASSUME_ROLE_DOMAIN_NAME: "far" },
    };
    const found = await open([], env).project();
    expect(calls()).toEqual(asked);
    expect(found).toBe(await farProject());
  });

  test("ecsAgency: the machine's metadata service gives a key", async () => {
    await open([{ name: "p", mode: "ecsAgency" }]).project();
    expect(sent.map(({ url }) => url.pathname)).toEqual(["/openstack/latest/securitykey", "/v3/projects"]);
    expect(sent[1]?.headers.authorization).toContain(`Access=${other.id}`);
    expect(sent[1]?.headers["x-security-token"]).toHaveLength(500);
  });

  test("keys are asked for once", async () => {
    const { project } = open([{ name: "p", mode: "agency", ...key, ...agency }]);
    const first = await project();
    clock.advance(50 * 60_000);
    expect(await project()).toBe(first);
    expect(calls().filter((call) => call.startsWith("CreateTemporary"))).toHaveLength(1);
  });

  test.each<Readonly<Record<string, unknown>>>([
    { expires_at: "never" },
    { securitytoken: "t\r\nx-evil: 1" },
    { secret: "\ud800" },
    { access: "" },
    { access: null },
  ])("a machine that says %j gives no key, and nothing is sent with it", async (part) => {
    spoilt = part;
    await expect(open([{ name: "p", mode: "ecsAgency" }]).project()).rejects.toThrow(/has no temporary key\.$/);
    expect(sandbox.requests()).toEqual([]);
  });

  test.each([
    ["names no agency", { mode: "agency", ...key }, /its agencyName, or both agencyDomainId and agencyDomainName/],
    ["has encrypted keys", { mode: "agency", ...agency, accessKeyId: "x" }, /its keys are missing or encrypted/],
    ["has no source", { mode: "AssumeRole", ...agency, sourceProfile: "q" }, /its sourceProfile is not there/],
    ["needs a browser", { mode: "SSO" }, /its keys are missing or encrypted/],
  ])("a profile that %s is an error that says so", async (_, profile, text) => {
    await expect(async () => open([{ name: "p", ...profile }]).project()).rejects.toThrow(text);
  });

  test("the secret of the key that asks is hidden where id and secret are swapped", async () => {
    const env = {
      ...{ HW_ACCESS_KEY: key.secretAccessKey, HW_SECRET_KEY: key.accessKeyId },
      ...{ HW_ASSUME_ROLE_AGENCY_NAME: "shop", HW_ASSUME_ROLE_DOMAIN_NAME: "far" },
    };
    const problem = open([], env).project();
    await expect(problem).rejects.toThrow(/perhaps they are swapped/);
    await expect(problem).rejects.not.toThrow(/abcdefghij/);
  });

  test("an agency that does not exist is the cloud's own message", async () => {
    const missing = { name: "p", mode: "agency", ...key, ...agency, agencyName: "missing" };
    await expect(open([missing]).project()).rejects.toThrow(/CreateTemporaryAccessKeyByAgency was rejected: .*agency/);
  });
});
