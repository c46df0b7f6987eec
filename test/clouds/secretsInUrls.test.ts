import { redact } from "../../provider/core/client/redact";
import { writes } from "../../provider/core/client/request";
import type { HttpRequest } from "../../provider/core/host/http";
import { type Call, callApi, password, passwordChanges } from "./calls";

const create: Call = (api) =>
  api.call(writes("CreateInstance", "token"), { InstanceName: "a", Password: password, Tag: [{ Key: "k" }] }, {});
const createMany: Call = (api) =>
  api.call(writes("CreateInstances", "token"), { Instances: JSON.stringify([{ password }]) }, {});
const creates: Readonly<Record<string, readonly Call[]>> = { AliyunRedis: [create, createMany] };

const cases = Object.entries(passwordChanges).flatMap(([type, calls]) =>
  [...calls, ...(creates[type] ?? [])].map((call, index) => [type, index, call] as const),
);

test.each(cases)(
  "%s: call %d has no password in its URL or headers, where logs would show it",
  async (type, _, call) => {
    const sent: HttpRequest[] = [];
    await callApi(type, call, async (_action, request) => {
      sent.push(request);
      return { status: 400, headers: {}, text: "{}" };
    });
    expect(sent.length).toBeGreaterThan(0);
    for (const { url, headers } of sent) {
      const shown = JSON.stringify([url.href, headers]);
      expect(redact(shown, [password])).toBe(shown);
    }
  },
);

test("Alibaba Cloud gets the password in the form, beside the other parameters in the query", async () => {
  let sent: HttpRequest | undefined;
  await callApi("AliyunRedis", create, async (_action, request) => {
    sent = request;
    return { status: 400, headers: {}, text: "{}" };
  });
  expect([...new URLSearchParams(sent?.body)]).toEqual([["Password", password]]);
  expect(sent?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect([...(sent?.url.searchParams ?? [])]).toEqual([
    ["InstanceName", "a"],
    ["Tag.1.Key", "k"],
  ]);
  expect(sent?.headers.authorization).toMatch(/SignedHeaders=content-type;host;x-acs-action/);
});
