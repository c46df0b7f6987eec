import { useEach } from "../support/useEach";
import { code, program, redis } from "./driver/program";
import { changingRequests } from "./driver/request";
import { expectSettled } from "./driver/settled";
import { openWorkspace } from "./driver/workspace";

const providerIn = (region: string) =>
  `const other = new CnCacheProvider("other", { aliyun: { region: "${region}" } });`;

describe("an AliyunRedis with an explicit provider", () => {
  const workspace = useEach(openWorkspace);

  const twoRegions = (region: string) =>
    program(providerIn(region), redis("sessions"), redis("carts", {}, { provider: code("other") }));
  const regions = () =>
    Object.fromEntries(workspace.cloud.instances().map(({ name, properties }) => [name, properties.RegionId]));

  test("is in the provider's region, and another region later is rejected before anything changes", async () => {
    await workspace.upTo(twoRegions("cn-beijing"));
    await workspace.up("--expect-no-changes");
    const ids = await expectSettled(workspace, ["sessions", "carts"]);
    expect(regions()).toEqual({ sessions: "cn-hangzhou", carts: "cn-beijing" });

    const before = workspace.cloud.requests().length;
    workspace.writeProgram(twoRegions("cn-shanghai"));
    const text = "region cn-beijing, but the configured region is cn-shanghai";
    expect((await workspace.fails("preview")).output).toContain(text);
    expect(workspace.cloud.requests().slice(before)).toEqual([]);
    expect((await workspace.upFails()).output).toContain(text);
    // An up looks for what the state lacks, whatever becomes of it.
    expect(changingRequests(workspace.cloud, before)).toEqual([]);

    await workspace.upTo(twoRegions("cn-beijing"));
    expect(await expectSettled(workspace, ["sessions", "carts"])).toEqual(ids);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test.each([
    ["itself", redis("sessions", {}, { provider: code("settingless") })],
    [
      "through a component",
      `const shop = new pulumi.ComponentResource("shop:index:Shop", "shop", {}, { providers: [settingless] });
       ${redis("sessions", {}, { parent: code("shop") })}`,
    ],
  ])("is rejected by preview when it is given %s a provider without settings of its cloud", async (_how, statement) => {
    workspace.writeProgram(program(`const settingless = new CnCacheProvider("settingless", {});`, statement));
    const { output } = await workspace.fails("preview");
    expect(output).toContain("the provider has settings for no cloud, not for aliyun");
    expect(workspace.cloud.requests()).toEqual([]);
  });
});
