import { classify, NoAnswerError } from "../../provider/core/client/errors";
import { Operation } from "../../provider/core/lifecycle/operation";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/dynamic";
import { errorRules, errorRulesOf, withToken } from "../../provider/huawei/errors";
import { errorRules as jdErrorRules } from "../../provider/jd/errors";
import { aliyunFixture } from "../aliyun/fixture";
import { openCase } from "../contract/fixture";
import { toyDefinition, toySession } from "../core/toy";
import { huaweiFixture } from "../huawei/fixture";
import { huaweiWorld } from "../huawei/world";
import { jdFixture } from "../jd/fixture";

describe.each([aliyunFixture, huaweiFixture, jdFixture])("$cloud", (fixture) => {
  test("where the id and the secret of the key are swapped, the message says so and shows neither", async () => {
    const world = await openCase(fixture);
    try {
      const { id, secret } = fixture.definition.cloud.settings.credentials;
      const { accessKey, accessKeyId, secretKey, accessKeySecret } = world.sandbox.info[
        fixture.cloud as "aliyun"
      ] as unknown as Record<string, string>;
      const [own, hidden] = [accessKey ?? accessKeyId ?? "", secretKey ?? accessKeySecret ?? ""];
      expect([own, hidden]).not.toContain("");
      world.engine.config = {
        [`${fixture.cloud}:${id.config}`]: hidden,
        [`${fixture.cloud}:${secret.config}`]: own,
      };
      const { errors } = await world.engine.up(world.program());
      expect(errors.join()).toMatch(/swapped/);
      expect(errors.join()).not.toContain(hidden);
    } finally {
      await world.close();
    }
  });
});

test.each([
  ["aliyun", "ALIYUN_REDIS_ENDPOINT"],
  ["aliyun", "ALIYUN_STS_ENDPOINT"],
  ["huawei", "HUAWEI_DCS_ENDPOINT"],
  ["huawei", "HUAWEI_BSS_ENDPOINT"],
  ["jd", "JD_REDIS_ENDPOINT"],
  ["jd", "JD_TAG_ENDPOINT"],
])("%s: an address that is none names the variable that gives it, %s", (cloud, variable) => {
  const definition = definitions.find((each) => each.cloud.name === cloud) as AnyInstanceDefinition;
  const { id, secret } = definition.cloud.settings.credentials;
  const keys = { [id.env[0] ?? ""]: "key", [secret.env[0] ?? ""]: "secret" };
  const session = toySession({ env: { HOME: "/nonexistent", ...keys, [variable]: "http://redis.example" } });
  expect(() => connect(definition, session, () => undefined, "cn-north-1", { deadline: 0, secrets: [] })).toThrow(
    `${variable}: plain http is allowed on loopback only`,
  );
});

describe("huawei", () => {
  const hintOf = (rules: Parameters<typeof classify>[0], status: number, code: string) =>
    classify(rules, status, code).hint;

  test.each(["endpoint", "iamEndpoint", "bssEndpoint", "epsEndpoint"] as const)(
    "a wrong address of a service names huawei:%s",
    (setting) => {
      expect(hintOf(errorRulesOf(setting), 404, "APIGW.0101")).toMatch(new RegExp(`check huawei:${setting} `));
    },
  );

  test("a call to the enterprise projects that their endpoint does not serve names that endpoint", async () => {
    const world = await huaweiWorld();
    try {
      await world.make();
      const body = { error_code: "APIGW.0101", error_msg: "The API does not exist" };
      await world.answering(({ path }) => (path.includes("enterprise-projects") ? { status: 404, body } : undefined));
      const { errors } = await world.up({ enterpriseProjectId: "b261bdd2-7c7a-4f4c-8a3c-1d1f0d0f0d0f" });
      expect(errors.join()).toMatch(/check huawei:epsEndpoint and the region/);
    } finally {
      await world.close();
    }
  });

  test("a wrong token is not told as a wrong key", () => {
    expect(hintOf(withToken(errorRules), 401, "APIGW.0301")).toMatch(/huawei:authToken/);
    expect(hintOf(withToken(errorRules), 401, "APIGW.0301")).not.toMatch(/access key/);
    expect(hintOf(errorRules, 401, "APIGW.0301")).toMatch(/access key/);
  });

  test("a zone that does not exist is not told as sold out", async () => {
    const world = await huaweiWorld();
    try {
      const { errors } = await world.up({ azCodes: ["cn-north-4z"] });
      expect(errors.join()).toMatch(/there is no zone cn-north-4z in cn-north-4; there are cn-north-4a/);
      expect(errors.join()).not.toMatch(/out of stock/);
    } finally {
      await world.close();
    }
  });
});

test("jd: 403 is told as a missing permission, and as a nonce on the way where the message is about that", () => {
  expect(classify(jdErrorRules, 403, "HTTP_FORBIDDEN").hint).toMatch(
    /permission.*nonce \(noncestr\) means something else/s,
  );
});

test.each(["ENOTFOUND", "EAI_AGAIN"])(
  "a host that is not found (%s) names the region and the endpoint's setting",
  (code) => {
    const operation = new Operation(toyDefinition(), toySession(), () => undefined, "create", {}, "nowhere");
    const { message } = operation.problem(new NoAnswerError("create", "no", `nowhere.toy.example: ${code}`));
    expect(message).toMatch(/check the region nowhere, toy:endpoint and the network/);
    expect(operation.problem(new NoAnswerError("create", "no", "ECONNREFUSED")).message).not.toMatch(/region nowhere/);
  },
);
