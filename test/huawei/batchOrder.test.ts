import type { BatchCreateRequest } from "../../provider/core/batch/definition";
import { CloudError, NoAnswerError } from "../../provider/core/client/errors";
import { pendingTagKey } from "../../provider/core/resource/cloud";
import { validate } from "../../provider/core/resource/schema";
import { isUnknown, unknownMarkers } from "../../provider/core/resource/unknown";
import type { ParsedBatchArgs } from "../../provider/huawei/batch/args";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import type { HuaweiApi, HuaweiRequest } from "../../provider/huawei/client";
import type { Args } from "../contract/fixture";
import { base, subnetId, vpcId } from "./fixture";

const batch = { ...base, instanceNum: 3 };
const known = (args: Args = {}) =>
  validate(huaweiDcsBatchDefinition.schema, { ...batch, ...args }).args as unknown as ParsedBatchArgs;

type Asked = HuaweiRequest & { readonly action: string };

/** Answers the given actions; others get no answer. */
function fakeApi(answers: Readonly<Record<string, unknown>>) {
  const asked: Asked[] = [];
  const project: HuaweiApi["project"] = async (action, call, reply) => {
    asked.push({ ...call, action: action.name });
    const answer = answers[action.name];
    if (answer === undefined) throw new NoAnswerError(action.name, "no", "closed");
    if (answer instanceof Error) throw answer;
    return reply.parse(answer);
  };
  const api = { region: "cn-north-4", project, bss: project, together: (_: unknown, ask: () => unknown) => ask() };
  const posts = () => asked.filter(({ method }) => method !== "GET");
  const order = (args: Args = {}, more: Partial<BatchCreateRequest> = {}) =>
    huaweiDcsBatchDefinition.create(api as unknown as HuaweiApi, known(args), { ...whole, ...more });
  const body = () => JSON.parse(JSON.stringify(posts()[0]?.body));
  return { api: api as unknown as HuaweiApi, posts, order, body };
}

const created = (...names: string[]) => ({
  instances: names.map((name) => ({ instance_id: `id-of-${name}`, instance_name: name })),
});
const whole = { group: 0, count: 3, ordinals: [0, 1, 2], pendingTag: "the-tag", token: "unused" };

describe("huawei batch order", () => {
  test("is one call with the number of instances and the pending tag", async () => {
    const { order, posts, body } = fakeApi({ CreateInstance: created("s-000", "s-001", "s-002") });
    expect(await order()).toEqual({ ids: ["id-of-s-000", "id-of-s-001", "id-of-s-002"], outputs: {} });
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
        { key: pendingTagKey, value: "the-tag" },
        { key: "team", value: "web" },
      ],
    });
  });

  test.each([
    ["the only one", { count: 1, ordinals: [0] }, "sessions-000"],
    ["one more", { count: 1, ordinals: [7] }, "sessions-007"],
    ["one replacement", { count: 1, ordinals: [2] }, "sessions-002"],
    ["the last of three", { count: 1, ordinals: [3, 4, 5] }, "sessions-005"],
    ["several, which the vendor numbers", { count: 2, ordinals: [3, 4] }, "sessions"],
  ])("of %s sends the right name", async (_what, places, name) => {
    const { order, body } = fakeApi({ CreateInstance: created("s") });
    await order({}, places);
    expect(body()).toMatchObject({ name, instance_num: places.count });
  });

  const nameless = [{ instance_id: "b" }, { instance_id: "a", instance_name: null }];
  test.each([
    ["sorts the ids by the numbers of their names", created("s-002", "s-000"), ["id-of-s-000", "id-of-s-002"]],
    ["keeps the order of an answer without names", { instances: nameless }, ["b", "a"]],
  ])("%s", async (_, CreateInstance, ids) => {
    expect((await fakeApi({ CreateInstance }).order()).ids).toEqual(ids);
  });

  test("of monthly instances sends the billing, and gives the order's id", async () => {
    const { order, body } = fakeApi({ CreateInstance: { order_id: "CS1", ...created("s-000", "s-001") } });
    const bssParam = { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 2 };
    expect(await order({ bssParam })).toMatchObject({ outputs: { orderId: "CS1" } });
    expect(body().bss_param).toEqual({
      charging_mode: "prePaid",
      is_auto_pay: "true",
      is_auto_renew: "false",
      period_type: "month",
      period_num: 2,
    });
  });

  test.each([
    ["instance", 3, 9, "the project's quota of 11 instances has no room for 3 more (9 in use)"],
    ["ram", 3, 9, "the project's quota of 11 GB of memory has no room for 3 more (9 in use)"],
    ["instance", 1, 11, "the project's quota of 11 instances is used up (11 in use)"],
  ])("beyond the quota (%s, %d more) fails before anything is ordered", async (type, count, used, text) => {
    const { order, posts } = fakeApi({ ShowQuotaOfTenant: { quotas: { resources: [{ type, quota: 11, used }] } } });
    await expect(order({}, { count })).rejects.toThrow(text);
    expect(posts()).toEqual([]);
  });

  test("that uses up the quota exactly is sent", async () => {
    const quotas = { resources: [{ type: "instance", quota: 12, used: 9 }] };
    const { order, posts } = fakeApi({ ShowQuotaOfTenant: { quotas }, CreateInstance: created("s-000") });
    await order();
    expect(posts()).toHaveLength(1);
  });
});

describe("deleting a huawei batch member with an unpaid order", () => {
  const rejected = new CloudError("CancelCustomerOrder", 400, { code: "CBC.30000010", message: "no" }, "input");
  const remove = (answers: Readonly<Record<string, unknown>>) => {
    const { api } = fakeApi({ CancelCustomerOrder: rejected, ...answers });
    return huaweiDcsBatchDefinition.member.delete(api, "a", { id: "a", status: "PAYING", orderId: "CS1", tags: {} });
  };

  test("succeeds if the order is already cancelled", async () => {
    await remove({ ShowCustomerOrderDetails: { order_info: { status: 4 } } });
  });

  test("fails if the order has been paid meanwhile", async () => {
    const details = { order_info: { status: "3" } };
    await expect(remove({ ShowCustomerOrderDetails: details })).rejects.toBe(rejected);
  });
});

describe("huawei batch groups", () => {
  const groups = (args: Args) => huaweiDcsBatchDefinition.groups(args as Partial<ParsedBatchArgs>) ?? [];

  test("are one group with an instance's own arguments", () => {
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

  test.each([...unknownMarkers])("may be unknown in part (%s)", (marker) => {
    expect(groups({ ...batch, instanceNum: marker })).toMatchObject([{ name: "0", quantity: undefined }]);
    for (const name of Object.keys(batch)) {
      const [group] = groups({ ...batch, [name]: marker });
      expect(group?.own?.(1)).toEqual(name === "name" ? {} : { name: "sessions-001" });
      const given = (group?.args ?? {}) as Args;
      expect(isUnknown(given[name])).toBe(name !== "instanceNum");
    }
  });

  const malformed = [{}, { instanceNum: "3" }, { name: 7 }, { name: ["a"] }, { instanceNum: null, name: null }];
  test.each([...malformed, { instanceNum: { a: 1 } }])("of malformed arguments %j do not fail", (args: Args) => {
    expect(groups(args)).toHaveLength(1);
    expect(groups(args)[0]?.own?.(0)).toEqual({});
  });
});
