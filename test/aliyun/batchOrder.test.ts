import { createInstances } from "../../provider/aliyun/actions/batch";
import { tagResources } from "../../provider/aliyun/actions/tags";
import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import type { AliyunApi } from "../../provider/aliyun/client";
import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { errorRules } from "../../provider/aliyun/errors";
import { CloudError, classify } from "../../provider/core/client/errors";
import { type Action, reads } from "../../provider/core/client/request";
import { flatten, type Params, replyAs } from "../../provider/core/client/wire";

type Args = Readonly<Record<string, unknown>>;
type Answer = (params: Readonly<Record<string, string>>, action: Action) => unknown;

/** Answers as the cloud would, and records what was sent. */
function fakeApi(answers: Readonly<Record<string, Answer>>) {
  const sent: { action: string; params: Record<string, string> }[] = [];
  const api: AliyunApi = {
    regionId: "cn-hangzhou",
    now: () => 0,
    async call(action, params: Params, reply) {
      const flat = Object.fromEntries(flatten(params));
      sent.push({ action: action.name, params: flat });
      const answer = answers[action.name];
      if (!answer) throw new Error(`unexpected ${action.name}`);
      return replyAs(action, reply, answer(flat, action));
    },
    optional: () => Promise.reject(new Error("not for batches")),
    sts: () => Promise.reject(new Error("not for batches")),
    kms: () => Promise.reject(new Error("not for batches")),
  };
  return { api, sent };
}

const rejection = (code: string) => {
  const { meaning, hint } = classify(errorRules, 400, code);
  return new CloudError("CreateInstances", 400, { code, message: "no" }, meaning, hint);
};
const rejecting =
  (code: string): Answer =>
  () => {
    throw rejection(code);
  };
const created =
  (...ids: string[]): Answer =>
  () => ({ OrderId: "20905403119", InstanceIds: { InstanceId: ids } });
/** What DescribeInstances answers: existing instances, or those in the recycle bin. */
const listing =
  (existing: Readonly<Record<string, string>>, binned: Readonly<Record<string, string>> = {}): Answer =>
  ({ InstanceIds = "", Expired }) => ({
    Instances: {
      KVStoreInstance: InstanceIds.split(",")
        .filter((id) => id in (Expired === "true" ? binned : existing))
        .map((id) => ({
          InstanceId: id,
          InstanceStatus: Expired === "true" ? "Released" : existing[id],
          CreateTime: "2026-01-02T03:04:05Z",
        })),
    },
  });

const small = { izNo: "cn-hangzhou-b", instanceClass: "redis.master.small.default" };
const prepaid = { ...small, chargeType: "PrePaid", period: 1 };
const order = (api: AliyunApi, args: Args, more = {}) =>
  aliyunRedisBatchDefinition.create(api, args as never, {
    group: 0,
    count: 1,
    ordinals: [],
    pendingTag: undefined,
    token: "tok",
    ...more,
  });

async function sentFor(args: Args, more = {}, existing: Readonly<Record<string, string>> = {}) {
  const { api, sent } = fakeApi({ CreateInstances: created("r-1"), DescribeInstances: listing(existing) });
  const ordered = await order(api, args, more);
  const { Instances = "", ...outer } = sent[0]?.params ?? {};
  expect(sent[0]?.action).toBe("CreateInstances");
  return { text: Instances, elements: JSON.parse(Instances) as Args[], outer, ordered };
}

describe("CreateInstances", () => {
  test("the vendor's sample, letter for letter, except the comma that makes it invalid JSON", async () => {
    const sample = {
      regionId: "cn-hangzhou",
      izNo: "cn-hangzhou-b",
      quantity: 1,
      instanceType: "Redis",
      instanceClass: "redis.logic.sharding.1g.2db.0rodb.4proxy.default",
      engineVersion: "5.0",
      chargeType: "PrePaid",
      period: 1,
      networkType: "VPC",
      vpcId: "vpc-2zex6u1nu32k3ux35xxxx",
      vSwitchId: "vsw-2zesk464e647104kwxxxx",
    };
    const { text, outer } = await sentFor({ instances: [sample] });
    expect(text).toBe(
      '[{"RegionId":"cn-hangzhou","izNo":"cn-hangzhou-b","quantity":1,"instanceType":"Redis",' +
        '"instanceClass":"redis.logic.sharding.1g.2db.0rodb.4proxy.default","EngineVersion":"5.0","ChargeType":"PrePaid",' +
        '"Period":"1","networkType":"VPC","vpcId":"vpc-2zex6u1nu32k3ux35xxxx","vSwitchId":"vsw-2zesk464e647104kwxxxx"}]',
    );
    expect(outer).toEqual({ Token: "tok" });
  });

  test("every argument of a group", async () => {
    const source = { srcDBInstanceId: "r-src", backupId: "111", rebuildInstance: false };
    const own = { group: "web", quantity: 7, autoRenew: true, instanceName: "apitest", nodeType: "MASTER_SLAVE" };
    const group = { ...prepaid, ...own, ...source };
    const { elements } = await sentFor({ instances: [group], password: 'Qu"ote\\-123' }, { count: 4 });
    expect(elements).toEqual([
      {
        RegionId: "cn-hangzhou",
        izNo: "cn-hangzhou-b",
        // The number of missing instances, not the group's quantity.
        quantity: 4,
        instanceClass: "redis.master.small.default",
        ChargeType: "PrePaid",
        Period: "1",
        AutoRenew: "true",
        instanceName: "apitest",
        password: 'Qu"ote\\-123',
        nodeType: "MASTER_SLAVE",
        SrcDBInstanceId: "r-src",
        BackupId: "111",
        RebuildInstance: "false",
      },
    ]);
  });

  test("every argument of the batch", async () => {
    const outer = {
      autoPay: true,
      businessInfo: "000000000",
      couponNo: "youhuiquan_promotion_option_id_for_blank",
      engineVersion: "5.0",
      autoRenew: false,
      resourceGroupId: "rg-resourcegroupid1",
      tags: { team: "web" },
      securityIps: ["10.0.0.1"],
      prepaidDestroy: "convert",
      token: "sent by core",
    };
    expect((await sentFor({ ...outer, instances: [prepaid] })).outer).toEqual({
      Token: "tok",
      AutoPay: "true",
      BusinessInfo: "000000000",
      CouponNo: "youhuiquan_promotion_option_id_for_blank",
      EngineVersion: "5.0",
      AutoRenew: "false",
      ResourceGroupId: "rg-resourcegroupid1",
    });
  });

  test("one group per call, with its own password", async () => {
    const args = {
      password: "Secret-123",
      passwords: { web: "Other-1234" },
      instances: [small, { ...small, group: "web", izNo: "cn-hangzhou-h" }],
    };
    const [first, second] = [await sentFor(args, { group: 0 }), await sentFor(args, { group: 1 })];
    expect([first, second].map(({ elements }) => elements.map(({ izNo, password }) => [izNo, password]))).toEqual([
      [["cn-hangzhou-b", "Secret-123"]],
      [["cn-hangzhou-h", "Other-1234"]],
    ]);
  });

  test("a capacity is sent only without a class", async () => {
    const sized = await sentFor({ instances: [{ izNo: small.izNo, capacity: 16384 }] });
    expect(sized.elements).toEqual([{ RegionId: "cn-hangzhou", izNo: small.izNo, quantity: 1, capacity: 16384 }]);
    const both = await sentFor({ instances: [{ ...small, capacity: 16384 }] });
    expect(both.elements[0]).not.toHaveProperty("capacity");
  });

  test("PostPaid instances are ordered without the arguments of PrePaid", async () => {
    const postPaid = { ...small, autoRenew: true };
    const { elements, outer } = await sentFor({ instances: [postPaid], autoPay: false, autoRenew: true });
    expect(outer).toEqual({ Token: "tok" });
    expect(elements[0]).not.toHaveProperty("AutoRenew");
  });

  const backup = { srcDBInstanceId: "r-1", backupId: "1" };
  test.each<[string, Args, Args, unknown, unknown, boolean]>([
    ["the group sets it", {}, { srcDBInstanceId: "r-1", rebuildInstance: true }, undefined, "true", true],
    ["the batch sets it", { rebuildInstance: true }, { srcDBInstanceId: "r-1" }, "true", undefined, true],
    ["the batch sets it, and the group has no source", { rebuildInstance: true }, {}, undefined, undefined, false],
    [
      "the group overrides it",
      { rebuildInstance: true },
      { ...backup, rebuildInstance: false },
      undefined,
      "false",
      false,
    ],
    ["neither sets it", {}, backup, undefined, undefined, false],
  ])("a rebuilt instance existed before: %s", async (_, args, group, outer, inner, isRestored) => {
    const sent = await sentFor({ ...args, instances: [{ ...small, ...group }] });
    expect(sent.outer.RebuildInstance).toBe(outer);
    expect(sent.elements[0]?.RebuildInstance).toBe(inner);
    expect(sent.ordered.isRestored).toBe(isRestored);
  });

  test("the answer's ids and order number, as text", async () => {
    const answer = { OrderId: 20905403119, InstanceIds: { InstanceId: ["r-1", "r-2"] } };
    const { api } = fakeApi({ CreateInstances: () => answer });
    const expected = { ids: ["r-1", "r-2"], outputs: { orderId: "20905403119" } };
    expect(await order(api, { instances: [small] }, { count: 2 })).toMatchObject(expected);
  });

  test.each([
    ["an id twice, so that another is missing", ["r-1", "r-1"]],
    ["an id that none can be", ["r-1", "\u0000Nobody"]],
  ])("an answer with %s is none", async (_, ids) => {
    const { api } = fakeApi({ CreateInstances: created(...ids) });
    await expect(order(api, { instances: [small] }, { count: 2 })).rejects.toThrow("InstanceIds.InstanceId");
  });

  test("it is repeated only with its token", async () => {
    const actions: Action[] = [];
    const { api } = fakeApi({
      CreateInstances: (_, action) => {
        actions.push(action);
        return created("r-1")({}, action);
      },
    });
    await createInstances(api, {});
    expect(actions).toEqual([{ name: "CreateInstances", mutating: true, repeat: "token" }]);
    expect(actions[0]).not.toEqual(reads("CreateInstances"));
  });

  describe("an order awaiting payment", () => {
    const text =
      "Order 20905403119 is not paid. Pay it in the console: Expenses > Renewal Management > Orders. Then run `pulumi up`.";

    test.each<[string, Args, Args, Args, string | undefined]>([
      ["PrePaid without automatic payment", prepaid, { autoPay: false }, {}, text],
      ["paid since: its instances exist", prepaid, { autoPay: false }, { "r-1": "Creating" }, undefined],
      ["PrePaid", prepaid, {}, {}, undefined],
      ["PrePaid, paid automatically", prepaid, { autoPay: true }, {}, undefined],
      ["PostPaid", small, { autoPay: false }, {}, undefined],
    ])("%s", async (_, group, args, existing, awaitingPayment) => {
      const { ordered } = await sentFor({ ...args, instances: [group] }, {}, existing as Record<string, string>);
      expect(ordered.awaitingPayment).toBe(awaitingPayment);
    });

    test("without ids too, so that the same token is sent again", async () => {
      const { api } = fakeApi({ CreateInstances: created() });
      const ordered = await order(api, { instances: [prepaid], autoPay: false });
      expect(ordered).toMatchObject({ ids: [], awaitingPayment: text });
    });
  });

  describe("rejections", () => {
    test.each([
      ["outOfStock", "Zone.Closed ResourceNotAvailable IzNotSupportVpcError"],
      ["input", "MissingParameter InvalidToken.Malformed InvalidInstanceName.Malformed InvalidPassword.Malformed"],
      ["input", "InvalidInstances.Malformed InvalidCapacity.NotFound InvalidVpcIdRegion.NotSupported"],
      ["quota", "InsufficientBalance QuotaExceed.AfterpayInstance PaymentMethodNotFound QuotaNotEnough QuotaExceed"],
      ["quota", "RealNameAuthenticationError"],
      ["mismatch", "IdempotentParameterMismatch"],
      // The VPC service rejects what was asked for; nothing was created.
      ["input", "ResourceGroupNotExist VpcServiceError"],
    ])("%s is the meaning of these codes from the vendor's table: %s", (meaning, codes) => {
      const found = codes.split(" ").map((code) => [code, classify(errorRules, 400, code).meaning]);
      expect(found).toEqual(codes.split(" ").map((code) => [code, meaning]));
    });

    test.each([
      ["IdempotentParameterMismatch", /change or remove it/],
      ["QuotaNotEnough", /no room for this order: use another zone/],
      ["VpcServiceError", /check vpcId, vSwitchId/],
      ["InvalidSecurityToken.Malformed", /^Check the configured security token/],
      ["InvalidAccessKeyId.NotFound", /access key; perhaps its id and secret are swapped/],
      ["ResourceGroupNotExist", /resourceGroupId is the id/],
      ["InvalidVpcIdRegion.NotSupported", /vSwitch in the zone/],
      ["InsufficientBalance", /Alibaba Cloud console/],
    ])("%s has a hint", (code, hint) => {
      expect(classify(errorRules, 400, code).hint).toMatch(hint);
    });

    /** The catalogue's tree with one class: each level is a list in an object that has its name in the plural. */
    const soldClass = (InstanceClass: string) =>
      Object.entries({
        AvailableResource: { InstanceClass, Capacity: 2048 },
        SupportedNodeType: { SupportedNodeType: "double" },
        SupportedShardNumber: { ShardNumber: 1 },
        SupportedArchitectureType: { Architecture: "standard" },
        SupportedEngineVersion: { Version: "5.0" },
        ...{ SupportedSeriesType: {}, SupportedEditionType: {}, SupportedEngine: {} },
        AvailableZone: { ZoneId: "cn-hangzhou-b" },
      }).reduce((inner, [level, own]) => ({ [`${level}s`]: { [level]: [Object.assign({}, own, inner)] } }), {});
    const sold = soldClass("redis.master.mid.default");

    test("a class that is sold in the zone is not said not to be sold there", async () => {
      const { api } = fakeApi({
        CreateInstances: rejecting("ResourceNotAvailable"),
        DescribeAvailableResource: () => soldClass("redis.master.small.default"),
      });
      const problem = order(api, { instances: [small] });
      await expect(problem).rejects.toThrow(/is sold in cn-hangzhou-b, so the reason is another/);
      await expect(problem).rejects.not.toThrow(/not sold/);
    });

    test.each(["ResourceNotAvailable", "COMMODITY.INVALID_COMPONENT"])(
      "%s names what is sold in the group's zone",
      async (code) => {
        const { api, sent } = fakeApi({ CreateInstances: rejecting(code), DescribeAvailableResource: () => sold });
        await expect(order(api, { instances: [small] })).rejects.toThrow(
          /redis.master.small.default is not sold in cn-hangzhou-b now; sold there: redis.master.mid.default/,
        );
        expect(sent[1]?.params).toMatchObject({ ProductType: "Local", InstanceChargeType: "PostPaid" });
      },
    );

    test("another rejection is passed on, without a further call", async () => {
      const { api, sent } = fakeApi({ CreateInstances: rejecting("QuotaExceed") });
      await expect(order(api, { instances: [small] })).rejects.toMatchObject({ meaning: "quota" });
      expect(sent).toHaveLength(1);
    });
  });
});

describe("pending tags and origins of ordered instances", () => {
  const ids = Array.from({ length: 120 }, (_, index) => `r-${index}`);

  test("the pending tag is added to fifty at a time", async () => {
    const { api, sent } = fakeApi({ TagResources: () => ({}) });
    await aliyunRedisBatchDefinition.tagPending?.(api, ids, "a.b.c", { tags: { team: "web" } });
    const tagged = sent.map(({ params }) =>
      Object.entries(params).flatMap(([name, id]) => (name.startsWith("ResourceId.") ? [id] : [])),
    );
    expect(tagged.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(tagged.flat()).toEqual(ids);
    const pending = { "Tag.1.Key": "pulumi-cn-cache:pending", "Tag.1.Value": "a.b.c" };
    const team = { "Tag.2.Key": "team", "Tag.2.Value": "web" };
    for (const { params } of sent) expect(params).toMatchObject({ RegionId: "cn-hangzhou", ...pending, ...team });
  });

  test("the pending tag is added alone if the user's tags may have been rejected", async () => {
    const { api, sent } = fakeApi({
      TagResources: (params: object) => {
        if ("Tag.2.Key" in params) throw rejection("InvalidTagKey.Malformed");
        return {};
      },
    });
    await aliyunRedisBatchDefinition.tagPending?.(api, ["r-1"], "a.b.c", { tags: { team: "web" } });
    expect(sent).toHaveLength(2);
    expect(sent[1]?.params).toMatchObject({ "Tag.1.Value": "a.b.c" });
  });

  test("more than twenty tags are added to each of several instances", async () => {
    const { api, sent } = fakeApi({ TagResources: () => ({}) });
    const tags = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, "v"]));
    await tagResources(api, ids.slice(0, 51), tags);
    const keysIn = (params: object) => Object.keys(params).filter((name) => name.endsWith("Key")).length;
    const calls = sent.map(({ params }) => `${params["ResourceId.1"]}: ${keysIn(params)}`);
    expect(calls).toEqual(["r-0: 20", "r-0: 1", "r-50: 20", "r-50: 1"]);
  });

  test("existing instances, those in the recycle bin, and unknown ones", async () => {
    const { api, sent } = fakeApi({
      DescribeInstances: listing({ "r-1": "Normal", "r-2": "Released" }, { "r-3": "x", "r-1": "x" }),
    });
    const known = await aliyunRedisDefinition.origins?.(api, ["r-1", "r-2", "r-3", "r-4"]);
    const createdAt = Date.parse("2026-01-02T03:04:05Z");
    expect(Object.fromEntries(known ?? [])).toEqual({
      "r-1": { createdAt, isDeleted: false },
      "r-2": { createdAt, isDeleted: true },
      "r-3": { createdAt, isDeleted: true },
    });
    expect(sent.map(({ params }) => [params.InstanceIds, params.Expired])).toEqual([
      ["r-1,r-2,r-3,r-4", undefined],
      ["r-3,r-4", "true"],
    ]);
  });

  test("three hundred existing instances take ten calls", async () => {
    const many = Array.from({ length: 300 }, (_, index) => `r-${index}`);
    const existing = Object.fromEntries(many.map((id) => [id, "Creating"]));
    const { api, sent } = fakeApi({ DescribeInstances: listing(existing) });
    expect((await aliyunRedisDefinition.origins?.(api, many))?.size).toBe(300);
    expect(sent).toHaveLength(10);
  });

  test("one id that the cloud rejects does not hide the others", async () => {
    const list = listing({ "r-1": "Normal" });
    const { api } = fakeApi({
      DescribeInstances: (params, action) => {
        if (params.InstanceIds?.includes("r-x")) throw rejection("InvalidInstanceId.NotFound");
        return list(params, action);
      },
    });
    expect([...((await aliyunRedisDefinition.origins?.(api, ["r-1", "r-x"])) ?? new Map()).keys()]).toEqual(["r-1"]);
  });
});
