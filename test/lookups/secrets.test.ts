import * as pulumi from "@pulumi/pulumi";
import { noEngine } from "../../provider/core/host/engine";
import type { HttpRequest } from "../../provider/core/host/http";
import { lookup, lookupOutput } from "../../provider/core/program/lookup";
import { answer, type LookupAnswers } from "../../provider/core/provider/lookups";
import { createSession } from "../../provider/core/session/session";
import { allLookups } from "../../provider/list";

const hidden = "hush-hush-4711";
/** Values with it that some argument or other takes, and some that none does. */
const values = [
  hidden,
  { tok: hidden },
  { [hidden]: 4711 },
  [hidden],
  ...[
    "r-bp1hushhush4711",
    "redis-hushhush4711",
    "0402ea19-5457-4032-9d1b-eb4711eb4711",
    "cn-hush-4711",
    "2047-11-04T00:11Z",
  ],
  47114711,
];
const textOf = (value: unknown) => (typeof value === "object" ? hidden : String(value));

const env = {
  HOME: "/nonexistent",
  ...{
    ALIBABA_CLOUD_ACCESS_KEY_ID: "key",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "key-secret",
    ALIBABA_CLOUD_REGION: "cn-hangzhou",
  },
  ...{ HW_ACCESS_KEY: "key", HW_SECRET_KEY: "key-secret", HW_REGION_NAME: "cn-north-4" },
  HW_PROJECT_ID: "0123456789abcdef0123456789abcdef",
  ...{ JDCLOUD_ACCESS_KEY: "key", JDCLOUD_SECRET_KEY: "key-secret", JDCLOUD_REGION: "cn-north-1" },
};

/** Rejects each call in the form of all clouds, and quotes it. */
const quoting = async (_: string, { url, body = "" }: HttpRequest) => {
  const message = `no such thing: ${url} ${body}`;
  const text = JSON.stringify({
    ...{ Code: "X", Message: message, RequestId: "1" },
    ...{ error_code: "X", error_msg: message },
    ...{ error: { code: 400, status: "X", message } },
  });
  return { status: 400, headers: {}, text };
};

/** What a lookup says of one argument, of which the cloud quotes what it is sent. */
async function said(lookups: LookupAnswers, name: string, argument: string, value: unknown, secretArguments: string[]) {
  const session = createSession({ engine: noEngine, env, http: quoting });
  const needed = lookups.answers[name]?.schema.required?.includes("instanceId" as never);
  const given = { ...(needed ? { instanceId: "i-1" } : {}), [argument]: value };
  return answer(lookups, { name, given, secretArguments }, session, () => undefined).then(String, String);
}

describe.each(allLookups.map((lookups) => [lookups.definition.cloud.title, lookups] as const))("%s", (_, lookups) => {
  const cases = Object.entries(lookups.answers).flatMap(([name, { schema }]) =>
    Object.keys(schema.fields).flatMap((argument) => values.map((value) => [name, argument, value] as const)),
  );

  test("no message shows the value of an argument that is secret", async () => {
    let shownOtherwise = 0;
    for (const [name, argument, value] of cases) {
      if ((await said(lookups, name, argument, value, [])).includes(textOf(value))) shownOtherwise++;
      expect(await said(lookups, name, argument, value, [argument])).not.toContain(textOf(value));
    }
    expect(shownOtherwise).toBeGreaterThan(10);
  });

  test("a short one is not shown either, and the others are", async () => {
    const [name] = Object.keys(lookups.answers).filter(
      (each) => "tags" in (lookups.answers[each]?.schema.fields ?? {}),
    );
    const session = createSession({ engine: noEngine, env, http: quoting });
    const given = { tags: { a: "z9" }, status: "odd-status" };
    const question = { name: String(name), given, secretArguments: ["tags"] };
    await expect(answer(lookups, question, session, () => undefined)).rejects.toThrow(
      /^\w+ \([^(]*, tags \[hidden\], status "odd-status"\): /,
    );
  });
});

describe("the Output form", () => {
  const asked: unknown[][] = [];
  const ask = (async (...given: unknown[]) => {
    asked.push(given);
    return "found";
  }) as never;
  const get = lookupOutput<{ tags?: object; instanceId?: string; region?: string }, string>(ask);
  /** An output that fails is several promises that fail. */
  const known = (output: pulumi.Output<unknown>): Promise<unknown> => {
    const inside = output as unknown as {
      readonly isKnown: Promise<unknown>;
      readonly isSecret: Promise<unknown>;
      allResources(): Promise<unknown>;
      promise(): Promise<unknown>;
    };
    for (const each of [inside.isKnown, inside.isSecret, inside.allResources()]) each.catch(() => {});
    return inside.promise();
  };

  test.each<[string, unknown, string[]]>([
    ["none", { instanceId: "i-1", region: pulumi.output("r") }, []],
    ["an argument", { instanceId: pulumi.secret("i-1"), region: "r" }, ["instanceId"]],
    ["a part of one", { instanceId: "i-1", tags: { a: "b", tok: pulumi.secret("x") } }, ["tags"]],
    ["a part of an output", { tags: pulumi.output({ tok: pulumi.secret("x") }) }, ["tags"]],
    ["all of them", pulumi.secret({ instanceId: "i-1", region: "r" }), ["instanceId", "region"]],
    ["a part of a promise", Promise.resolve({ instanceId: pulumi.secret("i-1") }), ["instanceId"]],
  ])("tells which arguments are secret: %s", async (_, args, secretArguments) => {
    asked.length = 0;
    const output = get(args as never);
    expect(await known(output)).toBe("found");
    expect(asked[0]?.[2]).toEqual(secretArguments);
    expect(await pulumi.isSecret(output)).toBe(secretArguments.length > 0);
  });

  test.each([
    ["tags", { tags: { tok: pulumi.secret(hidden) } }],
    ["instanceId", { instanceId: pulumi.secret(hidden) }],
    ["status", { status: pulumi.secret(hidden), tags: { a: "b" } }],
  ])("an error names a secret %s without its value", async (name, args) => {
    const own = lookup<object, unknown>("getIt", () => ({
      ...(allLookups[2] as LookupAnswers),
      answers: { getIt: failing },
    }));
    const failing = {
      schema: { fields: allLookups[2]?.answers.getJdRedis?.schema.fields ?? {}, rules: [] },
      ask: () => {
        throw new Error(`no ${hidden}`);
      },
    };
    const before = process.env;
    process.env = { ...before, ...env };
    try {
      const error = await known(lookupOutput(own)(args as never)).catch(String);
      expect(error).toContain(name);
      expect(error).not.toContain(hidden);
    } finally {
      process.env = before;
    }
  });
});
