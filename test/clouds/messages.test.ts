import { classify, NoAnswerError } from "../../provider/core/client/errors";
import { Operation } from "../../provider/core/lifecycle/operation";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/definitions";
import { errorRules, errorRulesOf, withToken } from "../../provider/huawei/errors";
import { errorRules as jdErrorRules } from "../../provider/jd/errors";
import { aliyunFixture } from "../aliyun/fixture";
import { useKey, withCase } from "../contract/fixture";
import { toyDefinition, toySession } from "../core/toy";
import { huaweiFixture } from "../huawei/fixture";
import { frontOf } from "../huawei/front";
import { huaweiWorld } from "../huawei/world";
import { jdFixture } from "../jd/fixture";
import { useEach } from "../support/useEach";

describe.each([aliyunFixture, huaweiFixture, jdFixture])("$cloud", (fixture) => {
  test("where the id and the secret of the key are swapped, the message says so and shows neither", async () => {
    await withCase(fixture, async (world) => {
      const info = world.sandbox.info[fixture.cloud as "aliyun"] as unknown as Record<string, string>;
      const { accessKey, accessKeyId, secretKey, accessKeySecret } = info;
      const [own, hidden] = [accessKey ?? accessKeyId ?? "", secretKey ?? accessKeySecret ?? ""];
      expect([own, hidden]).not.toContain("");
      useKey(world, fixture.definition, { id: hidden, secret: own });
      const { errors } = await world.engine.up(world.program());
      expect(errors.join()).toMatch(/swapped/);
      expect(errors.join()).not.toContain(hidden);
    });
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
  const hintOf = (...answer: Parameters<typeof classify>) => classify(...answer).hint;

  const settings = ["endpoint", "iamEndpoint", "bssEndpoint", "epsEndpoint"] as const;
  test.each(settings)("a wrong address of a service names huawei:%s", (setting) => {
    expect(hintOf(errorRulesOf(setting), 404, "APIGW.0101")).toMatch(new RegExp(`check huawei:${setting} `));
  });

  test("a wrong token is not told as a wrong key", () => {
    expect(hintOf(withToken(errorRules), 401, "APIGW.0301")).toMatch(/huawei:authToken/);
    expect(hintOf(withToken(errorRules), 401, "APIGW.0301")).not.toMatch(/access key/);
    expect(hintOf(errorRules, 401, "APIGW.0301")).toMatch(/access key/);
  });

  describe("in a run", () => {
    const world = useEach(() => huaweiWorld());

    test("a call to the enterprise projects that their endpoint does not serve names that endpoint", async () => {
      await world.make();
      const body = { error_code: "APIGW.0101", error_msg: "The API does not exist" };
      await world.answering(({ path }) => (path.includes("enterprise-projects") ? { status: 404, body } : undefined));
      const { errors } = await world.up({ enterpriseProjectId: "b261bdd2-7c7a-4f4c-8a3c-1d1f0d0f0d0f" });
      expect(errors.join()).toMatch(/check huawei:epsEndpoint and the region/);
    });

    test("an endpoint from the environment is named by its variable", async () => {
      const body = { error_code: "APIGW.0101", error_msg: "The API does not exist" };
      const front = await frontOf(world.sandbox.info.huawei.endpoint, () => ({ status: 404, body }));
      const own = await huaweiWorld({ env: { HUAWEI_EPS_ENDPOINT: front.endpoint } });
      try {
        await own.make();
        const { errors } = await own.up({ enterpriseProjectId: "b261bdd2-7c7a-4f4c-8a3c-1d1f0d0f0d0f" });
        expect(errors.join()).toMatch(/check HUAWEI_EPS_ENDPOINT and the region/);
      } finally {
        await own.close();
        await front.close();
      }
    });

    test("a zone that does not exist is not told as sold out", async () => {
      const { errors } = await world.up({ azCodes: ["cn-north-4z"] });
      expect(errors.join()).toMatch(/there is no zone cn-north-4z in cn-north-4; there are cn-north-4a/);
      expect(errors.join()).not.toMatch(/out of stock/);
    });
  });
});

test("jd: 403 is told as a missing permission, and as a nonce on the way where the message is about that", () => {
  const { hint } = classify(jdErrorRules, 403, "HTTP_FORBIDDEN");
  expect(hint).toMatch(/permission.*nonce \(noncestr\) means something else/s);
});

test.each<[string, isNamed: boolean]>([
  ["nowhere.toy.example: ENOTFOUND", true],
  ["nowhere.toy.example: EAI_AGAIN", true],
  ["ECONNREFUSED", false],
])("%s: the region and the endpoint's setting are named: %s", (detail, isNamed) => {
  const operation = new Operation(toyDefinition(), toySession(), () => undefined, "create", {}, "nowhere");
  const { message } = operation.problem(new NoAnswerError("create", "no", detail));
  expect(/check the region nowhere, toy:endpoint and the network/.test(message)).toBe(isNamed);
});
