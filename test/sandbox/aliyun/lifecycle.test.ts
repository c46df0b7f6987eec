import { changeMs } from "../openSandbox";
import type { Params } from "./client";
import { nativeSmall, otherAccount, prepaid, smallest, useFixture } from "./fixture";

const f = useFixture();

test("an id is not found by a key of another account, nor in another region", async () => {
  await f.restart({ keys: { aliyun: [otherAccount] } });
  const InstanceId = await f.created();
  const options = { keys: otherAccount };
  const { status, body } = await f.call("DescribeInstanceAttribute", { InstanceId }, options);
  expect([status, body.Code]).toEqual([404, "InvalidInstanceId.NotFound"]);
  expect(await f.code("DescribeInstanceAttribute", { InstanceId, RegionId: "cn-beijing" })).toBe(
    "InvalidInstanceId.NotFound",
  );
  const identity = await f.call("GetCallerIdentity", {}, { ...options, version: "2015-04-01" });
  expect(identity.body.AccountId).toBe(otherAccount.account);
});

test("an unimitated action is rejected by name, with the list of those that are imitated", async () => {
  const { body, status } = await f.call("FlushInstance", { InstanceId: "r-1" });
  expect([status, body.Code]).toEqual([400, "Sandbox.NotImitated"]);
  expect(body.Message).toMatch(/FlushInstance .*CreateInstance/);
});

test("a key that may not tag gets Forbidden.RAM for tags, also at creation, and can create without them", async () => {
  const options = { keys: { id: "poor", secret: "s", deny: ["TagResources"] } };
  await f.restart({ keys: { aliyun: [options.keys] } });
  const { status, body } = await f.call("CreateInstance", { ...smallest, "Tag.1.Key": "k" }, options);
  expect([status, body.Code]).toEqual([403, "Forbidden.RAM"]);
  expect(body.AccessDeniedDetail.AuthAction).toBe("kvstore:TagResources");
  expect(await f.code("CreateInstance", smallest, options)).toBeUndefined();
});

describe("ModifyInstanceSpec", () => {
  const target = { InstanceClass: "redis.master.mid.default", MajorVersion: "5.0" };

  test("Changing for three quarters, Normal with an open order for the last, the real class only at the end", async () => {
    const id = await f.created();
    const answer = await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    expect(answer.body.OrderId).toMatch(/^\d+$/);
    const seen = [];
    for (const ms of [0, changeMs * 0.75 - 1, 1, changeMs / 4 - 1, 1]) {
      f.wait(ms);
      const { InstanceStatus, IsOrderCompleted, InstanceClass, RealInstanceClass, Capacity } = await f.describe(id);
      const sizes = [InstanceClass, RealInstanceClass].map((one: string) => one.split(".")[2]);
      seen.push([InstanceStatus, IsOrderCompleted, ...sizes, Capacity]);
    }
    expect(seen).toEqual([
      ["Changing", false, "mid", "small", 1024],
      ["Changing", false, "mid", "small", 1024],
      ["Normal", false, "mid", "small", 1024],
      ["Normal", false, "mid", "small", 1024],
      ["Normal", true, "mid", "mid", 2048],
    ]);
  });

  test("a second change is IncorrectDBInstanceState while Changing and Task.Conflict while the order is open; a repetition with its ClientToken gets the first order", async () => {
    const change = { InstanceId: await f.created(), ...target };
    const first = await f.call("ModifyInstanceSpec", { ...change, ClientToken: "c" });
    const busy = await f.call("ModifyInstanceSpec", change);
    const again = await f.call("ModifyInstanceSpec", { ...change, ClientToken: "c" });
    f.wait(changeMs * 0.75);
    const open = await f.call("ModifyInstanceSpec", change);
    expect([busy.status, busy.body.Code, open.body.Code]).toEqual([403, "IncorrectDBInstanceState", "Task.Conflict"]);
    expect(again.body.OrderId).toBe(first.body.OrderId);
  });

  describe("with EffectiveTime=MaintainTime", () => {
    const ordered = async () => {
      const id = await f.created();
      await f.call("ModifyInstanceSpec", { InstanceId: id, ...target, EffectiveTime: "MaintainTime" });
      return id;
    };
    const tasks = async (params: Params = {}) => {
      const times = { FromStartTime: "2026-11-01T00:00:00Z", ToStartTime: "2026-12-01T00:00:00Z" };
      const { body } = await f.call("DescribeHistoryTasks", { RegionId: "cn-hangzhou", ...times, ...params });
      return body.Items as Record<string, string>[];
    };

    test("the instance is Changing at once, and its task waits until the window at 18:00Z", async () => {
      const id = await ordered();
      const seen = async () => [
        (await f.describe(id)).InstanceStatus,
        (await f.describe(id)).RealInstanceClass,
        ...(await tasks({ InstanceId: id })).flatMap((task) => [task.TaskType, task.Status, task.CurrentStepName]),
      ];
      const waiting = ["Changing", smallest.InstanceClass, "ModifyInsSpec", "Waiting", "do_pause"];
      expect(await seen()).toEqual(waiting);
      f.clock.now = Date.parse("2026-11-21T17:59:59Z");
      expect(await seen()).toEqual(waiting);
      f.wait(1000);
      expect(await seen()).toEqual(["Changing", smallest.InstanceClass, "ModifyInsSpec", "Running", "exec_task"]);
      f.wait();
      expect(await seen()).toEqual(["Normal", target.InstanceClass, "ModifyInsSpec", "Succeed", "exec_task"]);
    });

    test("the task center lists by status, type, instance and time", async () => {
      const id = await ordered();
      expect(await tasks({ Status: "Scheduled,Waiting" })).toMatchObject([{ InstanceId: id }]);
      expect(await tasks({ Status: "Running" })).toEqual([]);
      expect(await tasks({ TaskType: "RestartIns" })).toEqual([]);
      expect(await tasks({ InstanceId: "r-bp1other" })).toEqual([]);
      expect(await tasks({ ToStartTime: "2026-11-01T00:00:01Z" })).toEqual([]);
    });

    test("ModifyTaskInfo brings it forward; a task that does not wait is InvalidParam", async () => {
      const id = await ordered();
      const [task] = await tasks();
      const params = { RegionId: "cn-hangzhou", TaskId: task?.TaskId ?? "", TaskAction: "modifySwitchTime" };
      const now = { ...params, StepName: "do_pause", ActionParams: JSON.stringify({ recoverMode: "immediate" }) };
      expect((await f.call("ModifyTaskInfo", now)).body.SuccessCount).toBe("1");
      f.wait();
      expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Normal", RealInstanceClass: target.InstanceClass });
      expect(await f.code("ModifyTaskInfo", now)).toBe("InvalidParam");
    });
  });

  const rejected: Record<string, [Record<string, string | number>, string]> = {
    "a classic class without MajorVersion": [{ InstanceClass: target.InstanceClass }, "MissingParameter"],
    "no change at all": [{ MajorVersion: "5.0" }, "MissingParameter"],
    "an unknown class": [{ ...target, InstanceClass: "x" }, "InvalidInstanceClass.NotFound"],
    "a cloud-native class": [{ ...target, InstanceClass: "redis.shard.small.ce" }, "COMMODITY.INVALID_COMPONENT"],
    "both read-only counts": [{ ReadOnlyCount: 1, SlaveReadOnlyCount: 1 }, "InvalidParam"],
    "Capacity, which the call does not have": [{ Capacity: 2048 }, "Sandbox.UnknownParameter"],
  };
  test.each(Object.entries(rejected))("%s is rejected", async (_name, [params, code]) => {
    expect(await f.code("ModifyInstanceSpec", { InstanceId: await f.created(), ...params })).toBe(code);
  });

  const [four, mid] = [{ ShardCount: 4 }, { InstanceClass: "redis.shard.mid.ce" }];
  const grown = { ShardCount: 8, Capacity: 16384, RealInstanceClass: mid.InstanceClass };
  const [readers, none] = [{ ReadOnlyCount: 2 }, { ReadOnlyCount: 0 }];
  test.each<[string, given: Params, change: Params, after: object]>([
    ["keeps its shards when its class grows", four, mid, { ...four, Capacity: 8192, ArchitectureType: "cluster" }],
    ["keeps its class when its shards grow", { ...four, ...mid }, { ShardCount: 8 }, grown],
    ["is rwsplit with read-only nodes", {}, readers, { ...readers, ArchitectureType: "rwsplit", Bandwidth: 72 }],
    ["is standard again without them", readers, none, { ...none, ArchitectureType: "standard", Bandwidth: 24 }],
  ])("a cloud-native instance %s", async (_name, given, change, after) => {
    const id = await f.created({ ...nativeSmall, ...given });
    await f.call("ModifyInstanceSpec", { InstanceId: id, ...change });
    f.wait();
    expect(await f.describe(id)).toMatchObject(after);
  });

  test("a prepaid instance is shrunk only with OrderType DOWNGRADE", async () => {
    const id = await f.created({ InstanceClass: target.InstanceClass, ...prepaid });
    const down = { ...target, InstanceId: id, InstanceClass: smallest.InstanceClass };
    expect(await f.code("ModifyInstanceSpec", down)).toBe("InvalidParam");
    expect(await f.code("ModifyInstanceSpec", { ...down, OrderType: "DOWNGRADE" })).toBeUndefined();
  });
});

describe("DeleteInstance", () => {
  test("shows Released for a transition, then InvalidInstanceId.NotFound; the list of the sandbox is empty at once", async () => {
    const id = await f.created();
    const remove = () => f.code("DeleteInstance", { InstanceId: id });
    expect(await remove()).toBeUndefined();
    expect(f.sandbox.instances()).toEqual([]);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Released" });
    expect(await remove()).toBe("IncorrectDBInstanceState");
    f.wait();
    expect(await f.code("DescribeInstanceAttribute", { InstanceId: id })).toBe("InvalidInstanceId.NotFound");
    expect(await remove()).toBe("InvalidInstanceId.NotFound");
  });

  test("is rejected while Creating, when prepaid, and under release protection", async () => {
    const creating = (await f.create()).body.InstanceId;
    expect(await f.code("DeleteInstance", { InstanceId: creating })).toBe("IncorrectDBInstanceState");
    const paid = await f.created(prepaid);
    expect(await f.code("DeleteInstance", { InstanceId: paid })).toBe("InvalidOrderCharge.NotSupport");
    const kept = { InstanceId: await f.created() };
    await f.call("ModifyInstanceAttribute", { ...kept, InstanceReleaseProtection: true });
    const { status, body } = await f.call("DeleteInstance", kept);
    expect([status, body.Code]).toEqual([403, "InstanceReleaseProtection"]);
  });
});
