import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliyun } from "../../provider/aliyun/cloud";
import { Settings } from "../../provider/core/client/credentials";
import { huawei } from "../../provider/huawei/cloud";
import { jd } from "../../provider/jd/cloud";

const clouds = { aliyun, huawei, jd };
type Name = keyof typeof clouds;
const files: Readonly<Record<Name, string>> = {
  aliyun: ".aliyun/config.json",
  huawei: ".hcloud/config.json",
  jd: ".jdc/config",
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "profiles-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function settings(cloud: Name, text: string, env: Readonly<Record<string, string>> = {}): Settings {
  const file = join(home, files[cloud]);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return new Settings(clouds[cloud], () => undefined, { HOME: home, ...env });
}

const names = Object.keys(clouds) as Name[];
const malformed = [
  ...[
    "null",
    "[]",
    "1",
    '"text"',
    "{",
    "",
    "\0",
    "{}",
    '{"profiles":{}}',
    '{"profiles":null}',
    '{"profiles":[null,1,"x",[]]}',
  ],
  ...[
    '{"current":1,"profiles":[{"name":1}]}',
    '{"current":"p","profiles":[{"name":"p"}]}',
    '{"current":"p","profiles":{"p":{}}}',
  ],
  '{"current":"p","profiles":[{"name":"p","mode":1,"access_key_id":1,"access_key_secret":{},"region_id":7,"accessKeyId":1,"secretAccessKey":[],"region":{}}]}',
  ...[
    "[",
    "[]",
    "=",
    "[default]\n=",
    "[default]\naccess_key",
    "[__proto__]\naccess_key=1",
    '{"__proto__":{"profiles":1}}',
  ],
];

describe.each(names)("a malformed profile file of %s", (cloud) => {
  test.each(malformed)("%j is as good as none", (text) => {
    expect(() => settings(cloud, text).credentials()).toThrow(/no credentials found[\s\S]*profile file/);
    expect(settings(cloud, text).get("region")).toBeUndefined();
  });

  test.each(malformed)("%j does not stand in the way of the environment", (text) => {
    const { id, secret } = clouds[cloud].settings.credentials;
    const env = { [id.env[0] as string]: "env-id", [secret.env[0] as string]: "env-secret" };
    expect(settings(cloud, text, env).credentials()).toMatchObject({ id: "env-id", secret: "env-secret" });
  });
});

test("blanks and newlines around keys of a profile are left out", () => {
  const profile = {
    name: "p",
    mode: "StsToken",
    access_key_id: " id ",
    access_key_secret: "secret\n",
    sts_token: "\ttoken",
  };
  const text = JSON.stringify({ current: "p", profiles: [profile] });
  expect(settings("aliyun", text).credentials()).toEqual({ id: "id", secret: "secret", token: "token" });
  expect(settings("jd", "[default]\r\n access_key =  id \r\nsecret_key: secret \r\n").credentials()).toMatchObject({
    id: "id",
    secret: "secret",
  });
});

test("the message says why a file gives no keys", () => {
  const text = JSON.stringify({ current: "p", profiles: [{ name: "p", mode: "Nonsense" }] });
  expect(() => settings("aliyun", text).credentials()).toThrow(
    /\.aliyun\/config\.json.*: its mode Nonsense is not supported/,
  );
  expect(() => settings("huawei", text, { HW_PROFILE: "q" }).credentials()).toThrow(
    /\.hcloud.*: it has no profile "q"/,
  );
  expect(() => settings("huawei", text).credentials()).toThrow(/\.hcloud.*: its keys are missing or encrypted/);
  expect(() => settings("jd", "[x]\n").credentials()).toThrow(/\.jdc\/config: it has no profile "default"/);
});
