import { aliyun } from "../../provider/aliyun/cloud";
import { Settings } from "../../provider/core/client/settings";
import { huawei } from "../../provider/huawei/cloud";
import { jd } from "../../provider/jd/cloud";
import { useFolder } from "../support/folder";

const clouds = { aliyun, huawei, jd };
type Name = keyof typeof clouds;
const files: Readonly<Record<Name, string>> = {
  aliyun: ".aliyun/config.json",
  huawei: ".hcloud/config.json",
  jd: ".jdc/config",
};

const home = useFolder();
function settings(cloud: Name, text: string, env: Readonly<Record<string, string>> = {}): Settings {
  home.write(files[cloud], text);
  return new Settings(clouds[cloud], () => undefined, { HOME: home.path(), ...env });
}

const names = Object.keys(clouds) as Name[];
const malformed = [
  ...["null", "[]", "1", '"text"', "{", "", "\0", "{}", "[", "=", "[default]\n=", "[default]\naccess_key"],
  ...['{"profiles":{}}', '{"profiles":null}', '{"profiles":[null,1,"x",[]]}', '{"current":1,"profiles":[{"name":1}]}'],
  ...['{"current":"p","profiles":[{"name":"p"}]}', '{"current":"p","profiles":{"p":{}}}'],
  '{"current":"p","profiles":[{"name":"p","mode":1,"access_key_id":1,"access_key_secret":{},"region_id":7,"accessKeyId":1,"secretAccessKey":[],"region":{}}]}',
  ...["[__proto__]\naccess_key=1", '{"__proto__":{"profiles":1}}'],
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
  const keys = { access_key_id: " id ", access_key_secret: "secret\n", sts_token: "\ttoken" };
  const text = JSON.stringify({ current: "p", profiles: [{ name: "p", mode: "StsToken", ...keys }] });
  expect(settings("aliyun", text).credentials()).toEqual({ id: "id", secret: "secret", token: "token" });
  const ini = "[default]\r\n access_key =  id \r\nsecret_key: secret \r\n";
  expect(settings("jd", ini).credentials()).toMatchObject({ id: "id", secret: "secret" });
});

const withMode = JSON.stringify({ current: "p", profiles: [{ name: "p", mode: "Nonsense" }] });

test.each<[Name, text: string, env: Record<string, string>, message: RegExp]>([
  ["aliyun", withMode, {}, /\.aliyun\/config\.json.*: its mode Nonsense is not supported/],
  ["huawei", withMode, { HW_PROFILE: "q" }, /\.hcloud.*: it has no profile "q"/],
  ["huawei", withMode, {}, /\.hcloud.*: its keys are missing or encrypted/],
  ["jd", "[x]\n", {}, /\.jdc\/config: it has no profile "default"/],
])("the message says why a file of %s gives no keys: %j %j", (cloud, text, env, message) => {
  expect(() => settings(cloud, text, env).credentials()).toThrow(message);
});
