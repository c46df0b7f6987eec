import { useEach } from "../support/useEach";
import { code, program, redis } from "./driver/program";
import { openWorkspace } from "./driver/workspace";

const workspace = useEach(openWorkspace);
const price = "costs 146.00 CNY a month (0.2 CNY an hour, 730 hours).";
const unsold = { instanceClass: "redis.shard.small.2.ce", zoneId: "cn-hangzhou-f" };

test("the configuration of the stack asks for it: the price stays in the output, what is not sold is not ordered", async () => {
  await workspace.run("config", "set", "cn-cache:preflight", "true");
  workspace.writeProgram(program(redis("sessions", unsold)));
  const { output: problem } = await workspace.upFails();
  expect(problem).toContain("redis.shard.small.2.ce is not sold in cn-hangzhou-f now");
  expect(workspace.cloud.instances()).toEqual([]);

  const { output } = await workspace.upTo(program(redis("sessions")));
  expect(output).toContain(`AliyunRedis (cn-hangzhou) ${price}`);
  await workspace.up("--expect-no-changes");
  await workspace.destroy();
});

test("a CnCacheProvider asks for its own resources alone, also with an output", async () => {
  const provider = `const other = new CnCacheProvider("other", {
    aliyun: { region: "cn-beijing" }, preflight: pulumi.output(true) });`;
  const { output } = await workspace.upTo(
    program(provider, redis("sessions"), redis("carts", {}, { provider: code("other") })),
  );
  expect(output).toContain(`AliyunRedis (cn-beijing) ${price}`);
  expect(output).not.toContain("AliyunRedis (cn-hangzhou) costs");
  await workspace.destroy();
});

test("configuration that is neither true nor false is reported by the preview", async () => {
  await workspace.run("config", "set", "cn-cache:preflight", "yes");
  workspace.writeProgram(program(redis("sessions")));
  const { output } = await workspace.fails("preview");
  expect(output).toContain('configuration cn-cache:preflight must be true or false, not "yes"');
});
