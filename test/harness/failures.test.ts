import { aliyunRedisInputs, aliyunRedisProvider, useBench } from "./bench";
import { InitFailed } from "./plugin";
import { sdkPackages } from "./sdk";

describe.each(sdkPackages)("the plugin process of %s", (sdk) => {
  const bench = useBench(sdk);

  test("answers a create that ends in Error with id, __provider and reasons", async () => {
    const { plugin, cloud } = bench;
    cloud.fault({ cloud: "aliyun", action: "CreateInstance", kind: "fail" });
    const { inputs } = await plugin.check({}, aliyunRedisInputs());
    const failure = await plugin.create(inputs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InitFailed);
    const { id, properties, reasons } = failure as InitFailed;
    expect(cloud.instances().map((each) => each.id)).toEqual([id]);
    expect(properties).toMatchObject({ __provider: aliyunRedisProvider, instanceId: id, status: "Error" });
    expect(reasons.join("\n")).toContain(id);

    await bench.nextRun();
    await bench.plugin.delete(id, properties);
    expect(cloud.instances()).toEqual([]);
  });

  test("answers a rejected create with an error without an id", async () => {
    const { plugin, cloud } = bench;
    const missing = { vpcId: "vpc-missing0001", vSwitchId: "vsw-missing0001" };
    const { inputs } = await plugin.check({}, aliyunRedisInputs(missing));
    const failure = await plugin.create(inputs).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(InitFailed);
    expect(cloud.instances()).toEqual([]);
  });

  test("names every rejected argument by its path in the reasons, and none as the property", async () => {
    const { plugin, cloud } = bench;
    const wrong = { instanceName: "s", password: "tooweakforthis", chargeType: "PostPaid", period: 1 };
    const { failures } = await plugin.check({}, aliyunRedisInputs(wrong));
    expect(new Set(failures.map((each) => each.property))).toEqual(new Set([""]));
    const reasons = failures.map((each) => each.reason).join("\n");
    for (const path of ["instanceName", "password", "period"]) expect(reasons).toContain(path);
    expect(reasons).not.toContain("tooweakforthis");
    expect(cloud.requests()).toEqual([]);
  });
});
