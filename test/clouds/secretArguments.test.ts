import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { noEngine } from "../../provider/core/host/engine";
import { InstanceProvider } from "../../provider/core/provider/instanceProvider";
import { createSession } from "../../provider/core/session/session";

const settings: Record<string, string> = {
  "aliyun:accessKeyId": "key",
  "aliyun:accessKeySecret": "secret",
  "aliyun:region": "cn-hangzhou",
};

/** What a preview says of arguments, of which the program gives these as secrets. */
async function said(args: Record<string, unknown>, secretInputs: readonly string[]): Promise<string> {
  const warnings: string[] = [];
  const engine = { ...noEngine, warn: (_urn: string, text: string) => void warnings.push(text) };
  const provider = new InstanceProvider(aliyunRedisDefinition, createSession({ env: {}, engine }));
  await provider.configure({ config: { get: (key: string) => settings[key] } } as never);
  const news = { __urn: "urn", instanceClass: "redis.master.small.default", ...args, __secretInputs: secretInputs };
  const { failures = [] } = await provider.check({}, news);
  return [...failures.map(({ reason }) => reason), ...warnings].join("\n");
}

test("a message names an argument that came as a secret, and does not show it", async () => {
  const args = { config: { "maxmemory-policy": "leakpolicy" } };
  expect(await said(args, [])).toContain("leakpolicy");
  const text = await said(args, ["config"]);
  expect(text).toContain("maxmemory-policy");
  expect(text).not.toContain("leakpolicy");
});
