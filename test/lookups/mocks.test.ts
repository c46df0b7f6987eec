import * as pulumi from "@pulumi/pulumi";
import * as entry from "../../provider";
import { CnCacheProvider, getAliyunRedis, getAliyunZones, getAliyunZonesOutput } from "../../provider";

let calls: pulumi.runtime.MockCallArgs[];

beforeEach(async () => {
  calls = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: (args) => {
      calls.push(args);
      if (args.token.endsWith(":getAliyunZones")) return { zones: [{ zoneId: "cn-hangzhou-h", disabled: false }] };
      throw new Error(`no mock of ${args.token}`);
    },
  });
});

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));

test("with mocks, a lookup asks the mock of call and no cloud", async () => {
  const { zones } = await getAliyunZones({ regionId: "cn-hangzhou" });
  expect(zones.map(({ zoneId }) => zoneId)).toEqual(["cn-hangzhou-h"]);
  expect(calls).toMatchObject([{ token: "pulumi-cn-cache:index:getAliyunZones", inputs: { regionId: "cn-hangzhou" } }]);
});

test("the Output form takes outputs, and its result is one", async () => {
  const { zones } = await known(getAliyunZonesOutput({ regionId: pulumi.output("cn-beijing") }));
  expect(zones).toHaveLength(1);
  expect(calls[0]?.inputs).toEqual({ regionId: "cn-beijing" });
});

test("the mock is told the provider, also that of a parent", async () => {
  const provider = new CnCacheProvider("elsewhere", { aliyun: { region: "cn-beijing" } });
  await getAliyunZones({}, { provider });
  class Shop extends pulumi.ComponentResource {}
  await getAliyunZones({}, { parent: new Shop("acme:shop:Shop", "shop", {}, { provider }) });
  expect(calls.map((call) => call.provider)).toEqual([
    expect.stringContaining("::elsewhere::"),
    expect.stringContaining("::elsewhere::"),
  ]);
});

test("a mock that throws fails the lookup", async () => {
  await expect(getAliyunRedis({ instanceId: "r-1" })).rejects.toThrow(Error);
  expect(calls).toMatchObject([{ token: "pulumi-cn-cache:index:getAliyunRedis", inputs: { instanceId: "r-1" } }]);
});

test("each lookup of the package has its Output form", () => {
  const names = Object.keys(entry).filter((name) => name.startsWith("get"));
  const plain = names.filter((name) => !name.endsWith("Output"));
  expect(plain.length).toBeGreaterThan(5);
  expect(names.sort()).toEqual(plain.flatMap((name) => [name, `${name}Output`]).sort());
});
