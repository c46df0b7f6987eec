import type { SdkFixture } from "../sdk";
import { create, shown } from "./orders";

export function access(sdk: SdkFixture): void {
  test("accounts: made, listed, changed and deleted", async () => {
    const cacheInstanceId = await create(sdk);
    const accountName = "orders";
    const made = { accountPassword: "Orders123", accountPrivilege: "RoleReadOnly", accountDescription: "jobs" };
    await sdk.call("createAccount", { cacheInstanceId, accountName, ...made });
    await sdk.call("modifyAccount", { cacheInstanceId, accountName, accountPrivilege: "RoleReadWrite" });
    const { accountLists } = await sdk.call("describeAccounts", { cacheInstanceId });
    expect(accountLists).toContainEqual(expect.objectContaining({ accountName, accountPrivilege: "RoleReadWrite" }));
    await sdk.call("deleteAccount", { cacheInstanceId, accountName });
    expect(await sdk.rejection("deleteAccount", { cacheInstanceId, accountName })).toMatch(/^4\d\d /);
  });

  test("the password: checked, and set anew", async () => {
    const cacheInstanceId = await create(sdk);
    expect(await sdk.call("checkPasswordValid", { password: "short" })).toMatchObject({ valid: false });
    await sdk.call("resetCacheInstancePassword", { cacheInstanceId, password: "Other4567" });
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({ auth: true });
  });

  test("whitelists: the plain one, and named ones", async () => {
    const cacheInstanceId = await create(sdk);
    await sdk.call("modifyIpWhiteList", { cacheInstanceId, ipWhiteList: ["10.0.0.0/8"] });
    expect(await sdk.call("describeIpWhiteList", { cacheInstanceId })).toEqual({ ipWhiteList: ["10.0.0.0/8"] });
    const groups = async () => (await sdk.call("describeWhiteListGroup", { cacheInstanceId })).whiteLists;
    await sdk.call("addWhiteListGroup", { cacheInstanceId, name: "jobs", ips: "10.0.0.1" });
    await sdk.call("modifyWhiteListGroup", { cacheInstanceId, name: "jobs", ips: "10.0.0.0/24" });
    expect(await groups()).toMatchObject([{ name: "default" }, { name: "jobs", ips: "10.0.0.0/24" }]);
    await sdk.call("deleteWhiteListGroup", { cacheInstanceId, name: "jobs" });
    expect(await groups()).toMatchObject([{ name: "default" }]);
  });

  test("TLS, and addresses from outside", async () => {
    const cacheInstanceId = await create(sdk);
    const tls = { tlsStatus: "enable", tlsType: "standard", tlsVersion: ["1.2"] };
    await sdk.call("modifyInstanceTLS", { cacheInstanceId, ...tls });
    expect(await sdk.call("describeInstanceTLS", { cacheInstanceId })).toMatchObject({
      ...tls,
      ca: expect.stringContaining("CERTIFICATE"),
    });
    await sdk.call("modifyPublicAddress", { cacheInstanceId, action: "allocate", elasticIpId: "fip-1" });
    expect(await shown(sdk, cacheInstanceId)).toMatchObject({
      otherDomains: [{ domainName: expect.stringContaining("public") }],
    });
    expect(await sdk.call("setExposeType", { cacheInstanceId, exposeType: "NodePort" })).toEqual({});
  });

  test("tags: set, found by, and removed", async () => {
    const resourceId = await create(sdk);
    const resources = [{ serviceCode: "redis", resourceId: [resourceId] }];
    const tags = [{ key: "team", value: "web" }];
    await sdk.call("tagResources", { tagResources: { resources, tags } });
    const tagFilters = [{ key: "team", values: ["web"] }];
    const { data } = await sdk.call("describeResources", { resourceVo: { serviceCodes: ["redis"], tagFilters } });
    expect(data).toMatchObject({ resourceTagMappingList: [{ resourceId, tags }] });
    const found = () => sdk.call("queryResource", { queryResource: { serviceCode: "redis", tagFilters } });
    expect(await found()).toEqual({ resourceIds: [resourceId] });
    await sdk.call("unTagResources", { unTagResources: { resources, tags } });
    expect(await found()).toEqual({ resourceIds: [] });
  });
}
