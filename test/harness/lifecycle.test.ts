import { aliyunRedisInputs, aliyunRedisProvider, createChecked, urn, useBench } from "./bench";
import { sdkPackages } from "./sdk";

describe.each(sdkPackages)("the plugin process of %s", (sdk) => {
  const bench = useBench(sdk);

  test("runs check, create, diff, update, read and delete of AliyunRedis, and leaves nothing", async () => {
    const created = await createChecked(bench.plugin, aliyunRedisInputs());
    expect(created.outs).toMatchObject({ __provider: aliyunRedisProvider, instanceId: created.id, status: "Normal" });

    await bench.nextRun();
    const unchanged = await bench.plugin.check(created.inputs, aliyunRedisInputs());
    expect((await bench.plugin.diff(created.id, created.outs, unchanged.inputs)).changes).toBe("none");

    await bench.nextRun();
    const renamed = await bench.plugin.check(created.inputs, aliyunRedisInputs({ instanceName: "carts" }));
    const diff = await bench.plugin.diff(created.id, created.outs, renamed.inputs);
    expect(diff).toMatchObject({ replaces: [] });
    expect(diff.changes).not.toBe("none");
    const updated = await bench.plugin.update(created.id, created.outs, renamed.inputs);
    expect(updated).toMatchObject({ __provider: aliyunRedisProvider, instanceId: created.id, instanceName: "carts" });

    await bench.nextRun();
    const read = await bench.plugin.read(created.id, updated);
    expect(read).toMatchObject({ id: created.id, props: { __provider: aliyunRedisProvider, instanceName: "carts" } });
    expect((await bench.plugin.diff(created.id, read.props, renamed.inputs)).changes).toBe("none");

    await bench.nextRun();
    await bench.plugin.delete(created.id, read.props);
    expect(bench.cloud.instances()).toEqual([]);
  });

  test("reads a deleted instance as an empty id", async () => {
    const { id, outs } = await createChecked(bench.plugin, aliyunRedisInputs());
    bench.cloud.drift({ cloud: "aliyun", id, delete: true });
    await bench.nextRun();
    expect((await bench.plugin.read(id, outs)).id).toBe("");
  });

  test("deletes nothing that the same run has created", async () => {
    const { id, outs } = await createChecked(bench.plugin, aliyunRedisInputs());
    await bench.plugin.delete(id, outs);
    expect(bench.cloud.instances()).toMatchObject([{ id }]);
    expect(await bench.engine.logged(({ severity }) => severity === "warning")).toMatchObject({ urn });
  });

  test("adds the returned tag on SIGINT, and ends with 0", async () => {
    const { plugin, cloud } = bench;
    await createChecked(plugin, aliyunRedisInputs());
    const keys = () => Object.keys(cloud.instances()[0]?.tags ?? {});
    expect(keys()).toEqual(["pulumi-cn-cache:pending"]);
    expect(await plugin.end()).toBe(0);
    expect(keys()).toEqual(["pulumi-cn-cache:pending", "pulumi-cn-cache:returned"]);
  });

  test("says null for what the instance does not have: left out, it would be unknown in every later preview", async () => {
    const { outs } = await createChecked(bench.plugin, aliyunRedisInputs());
    expect(outs).toMatchObject({ endTime: null, publicConnectionDomain: null });
  });

  test("writes nothing to stdout after the port", async () => {
    const { plugin } = bench;
    await createChecked(plugin, aliyunRedisInputs());
    await plugin.end();
    expect(plugin.stdout).toEqual([]);
  });
});
