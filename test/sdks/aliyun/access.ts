import type { SdkFixture } from "../sdk";
import { cluster, create, createTair, network, RegionId, shown } from "./orders";

export function access(sdk: SdkFixture): void {
  test("accounts: made, listed, changed and deleted", async () => {
    const InstanceId = await create(sdk);
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

  test("audit log, and the renewal of a certificate", async () => {
    const InstanceId = await create(sdk);
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

  test("data encryption with a key of one's own", async () => {
    const InstanceId = await createTair(sdk);
    const [EncryptionKey, RoleArn] = ["key-1", "acs:ram::1234567890123456:role/AliyunRdsInstanceEncryptionDefaultRole"];
    await sdk.call("ModifyInstanceTDE", { InstanceId, TDEStatus: "Enabled", EncryptionKey, RoleArn });
    expect(await sdk.call("DescribeInstanceTDEStatus", { InstanceId })).toMatchObject({ TDEStatus: "Enabled" });
    expect(await sdk.call("DescribeEncryptionKey", { InstanceId, EncryptionKey })).toMatchObject({ RoleArn });
  });

  test("whitelists, security groups and global address lists", async () => {
    const InstanceId = await create(sdk, cluster);
    await sdk.call("ModifySecurityIps", { InstanceId, SecurityIps: "10.0.0.1", SecurityIpGroupName: "web" });
    expect((await sdk.call("DescribeSecurityIps", { InstanceId })).SecurityIpGroups).toMatchObject({
      SecurityIpGroup: [{ SecurityIpGroupName: "default" }, { SecurityIpGroupName: "web", SecurityIpList: "10.0.0.1" }],
    });
    await sdk.call("ModifySecurityGroupConfiguration", { DBInstanceId: InstanceId, SecurityGroupId: "sg-aaaa" });
    expect((await sdk.call("DescribeSecurityGroupConfiguration", { InstanceId })).Items).toMatchObject({
      EcsSecurityGroupRelation: [{ SecurityGroupId: "sg-aaaa", NetType: "vpc" }],
    });
    const of = { RegionId, DBClusterId: InstanceId };
    await sdk.call("ModifyGlobalSecurityIPGroupRelation", { ...of, GlobalSecurityGroupId: "g-aaaa" });
    const { GlobalSecurityIPGroupRel } = await sdk.call("DescribeGlobalSecurityIPGroupRelation", of);
    expect(GlobalSecurityIPGroupRel).toMatchObject([{ GlobalSecurityGroupId: "g-aaaa" }]);
    const { GlobalSecurityIPGroup } = await sdk.call("DescribeGlobalSecurityIPGroup", { RegionId, Engine: "redis" });
    expect(GlobalSecurityIPGroup).toMatchObject([{ GlobalSecurityGroupId: "g-aaaa", DBInstances: [InstanceId] }]);
    await sdk.call("ModifyInstanceVpcAuthMode", { InstanceId, VpcAuthMode: "Close" });
    expect(await shown(sdk, InstanceId)).toMatchObject({ VpcAuthMode: "Close" });
  });

  test("addresses: another name and port, a public one, another network, another zone", async () => {
    const InstanceId = await create(sdk, { ...cluster, ...network, SecondaryZoneId: "cn-hangzhou-i" });
    const { ConnectionDomain } = await shown(sdk, InstanceId);
    await sdk.call("ModifyDBInstanceConnectionString", {
      ...{ DBInstanceId: InstanceId, CurrentConnectionString: ConnectionDomain, IPType: "Private" },
      ...{ NewConnectionString: "sessions1", Port: "6400" },
    });
    const outside = { ConnectionStringPrefix: "outside12", Port: "6379" };
    await sdk.call("AllocateInstancePublicConnection", { InstanceId, ...outside });
    const addresses = async () => {
      const { NetInfoItems } = await sdk.call("DescribeDBInstanceNetInfo", { InstanceId });
      return (NetInfoItems as { InstanceNetInfo: { ConnectionString: string; IPType: string }[] }).InstanceNetInfo;
    };
    const both = await addresses();
    expect(both).toMatchObject([
      { IPType: "Private", Port: "6400" },
      { IPType: "Public", Port: "6379" },
    ]);
    const CurrentConnectionString = both[1]?.ConnectionString;
    await sdk.call("ReleaseInstancePublicConnection", { InstanceId, CurrentConnectionString });
    expect(await addresses()).toHaveLength(1);
    await sdk.call("SwitchNetwork", { InstanceId, VpcId: "vpc-new1", VSwitchId: "vsw-new1", TargetNetworkType: "VPC" });
    expect(await shown(sdk, InstanceId)).toMatchObject({ VpcId: "vpc-new1" });
    const moved = { ZoneId: "cn-hangzhou-j", VSwitchId: "vsw-new2" };
    await sdk.call("MigrateToOtherZone", { DBInstanceId: InstanceId, ...moved });
    expect(await shown(sdk, InstanceId)).toMatchObject({ ...moved, ZoneType: "singlezone" });
  });
}
