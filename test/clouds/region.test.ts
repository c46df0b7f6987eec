import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { providerOf } from "../../provider/core/provider/factory";
import { createSession } from "../../provider/core/session/session";
import { definitions } from "../../provider/dynamic";

const definitionOf = (type: string) => definitions.find((each) => each.type === type) as AnyResourceDefinition;

/** What a preview says of the arguments where the stack configuration names the region. */
async function problems(type: string, region: string, args: Record<string, unknown>): Promise<string[]> {
  const definition = definitionOf(type);
  const { name, settings } = definition.cloud;
  const { id, secret } = settings.credentials;
  const config: Record<string, string> = {
    [`${name}:${id.config}`]: "key",
    [`${name}:${secret.config}`]: "secret",
    [`${name}:region`]: region,
  };
  const provider = providerOf(definition, createSession({ env: {} }));
  await provider.configure({ config: { get: (key: string) => config[key] } } as never);
  const { failures = [] } = await provider.check({}, { __urn: "urn", ...args });
  return failures.map(({ reason }) => reason);
}

describe("a region from configuration is validated like one that the program gives", () => {
  test.each([
    ["AliyunRedis", "cn-hangzhou", { instanceClass: "redis.master.small.default", zoneId: "cn-beijing-h" }, /zoneId/],
    ["HuaweiDcsInstance", "cn-north-4", { azCodes: ["cn-east-3a"] }, /azCodes/],
    ["AliyunRedis", '"cn-hangzhou"', { instanceClass: "redis.master.small.default" }, /^regionId: /],
    ["HuaweiDcsInstance", "cn north", {}, /^region: /],
    ["JdRedis", "cn-north-1/..", {}, /^regionId: /],
  ])("%s with region %s", async (type, region, args, problem) => {
    expect((await problems(type, region, args)).join("\n")).toMatch(new RegExp(problem.source, "m"));
  });
});
