import { aliyunRedisInputs, type Bench, createChecked, openBench, urn } from "./bench";
import { sdkPackages } from "./sdk";

const rpcSecret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe.each(sdkPackages)("the plugin process of %s", (sdk) => {
  let bench: Bench;
  afterEach(() => bench.close());

  test("serves three first calls at once, all of them configured", async () => {
    bench = await openBench(sdk);
    const { plugin, cloud, config } = bench;
    await plugin.configure(config);
    const create = (name: string) =>
      plugin.create(aliyunRedisInputs({ instanceName: name, __urn: urn.replace(/sessions$/, name) }));
    const created = await Promise.all(["one", "two", "three"].map(create));
    expect(new Set(created.map(({ id }) => id)).size).toBe(3);
    const names = cloud.instances().map(({ name }) => name);
    expect(names.sort()).toEqual(["one", "three", "two"]);
  });

  test("takes a credential that the stack keeps as a secret", async () => {
    bench = await openBench(sdk);
    const { plugin, config } = bench;
    const secret = { ...rpcSecret, value: config["aliyun:accessKeySecret"] };
    await plugin.configure({ ...config, "aliyun:accessKeySecret": secret });
    expect((await createChecked(plugin, aliyunRedisInputs())).outs.status).toBe("Normal");
  });

  test("shows the status of a waiting create in the resource's own row", async () => {
    // Not ready yet at the first poll, half a second after the order.
    bench = await openBench(sdk, 1_000);
    const { plugin, engine, config } = bench;
    await plugin.configure(config);
    const creating = createChecked(plugin, aliyunRedisInputs());
    const entry = await engine.logged(({ message }) => message.includes("Creating"));
    expect(entry).toMatchObject({ severity: "info", urn, ephemeral: true });
    const { id } = await creating;
    expect(entry.message).toContain(id);
  });

  test("warns of a doubtful value once, at check, with the resource's URN", async () => {
    bench = await openBench(sdk);
    const { plugin, engine, config } = bench;
    await plugin.configure(config);
    const doubtful = aliyunRedisInputs({ securityIps: ["0.0.0.0/0"] });
    await plugin.check({}, doubtful);
    const warning = await engine.logged(({ severity }) => severity === "warning");
    expect(warning).toMatchObject({ urn, ephemeral: false });
    await plugin.check({}, doubtful);
    await plugin.end();
    expect(engine.log.filter(({ severity }) => severity === "warning")).toEqual([warning]);
  });
});
