import { changeMs, closeAll, fixture, nativeSmall, provisionMs, smallest } from "./fixture";

afterEach(closeAll);

describe("creation", () => {
  test("the answer is flat and says Creating; the password is in none of its values", async () => {
    const f = await fixture();
    const { body, text } = await f.call("CreateInstance", {
      ...smallest,
      InstanceName: "apitest",
      Password: "Secret!12345",
    });
    expect(body).toMatchObject({
      InstanceId: expect.stringMatching(/^r-bp1[a-z0-9]{14}$/),
      UserName: body.InstanceId,
      InstanceName: "apitest",
      InstanceStatus: "Creating",
      ConnectionDomain: `${body.InstanceId}.redis.rds.aliyuncs.com`,
      Port: 6379,
      Capacity: 1024,
      Connections: 10000,
      QPS: 100000,
      ChargeType: "PostPaid",
      RegionId: "cn-hangzhou",
      OrderId: expect.any(Number),
    });
    expect(text).not.toContain("Secret!12345");
  });

  test("an instance is Creating until provisionMs have passed, then Normal with its order completed", async () => {
    const f = await fixture();
    const id = (await f.call("CreateInstance", smallest)).body.InstanceId;
    f.clock.now += provisionMs - 1;
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating", IsOrderCompleted: false });
    f.clock.now += 1;
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Normal", IsOrderCompleted: true });
  });

  test("describe has the types that Terraform insists on: IsSupportTDE boolean, Config JSON text, Tags.Tag a list", async () => {
    const f = await fixture();
    const shown = await f.describe(await f.born({ "Tag.1.Key": "k", "Tag.1.Value": "v" }));
    expect(shown).toMatchObject({
      IsSupportTDE: false,
      Port: 6379,
      HasRenewChangeOrder: "false",
      Tags: { Tag: [{ Key: "k", Value: "v" }] },
    });
    expect(JSON.parse(shown.Config)).toMatchObject({ EvictionPolicy: "volatile-lru", "hash-max-ziplist-entries": 512 });
  });

  test("a prepaid instance ends after its months", async () => {
    const f = await fixture();
    expect(await f.describe(await f.born({ ChargeType: "PrePaid", Period: "12" }))).toMatchObject({
      EndTime: "2027-11-21T00:00:00Z",
    });
  });

  test("an id is not found by a key of another account, nor in another region", async () => {
    const other = { id: "other", secret: "s", account: "2000000000000002" };
    const f = await fixture({ keys: { aliyun: [other] } });
    const id = await f.born();
    const asOther = await f.call("DescribeInstanceAttribute", { InstanceId: id }, { keys: other });
    const elsewhere = await f.call("DescribeInstanceAttribute", { InstanceId: id, RegionId: "cn-beijing" });
    expect([asOther.status, asOther.body.Code, elsewhere.body.Code]).toEqual([
      404,
      "InvalidInstanceId.NotFound",
      "InvalidInstanceId.NotFound",
    ]);
    expect((await f.call("GetCallerIdentity", {}, { keys: other, version: "2015-04-01" })).body.AccountId).toBe(
      other.account,
    );
  });

  test("CreateTairInstance is PrePaid unless told otherwise, and takes at most 5 tags", async () => {
    const f = await fixture();
    const tair = {
      RegionId: "cn-hangzhou",
      ZoneId: "cn-hangzhou-h",
      InstanceClass: "tair.rdb.1g",
      InstanceType: "tair_rdb",
      VpcId: "vpc-1234",
      VSwitchId: "vsw-1234",
    };
    expect((await f.call("CreateTairInstance", tair)).body.Code).toBe("MissingParameter");
    const made = await f.call("CreateTairInstance", {
      ...tair,
      ChargeType: "PostPaid",
      ShardCount: 2,
      ClientToken: "c",
    });
    f.clock.now += provisionMs;
    expect(await f.describe(made.body.InstanceId)).toMatchObject({
      InstanceType: "tair_rdb",
      Capacity: 2048,
      ArchitectureType: "cluster",
      ChargeType: "PostPaid",
      InstanceStatus: "Normal",
    });
    const tags = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`Tag.${n}.Key`, `k${n}`]));
    expect((await f.call("CreateTairInstance", { ...tair, ChargeType: "PostPaid", ...tags })).body.Code).toBe(
      "InvalidParam",
    );
  });

  test("a restored instance names its source, and takes its config and whitelist with RecoverConfigMode", async () => {
    const f = await fixture();
    const source = await f.born();
    await f.call("ModifySecurityIps", { InstanceId: source, SecurityIps: "10.0.0.0/8" });
    const id = await f.born({ SrcDBInstanceId: source, BackupId: "111111111", RecoverConfigMode: "whitelist,config" });
    expect(f.sandbox.instances().find((one) => one.id === id)?.properties).toMatchObject({
      Source: { SrcDBInstanceId: source, BackupId: "111111111" },
      SecurityIPList: "10.0.0.0/8",
    });
  });
});

describe("ModifyInstanceSpec", () => {
  const target = { InstanceClass: "redis.master.mid.default", MajorVersion: "5.0" };

  test("Changing for three quarters, Normal with an open order for the last, the real class only at the end", async () => {
    const f = await fixture();
    const id = await f.born();
    const answer = await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    expect(answer.body.OrderId).toMatch(/^\d+$/);
    const seen = [];
    for (const ms of [0, changeMs * 0.75 - 1, 1, changeMs / 4 - 1, 1]) {
      f.clock.now += ms;
      const { InstanceStatus, IsOrderCompleted, InstanceClass, RealInstanceClass, Capacity } = await f.describe(id);
      seen.push([
        InstanceStatus,
        IsOrderCompleted,
        InstanceClass.split(".")[2],
        RealInstanceClass.split(".")[2],
        Capacity,
      ]);
    }
    expect(seen).toEqual([
      ["Changing", false, "mid", "small", 1024],
      ["Changing", false, "mid", "small", 1024],
      ["Normal", false, "mid", "small", 1024],
      ["Normal", false, "mid", "small", 1024],
      ["Normal", true, "mid", "mid", 2048],
    ]);
  });

  test("a second change is IncorrectDBInstanceState while Changing and Task.Conflict while the order is open", async () => {
    const f = await fixture();
    const id = await f.born();
    await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    const busy = await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    f.clock.now += changeMs * 0.75;
    const open = await f.call("ModifyInstanceSpec", { InstanceId: id, ...target });
    expect([busy.status, busy.body.Code, open.body.Code]).toEqual([403, "IncorrectDBInstanceState", "Task.Conflict"]);
  });

  test("with EffectiveTime=MaintainTime nothing changes before the window at 18:00Z", async () => {
    const f = await fixture();
    const id = await f.born();
    await f.call("ModifyInstanceSpec", { InstanceId: id, ...target, EffectiveTime: "MaintainTime" });
    f.clock.now = Date.parse("2026-11-21T17:59:59Z");
    expect(await f.describe(id)).toMatchObject({
      InstanceStatus: "Normal",
      IsOrderCompleted: true,
      RealInstanceClass: "redis.master.small.default",
    });
    f.clock.now = Date.parse("2026-11-21T18:00:00Z");
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Changing" });
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({
      InstanceStatus: "Normal",
      RealInstanceClass: "redis.master.mid.default",
    });
  });

  const refused: Record<string, [Record<string, string | number>, string]> = {
    "a classic class without MajorVersion": [{ InstanceClass: target.InstanceClass }, "MissingParameter"],
    "no change at all": [{ MajorVersion: "5.0" }, "MissingParameter"],
    "an unknown class": [{ InstanceClass: "x", MajorVersion: "5.0" }, "InvalidInstanceClass.NotFound"],
    "a cloud-native class": [
      { InstanceClass: "redis.shard.small.ce", MajorVersion: "5.0" },
      "COMMODITY.INVALID_COMPONENT",
    ],
    "both read-only counts": [{ ReadOnlyCount: 1, SlaveReadOnlyCount: 1 }, "InvalidParam"],
    "Capacity, which the call does not have": [{ Capacity: 2048 }, "Sandbox.UnknownParameter"],
  };
  test.each(Object.entries(refused))("refuses %s", async (_name, [params, code]) => {
    const f = await fixture();
    const id = await f.born();
    expect((await f.call("ModifyInstanceSpec", { InstanceId: id, ...params })).body.Code).toBe(code);
  });

  test("a cloud-native instance keeps its shards when its class grows, and its class when its shards grow", async () => {
    const f = await fixture();
    const id = await f.born({ ...nativeSmall, ShardCount: 4 });
    await f.call("ModifyInstanceSpec", { InstanceId: id, InstanceClass: "redis.shard.mid.ce" });
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({ ShardCount: 4, Capacity: 8192, ArchitectureType: "cluster" });
    await f.call("ModifyInstanceSpec", { InstanceId: id, ShardCount: 8 });
    f.clock.now += changeMs;
    expect(await f.describe(id)).toMatchObject({
      ShardCount: 8,
      Capacity: 16384,
      RealInstanceClass: "redis.shard.mid.ce",
    });
  });

  test("read-only nodes make it rwsplit, none make it standard again", async () => {
    const f = await fixture();
    const id = await f.born(nativeSmall);
    for (const [count, architecture] of [
      [2, "rwsplit"],
      [0, "standard"],
    ] as const) {
      await f.call("ModifyInstanceSpec", { InstanceId: id, ReadOnlyCount: count });
      f.clock.now += changeMs;
      expect(await f.describe(id)).toMatchObject({ ReadOnlyCount: count, ArchitectureType: architecture });
    }
  });

  test("a prepaid instance is shrunk only with OrderType DOWNGRADE", async () => {
    const f = await fixture();
    const id = await f.born({ InstanceClass: "redis.master.mid.default", ChargeType: "PrePaid", Period: "1" });
    const down = { InstanceId: id, InstanceClass: "redis.master.small.default", MajorVersion: "5.0" };
    expect((await f.call("ModifyInstanceSpec", down)).body.Code).toBe("InvalidParam");
    expect((await f.call("ModifyInstanceSpec", { ...down, OrderType: "DOWNGRADE" })).status).toBe(200);
  });
});

describe("DeleteInstance", () => {
  test("shows Released for a transition, then InvalidInstanceId.NotFound; the list of the sandbox is empty at once", async () => {
    const f = await fixture();
    const id = await f.born();
    expect((await f.call("DeleteInstance", { InstanceId: id })).status).toBe(200);
    expect(f.sandbox.instances()).toEqual([]);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Released" });
    expect((await f.call("DeleteInstance", { InstanceId: id })).body.Code).toBe("IncorrectDBInstanceState");
    f.clock.now += changeMs;
    expect((await f.call("DescribeInstanceAttribute", { InstanceId: id })).body.Code).toBe(
      "InvalidInstanceId.NotFound",
    );
    expect((await f.call("DeleteInstance", { InstanceId: id })).body.Code).toBe("InvalidInstanceId.NotFound");
  });

  test("is refused while Creating, when prepaid, and under release protection", async () => {
    const f = await fixture();
    const young = (await f.call("CreateInstance", smallest)).body.InstanceId;
    expect((await f.call("DeleteInstance", { InstanceId: young })).body.Code).toBe("IncorrectDBInstanceState");
    const paid = await f.born({ ChargeType: "PrePaid", Period: "1" });
    expect((await f.call("DeleteInstance", { InstanceId: paid })).body.Code).toBe("InvalidOrderCharge.NotSupport");
    const kept = await f.born();
    await f.call("ModifyInstanceAttribute", { InstanceId: kept, InstanceReleaseProtection: true });
    const answer = await f.call("DeleteInstance", { InstanceId: kept });
    expect([answer.status, answer.body.Code]).toEqual([403, "InstanceReleaseProtection"]);
  });
});

describe("idempotency", () => {
  test("the same token gives the same instance, whatever the scheme", async () => {
    const f = await fixture();
    const params = { ...smallest, Token: "tok-1" };
    const first = await f.call("CreateInstance", params);
    const second = await f.call("CreateInstance", params, { scheme: "rpc", place: "form", format: "JSON" });
    expect(second.body.InstanceId).toBe(first.body.InstanceId);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("the same token with another parameter is IdempotentParameterMismatch", async () => {
    const f = await fixture();
    await f.call("CreateInstance", { ...smallest, Token: "tok-1" });
    const { status, body } = await f.call("CreateInstance", { ...smallest, Token: "tok-1", InstanceName: "other" });
    expect([status, body.Code]).toEqual([400, "IdempotentParameterMismatch"]);
  });

  test("a token whose call was refused is unused; tokens are case-sensitive; a deleted instance's token still gives its id", async () => {
    const f = await fixture();
    await f.call("CreateInstance", { ...smallest, Token: "t", InstanceName: "1" });
    const made = await f.call("CreateInstance", { ...smallest, Token: "t" });
    const upper = await f.call("CreateInstance", { ...smallest, Token: "T" });
    expect(made.status).toBe(200);
    expect(upper.body.InstanceId).not.toBe(made.body.InstanceId);
    f.clock.now += provisionMs;
    await f.call("DeleteInstance", { InstanceId: made.body.InstanceId });
    f.clock.now += changeMs;
    expect((await f.call("CreateInstance", { ...smallest, Token: "t" })).body.InstanceId).toBe(made.body.InstanceId);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("ModifyInstanceSpec repeated with its ClientToken gives the first order, though the state no longer allows another", async () => {
    const f = await fixture();
    const params = {
      InstanceId: await f.born(),
      InstanceClass: "redis.master.mid.default",
      MajorVersion: "5.0",
      ClientToken: "c",
    };
    const first = await f.call("ModifyInstanceSpec", params);
    expect((await f.call("ModifyInstanceSpec", params)).body.OrderId).toBe(first.body.OrderId);
  });
});
