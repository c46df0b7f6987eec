import { smallest } from "../sandbox/jd/fixture";
import { describeSdk, type Result, type SdkFixture } from "./sdk";

describeSdk("jd", (sdk: SdkFixture) => {
  const spec = { ...smallest, password: "Passw0rd1" };
  const create = async (more: Result = {}): Promise<string> =>
    String((await sdk.call("createCacheInstance", { cacheInstance: { ...spec, ...more } })).cacheInstanceId);

  test("accounts: made, listed, changed and deleted", async () => {
    const cacheInstanceId = await create();
    const accountName = "orders";
    const made = { accountPassword: "Orders123", accountPrivilege: "RoleReadOnly", accountDescription: "jobs" };
    await sdk.call("createAccount", { cacheInstanceId, accountName, ...made });
    await sdk.call("modifyAccount", { cacheInstanceId, accountName, accountPrivilege: "RoleReadWrite" });
    const { accountLists } = await sdk.call("describeAccounts", { cacheInstanceId });
    expect(accountLists).toContainEqual(expect.objectContaining({ accountName, accountPrivilege: "RoleReadWrite" }));
    await sdk.call("deleteAccount", { cacheInstanceId, accountName });
    expect(await sdk.rejection("deleteAccount", { cacheInstanceId, accountName })).toMatch(/^4\d\d /);
  });

  test("named whitelists: made, listed, changed and deleted", async () => {
    const cacheInstanceId = await create();
    const groups = async () => (await sdk.call("describeWhiteListGroup", { cacheInstanceId })) as Result;
    await sdk.call("addWhiteListGroup", { cacheInstanceId, name: "jobs", ips: "10.0.0.1" });
    await sdk.call("modifyWhiteListGroup", { cacheInstanceId, name: "jobs", ips: "10.0.0.0/24" });
    expect(JSON.stringify(await groups())).toMatch(/"jobs".*10\.0\.0\.0\/24/);
    await sdk.call("deleteWhiteListGroup", { cacheInstanceId, name: "jobs" });
    expect(JSON.stringify(await groups())).not.toContain('"jobs"');
  });

  test("what can be bought: classes, zones, quotas", async () => {
    const { instanceClasses } = await sdk.call("describeInstanceClass", { redisVersion: "4.0" });
    expect(JSON.stringify(instanceClasses)).toContain(spec.cacheInstanceClass);
    expect(JSON.stringify(await sdk.call("describeSpecConfig"))).toContain(spec.cacheInstanceClass);
    expect(JSON.stringify(await sdk.call("describeAvailableResource"))).toContain("cn-north-1");
    expect(JSON.stringify(await sdk.call("describeUserQuota"))).toMatch(/"max":\d+/);
  });

  test("backups are made and listed", async () => {
    const cacheInstanceId = await create();
    const { baseId } = await sdk.call("createBackup", { cacheInstanceId, fileName: "before", backupType: 1 });
    const { totalCount } = await sdk.call("describeBackups", { cacheInstanceId, baseId });
    expect(totalCount).toBe(1);
  });

  test("a minor version: what there is, and the upgrade", async () => {
    const cacheInstanceId = await create();
    const { minorVersion } = await sdk.call("describeUpgradeVersion", { cacheInstanceId });
    await sdk.call("modifyInstanceMinorVersion", { cacheInstanceId, minorVersion, effectiveTime: "Immediately" });
    const { cacheInstance } = await sdk.call("describeCacheInstance", { cacheInstanceId });
    expect(cacheInstance).toMatchObject({ instanceVersion: minorVersion, cacheInstanceStatus: "running" });
  });
});
