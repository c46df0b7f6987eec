import { describeSdk, type SdkFixture } from "./sdk";

describeSdk("aliyun", (sdk: SdkFixture) => {
  const RegionId = "cn-hangzhou";
  const network = { VpcId: "vpc-bp1nme44gek34slfc0001", VSwitchId: "vsw-bp1e7clcw529l773d0001" };
  const community = { InstanceClass: "redis.master.small.default", EngineVersion: "5.0" };
  const create = async (more: object = {}): Promise<string> =>
    String((await sdk.call("CreateInstance", { RegionId, ...community, Password: "Secret-123", ...more })).InstanceId);
  const createTair = async (): Promise<string> => {
    const type = { InstanceType: "tair_rdb", InstanceClass: "tair.rdb.1g", ChargeType: "PostPaid" };
    const wanted = { RegionId, ZoneId: "cn-hangzhou-h", ...network, ...type, Password: "Secret-123" };
    return String((await sdk.call("CreateTairInstance", wanted)).InstanceId);
  };

  test("accounts: made, listed, changed and deleted", async () => {
    const InstanceId = await create();
    const AccountName = "orders";
    const made = { AccountPassword: "Orders-123", AccountPrivilege: "RoleReadOnly", AccountDescription: "jobs" };
    expect(await sdk.call("CreateAccount", { InstanceId, AccountName, ...made })).toMatchObject({
      InstanceId,
      AcountName: AccountName,
    });
    await sdk.call("GrantAccountPrivilege", { InstanceId, AccountName, AccountPrivilege: "RoleReadWrite" });
    await sdk.call("ModifyAccountDescription", { InstanceId, AccountName, AccountDescription: "other" });
    await sdk.call("ResetAccountPassword", { InstanceId, AccountName, AccountPassword: "Other-4567" });
    expect(await sdk.call("DescribeAccounts", { InstanceId, AccountName })).toMatchObject({
      Accounts: {
        Account: [
          {
            AccountName,
            AccountStatus: "Available",
            AccountDescription: "other",
            DatabasePrivileges: { DatabasePrivilege: [{ AccountPrivilege: "RoleReadWrite" }] },
          },
        ],
      },
    });
    await sdk.call("DeleteAccount", { InstanceId, AccountName });
    expect(await sdk.rejection("DeleteAccount", { InstanceId, AccountName })).toMatch(
      /^InvalidAccountName\.NotFound: /,
    );
  });

  test("what can be bought: zones, classes, prices", async () => {
    const { Zones } = (await sdk.call("DescribeZones", { RegionId })) as { Zones: { KVStoreZone: object[] } };
    expect(Zones.KVStoreZone).toContainEqual(expect.objectContaining({ ZoneId: "cn-hangzhou-h" }));
    const ZoneId = "cn-hangzhou-h";
    const sold = await sdk.call("DescribeAvailableResource", { RegionId, ZoneId, Engine: "Redis" });
    expect(JSON.stringify(sold.AvailableZones)).toContain(community.InstanceClass);
    const order = { OrderType: "BUY", RegionId, ZoneId, InstanceClass: community.InstanceClass };
    expect(await sdk.call("DescribePrice", { ...order, ChargeType: "PostPaid", Quantity: 1 })).toMatchObject({
      Order: { Currency: "CNY", TradeAmount: expect.any(String) },
    });
  });

  test("audit log, and the renewal of a certificate", async () => {
    const InstanceId = await create();
    await sdk.call("ModifyAuditLogConfig", { InstanceId, DbAudit: true, Retention: 30 });
    expect(await sdk.call("DescribeAuditLogConfig", { RegionId, InstanceId })).toMatchObject({
      DbAudit: "true",
      Retention: "30",
    });
    await sdk.call("ModifyInstanceSSL", { InstanceId, SSLEnabled: "Enable" });
    await sdk.call("ModifyInstanceSSL", { InstanceId, SSLEnabled: "Update" });
    expect(await sdk.call("DescribeInstanceSSL", { InstanceId })).toMatchObject({
      SSLEnabled: "Enable",
      SSLExpiredTime: expect.stringMatching(/^\d{4}-/),
    });
  });

  test("modes are parameters of their own", async () => {
    const InstanceId = await createTair();
    await sdk.call("ModifyInstanceConfig", { InstanceId, ParamReplMode: "semisync", ParamSemisyncReplTimeout: "1000" });
    expect(await sdk.call("DescribeInstanceConfig", { InstanceId })).toMatchObject({
      ParamReplMode: "semisync",
      ParamReplTimeout: "1000",
      ParamSentinelCompatEnable: "0",
    });
  });

  test("a minor version: what there is, and the upgrade", async () => {
    const InstanceId = await create();
    const versions = () => sdk.call("DescribeEngineVersion", { InstanceId });
    expect(await versions()).toMatchObject({ EnableUpgradeMinorVersion: true, IsLatestVersion: false });
    await sdk.call("ModifyInstanceMinorVersion", { InstanceId, Minorversion: "latest_version" });
    expect(await versions()).toMatchObject({ EnableUpgradeMinorVersion: false, IsLatestVersion: true });
  });

  test("data encryption with a key of one's own", async () => {
    const InstanceId = await createTair();
    const [EncryptionKey, RoleArn] = ["key-1", "acs:ram::1234567890123456:role/AliyunRdsInstanceEncryptionDefaultRole"];
    await sdk.call("ModifyInstanceTDE", { InstanceId, TDEStatus: "Enabled", EncryptionKey, RoleArn });
    expect(await sdk.call("DescribeInstanceTDEStatus", { InstanceId })).toMatchObject({ TDEStatus: "Enabled" });
    expect(await sdk.call("DescribeEncryptionKey", { InstanceId, EncryptionKey })).toMatchObject({ RoleArn });
  });

  test("an order for the maintenance window is in the list of tasks, and can be brought forward", async () => {
    const InstanceId = await create();
    const InstanceClass = "redis.master.mid.default";
    await sdk.call("ModifyInstanceSpec", {
      InstanceId,
      InstanceClass,
      MajorVersion: "5.0",
      EffectiveTime: "MaintainTime",
    });
    const day = (offset: number) => `${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 16)}Z`;
    const range = { FromStartTime: day(-7), ToStartTime: day(1) };
    const tasks = async () =>
      (await sdk.call("DescribeHistoryTasks", { RegionId, InstanceId, InstanceType: "Instance", ...range })) as {
        Items: { TaskId: string; Status: string }[];
      };
    const [task] = (await tasks()).Items;
    expect(task).toMatchObject({ InstanceId, TaskType: expect.any(String) });
    const now = JSON.stringify({ recoverTime: "1970-01-01T00:00:00Z", recoverMode: "immediate" });
    await sdk.call("ModifyTaskInfo", {
      ...{ RegionId, TaskId: task?.TaskId, TaskAction: "modifySwitchTime", ActionParams: now },
    });
    expect(await sdk.call("DescribeInstanceAttribute", { InstanceId })).toMatchObject({
      Instances: { DBInstanceAttribute: [{ InstanceClass }] },
    });
  });
});
