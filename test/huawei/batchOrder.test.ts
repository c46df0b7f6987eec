import { CloudError, NoAnswerError } from "../../provider/core/client/errors";
import { pendingTagKey } from "../../provider/core/resource/cloud";
import { validate } from "../../provider/core/resource/schema";
import { isUnknown, unknownMarkers } from "../../provider/core/resource/unknown";
import type { HuaweiBatchArgs } from "../../provider/huawei/batch/args";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import type { HuaweiApi, HuaweiCall } from "../../provider/huawei/client";
import type { Args } from "../contract/fixture";
import { base, subnetId, vpcId } from "./fixture";

const batch = { ...base, instanceNum: 3 };
const known = (args: Args = {}) =>
  validate(huaweiDcsBatchDefinition.schema, { ...batch, ...args }).args as unknown as HuaweiBatchArgs;

type Asked = HuaweiCall & { readonly action: string };

/** Answers as it is told; what it is not told of cannot be read just now. */
function fakeApi(answers: Readonly<Record<string, unknown>>) {
  const asked: Asked[] = [];
  const project: HuaweiApi["project"] = async (action, call, reply) => {
    asked.push({ ...call, action: action.name });
    const answer = answers[action.name];
    if (answer === undefined) throw new NoAnswerError(action.name, "no", "closed");
    if (answer instanceof Error) throw answer;
    return reply.parse(answer);
  };
  const unused = async (): Promise<never> => {
    throw new Error("not to be called");
  };
  const api: HuaweiApi = {
    region: "cn-north-4",
    projectId: async () => "project",
    project,
    dcs: unused,
    iam: unused,
    bss: project,
    eps: unused,
  };
  const posts = () => asked.filter(({ method }) => method !== "GET");
  return { api, asked, posts, body: () => JSON.parse(JSON.stringify(posts()[0]?.body)) };
}

const created = (...names: string[]) => ({
  instances: names.map((name) => ({ instance_id: `id-of-${name}`, instance_name: name })),
});
const whole = { group: 0, count: 3, ordinals: [0, 1, 2], pendingTag: "the-mark", token: "unused" };

describe("huawei batch order", () => {
  test("is one call, which says how many and carries the mark", async () => {
    const { api, posts, body } = fakeApi({ CreateInstance: created("s-000", "s-001", "s-002") });
    expect(await huaweiDcsBatchDefinition.order(api, known(), whole)).toEqual({
      ids: ["id-of-s-000", "id-of-s-001", "id-of-s-002"],
      outputs: {},
    });
    expect(posts()).toMatchObject([{ action: "CreateInstance", method: "POST", path: "/instances" }]);
    expect(body()).toEqual({
      name: "sessions",
      engine: "Redis",
      engine_version: "6.0",
      capacity: 1,
      spec_code: "redis.ha.xu1.large.r2.1",
      az_codes: ["cn-north-4a"],
      vpc_id: vpcId,
      subnet_id: subnetId,
      description: "web sessions",
      instance_num: 3,
      password: "Secret-123",
      no_password_access: false,
      tags: [
        { key: pendingTagKey, value: "the-mark" },
        { key: "team", value: "web" },
      ],
    });
  });

  test("without a mark sends the user's tags alone", async () => {
    const { api, body } = fakeApi({ CreateInstance: created("s-000") });
    await huaweiDcsBatchDefinition.order(api, known(), { ...whole, pendingTag: undefined });
    expect(body().tags).toEqual([{ key: "team", value: "web" }]);
  });

  test.each([
    ["the only one", { count: 1, ordinals: [0] }, "sessions-000"],
    ["one more", { count: 1, ordinals: [7] }, "sessions-007"],
    ["one in another's place", { count: 1, ordinals: [2] }, "sessions-002"],
    ["the one that is still missing of three", { count: 1, ordinals: [3, 4, 5] }, "sessions-005"],
    ["several, which the vendor numbers", { count: 2, ordinals: [3, 4] }, "sessions"],
  ])("of %s sends its name", async (_what, places, name) => {
    const { api, body } = fakeApi({ CreateInstance: created("s") });
    await huaweiDcsBatchDefinition.order(api, known(), { ...whole, ...places });
    expect(body()).toMatchObject({ name, instance_num: places.count });
  });

  test("that is answered in another sequence gives the ids in that of the numbers", async () => {
    const { api } = fakeApi({ CreateInstance: created("s-002", "s-000", "s-001") });
    const { ids } = await huaweiDcsBatchDefinition.order(api, known(), whole);
    expect(ids).toEqual(["id-of-s-000", "id-of-s-001", "id-of-s-002"]);
  });

  test("that is answered without names keeps the answer's sequence", async () => {
    const instances = [{ instance_id: "b" }, { instance_id: "a", instance_name: null }];
    const { api } = fakeApi({ CreateInstance: { instances } });
    expect((await huaweiDcsBatchDefinition.order(api, known(), whole)).ids).toEqual(["b", "a"]);
  });

  test("of monthly instances sends the payment and tells the order", async () => {
    const { api, body } = fakeApi({ CreateInstance: { order_id: "CS1", ...created("s-000", "s-001") } });
    const bssParam = { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 2 };
    expect(await huaweiDcsBatchDefinition.order(api, known({ bssParam }), whole)).toMatchObject({
      outputs: { orderId: "CS1" },
    });
    expect(body().bss_param).toEqual({
      charging_mode: "prePaid",
      is_auto_pay: "true",
      period_type: "month",
      period_num: 2,
    });
  });

  test.each([
    ["instance", 11, 9, "the project's quota of 11 instances has no room for 3 more (9 in use)"],
    ["ram", 11, 9, "the project's quota of 11 GB of memory has no room for 3 more (9 in use)"],
  ])("that the quota (%s) has no room for is refused before anything is ordered", async (type, quota, used, text) => {
    const { api, posts } = fakeApi({ ShowQuotaOfTenant: { quotas: { resources: [{ type, quota, used }] } } });
    await expect(huaweiDcsBatchDefinition.order(api, known(), whole)).rejects.toThrow(text);
    expect(posts()).toEqual([]);
  });

  test("that fits the quota exactly is made", async () => {
    const resources = [{ type: "instance", quota: 12, used: 9 }];
    const { api, posts } = fakeApi({
      ShowQuotaOfTenant: { quotas: { resources } },
      CreateInstance: created("s-000"),
    });
    await huaweiDcsBatchDefinition.order(api, known(), whole);
    expect(posts()).toHaveLength(1);
  });

  test("that is refused says why", async () => {
    const refused = new CloudError("CreateInstance", 400, { code: "DCS.4054", message: "sold out" }, "outOfStock");
    const { api } = fakeApi({ CreateInstance: refused });
    await expect(huaweiDcsBatchDefinition.order(api, known(), whole)).rejects.toBe(refused);
  });
});

describe("huawei batch removal of members with an unpaid order", () => {
  const paying = { instance_id: "a", status: "PAYING", order_id: "CS1" };
  const refused = new CloudError("CancelCustomerOrder", 400, { code: "CBC.30000010", message: "no" }, "input");
  const remove = (answers: Readonly<Record<string, unknown>>) => {
    const { api, posts } = fakeApi({ ShowInstance: paying, ...answers });
    return { done: huaweiDcsBatchDefinition.member.delete(api, "a"), posts };
  };

  test("cancels the order", async () => {
    const { done, posts } = remove({ CancelCustomerOrder: {} });
    await done;
    expect(posts()).toMatchObject([{ action: "CancelCustomerOrder", body: { order_id: "CS1" } }]);
  });

  test("is done when another member has cancelled it already", async () => {
    const details = { order_info: { status: 4 } };
    await remove({ CancelCustomerOrder: refused, ShowCustomerOrderDetails: details }).done;
  });

  test("is refused when somebody has paid meanwhile", async () => {
    const details = { order_info: { status: "3" } };
    const { done } = remove({ CancelCustomerOrder: refused, ShowCustomerOrderDetails: details });
    await expect(done).rejects.toBe(refused);
  });
});

describe("huawei batch groups", () => {
  const groups = (args: Args) => huaweiDcsBatchDefinition.groups(args as Partial<HuaweiBatchArgs>) ?? [];

  test("are one, of an instance's own arguments", () => {
    const { instanceNum: _three, ...shared } = batch;
    expect(groups(batch)).toMatchObject([{ name: "0", quantity: 3, args: shared }]);
    expect(groups(batch)[0]?.args).not.toHaveProperty("instanceNum");
  });

  test.each([
    [0, "sessions-000"],
    [1, "sessions-001"],
    [99, "sessions-099"],
    [123, "sessions-123"],
  ])("ordinal %d is called %s", (ordinal, name) => {
    expect(groups(batch)[0]?.own?.(ordinal)).toEqual({ name });
  });

  test("one alone has its number too, so that it keeps its name when others come", () => {
    const [only] = groups({ ...batch, instanceNum: undefined });
    expect([only?.quantity, only?.own?.(0)]).toEqual([1, { name: "sessions-000" }]);
  });

  test.each([...unknownMarkers])("may be unknown in part (%s)", (marker) => {
    expect(groups({ ...batch, instanceNum: marker })).toMatchObject([{ name: "0", quantity: undefined }]);
    for (const name of Object.keys(batch)) {
      const [group] = groups({ ...batch, [name]: marker });
      expect(group?.own?.(1)).toEqual(name === "name" ? {} : { name: "sessions-001" });
      const given = (group?.args ?? {}) as Args;
      expect(isUnknown(given[name])).toBe(name !== "instanceNum");
    }
  });

  test.each([
    {},
    { instanceNum: "3" },
    { name: 7 },
    { name: ["a"] },
    { instanceNum: null, name: null },
    { instanceNum: { a: 1 } },
  ])("of malformed arguments %j are no failure", (args: Args) => {
    expect(groups(args)).toHaveLength(1);
    expect(groups(args)[0]?.own?.(0)).toEqual({});
  });
});
