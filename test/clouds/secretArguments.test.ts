import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { noEngine } from "../../provider/core/host/engine";
import { InstanceProvider } from "../../provider/core/provider/instanceProvider";
import { createSession } from "../../provider/core/session/session";
import { aliyunFixture } from "../aliyun/fixture";
import { withCase } from "../contract/fixture";
import { testWorld } from "../engine/world";
import { jdTemplateFixture } from "../jd/templateFixture";

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

test("a number that came as a secret is not shown either", async () => {
  const args = { config: { "hash-max-ziplist-entries": -7_654_321 } };
  expect(await said(args, [])).toContain("7654321");
  expect(await said(args, ["config"])).not.toContain("7654321");
});

test("what the cloud says of an argument that came as a secret does not show it", async () => {
  const { definition, base } = jdTemplateFixture;
  const { engine, close } = await testWorld([definition]);
  try {
    const rejected = async (config: object, more: object = {}) => {
      const args = { ...base, config, ...more };
      return (await engine.up([{ type: definition.type, name: "part", args }])).errors.join();
    };
    const creation = await rejected({ "hash-max-ziplist-value": "leak-created" }, { __secretInputs: ["config"] });
    await engine.up([{ type: definition.type, name: "part", args: base }]);
    const change = await rejected({ "hash-max-ziplist-value": "leak-changed" }, { __secretInputs: ["config"] });
    expect(await rejected({ "hash-max-ziplist-value": "open" })).toContain("open");
    for (const text of [creation, change]) expect(text).toContain('configValue "[hidden]" is not valid');
  } finally {
    await close();
  }
});

test("a change that the cloud gives up names an argument that came as a secret, and does not show it", async () => {
  await withCase(aliyunFixture, async (world) => {
    await world.engine.up(world.program());
    const change = async (instanceName: string, more: object = {}) => {
      world.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceAttribute", kind: "giveUp" });
      return (await world.engine.up(world.program({ ...aliyunFixture.base, instanceName, ...more }))).errors.join();
    };
    expect(await change("open-name")).toContain('instanceName is "sessions" instead of "open-name"');
    const text = await change("hidden-name", { __secretInputs: ["instanceName"] });
    expect(text).toContain("gave it up");
    expect(text).toContain("instanceName");
    expect(text).not.toContain("hidden-name");
  });
});
