import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import { unknownMarkers } from "../../provider/core/resource/unknown";

type Args = Readonly<Record<string, unknown>>;

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const { groups, userTokens } = aliyunRedisBatchDefinition;
const groupsOf = (args: Args) => groups(args as never);
const small = { izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };
const member = { zoneId: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };

describe("the groups of an AliyunRedisBatch", () => {
  test("a group's arguments become those of a single instance, and undefined ones are left out", () => {
    const size = { instanceType: "Redis", capacity: 1024, engineVersion: "5.0", nodeType: "MASTER_SLAVE" };
    const billing = { chargeType: "PrePaid", period: 12, autoRenew: true };
    const network = { networkType: "VPC", vpcId: "vpc-1", vSwitchId: "vsw-1" };
    const source = { srcDBInstanceId: "r-1", backupId: "1" };
    const own = { regionId: "cn-hangzhou", instanceName: "apitest", ...size, ...billing, ...network, ...source };
    const ofBatch = { izNo: "cn-hangzhou-h", group: "web", quantity: 3, rebuildInstance: false };
    const args = { ...own, zoneId: "cn-hangzhou-h" };
    const made = groupsOf({ instances: [{ ...own, ...ofBatch, instanceClass: undefined }] });
    expect(made).toStrictEqual([{ name: "web", quantity: 3, args }]);
  });

  test("an unnamed group is named by its position, and the quantity defaults to one", () => {
    expect(groupsOf({ instances: [small, { ...small, group: "web" }, { ...small, quantity: 2 }] })).toEqual([
      { name: "0", quantity: 1, args: member },
      { name: "web", quantity: 1, args: member },
      { name: "2", quantity: 2, args: member },
    ]);
  });

  const shared = {
    regionId: "cn-hangzhou",
    resourceGroupId: "rg-1",
    tags: { team: "web" },
    securityIps: ["10.0.0.0/8"],
    couponNo: "c",
    businessInfo: "b",
    prepaidDestroy: "convert",
    engineVersion: "5.0",
    autoRenew: true,
  };

  test("the batch's arguments apply to every member", () => {
    const ofOrder = { autoPay: false, token: "t", rebuildInstance: true };
    expect(groupsOf({ ...shared, ...ofOrder, instances: [small] })?.[0]?.args).toEqual({ ...member, ...shared });
  });

  test.each([
    ["regionId", "cn-beijing"],
    ["engineVersion", "4.0"],
    ["autoRenew", false],
  ])("a group's own %s overrides the batch's", (name, value) => {
    const all = groupsOf({ ...shared, instances: [{ ...small, [name]: value }, small] });
    expect(all?.map(({ args }) => args[name as "regionId"])).toEqual([value, shared[name as "regionId"]]);
  });

  test.each<[string, Args, unknown[]]>([
    ["the batch's for all", { password: "a" }, ["a", "a"]],
    ["its group's before the batch's", { password: "a", passwords: { web: "b" } }, ["a", "b"]],
    ["by position for an unnamed group", { passwords: { "0": "b" } }, ["b", undefined]],
    ["unknown while it is unknown which groups have one", { password: "a", passwords: unknown }, [unknown, unknown]],
    ["unknown for one group", { password: "a", passwords: { web: unknown } }, ["a", unknown]],
    ["never a property that every object has", { passwords: {} }, [undefined, undefined]],
  ])("the password is %s", (_, args, passwords) => {
    const instances = [small, { ...small, group: "web" }];
    expect(groupsOf({ ...args, instances })?.map(({ args: { password } }) => password)).toEqual(passwords);
    expect(groupsOf({ ...args, instances: [{ ...small, group: "toString" }] })?.[0]?.args.password).not.toBeInstanceOf(
      Function,
    );
  });

  describe("with unknown values", () => {
    test.each([...unknownMarkers])("the number of groups is unknown: %s", (marker) => {
      expect(groupsOf({ instances: marker })).toBeUndefined();
    });

    test("an unknown quantity is undefined, and any other unknown value stays a marker", () => {
      expect(groupsOf({ instances: [{ ...small, quantity: unknown, izNo: unknown }], tags: unknown })).toEqual([
        { name: "0", quantity: undefined, args: { ...member, zoneId: unknown, tags: unknown } },
      ]);
    });

    test("every value of an unknown group is unknown, and none seems to be removed", () => {
      const [first] = groupsOf({ instances: [unknown], password: "a" }) ?? [];
      expect(first).toMatchObject({ name: "0", quantity: undefined, args: { password: "a" } });
      for (const name of ["zoneId", "instanceClass", "capacity", "chargeType", "srcDBInstanceId"])
        expect(first?.args).toHaveProperty(name, unknown);
    });

    test("an unknown name counts as none; a rule rejects it", () => {
      expect(groupsOf({ instances: [{ ...small, group: unknown }] })?.[0]?.name).toBe("0");
    });

    test.each<[string, Args]>([
      ["nothing at all", {}],
      ["null", { instances: null }],
      ["a text", { instances: "web" }],
      ["an object", { instances: { izNo: "h" } }],
      ["a list of values that are not groups", { instances: [null, 1, "web", [], undefined] }],
      ["invalid passwords", { instances: [small], passwords: ["x"], password: 1 }],
      ["an invalid quantity", { instances: [{ ...small, quantity: "2", group: 7 }] }],
    ])("groups of invalid arguments do not throw: %s", (_, args) => {
      expect(Array.isArray(groupsOf(args))).toBe(true);
    });
  });

  test.each<[string, Args, string[]]>([
    ["none if none is given", { instances: [small, small] }, []],
    ["none while it is unknown", { token: unknown, instances: [small, small] }, []],
    ["unchanged for a single group", { token: "t", instances: [{ ...small, group: "web" }] }, ["t"]],
    ["with the names of several", { token: "t", instances: [small, { ...small, group: "web" }] }, ["t-0", "t-web"]],
  ])("the user's tokens: %s", (_, args, tokens) => {
    expect(userTokens?.(args as never)).toEqual(tokens);
  });
});
