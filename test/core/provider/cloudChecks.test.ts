import { NoAnswerError } from "../../../provider/core/client/errors";
import type { HttpAnswer, HttpRequest } from "../../../provider/core/host/http";
import { checkCloud } from "../../../provider/core/provider/cloudChecks";
import { toyDefinition } from "../../toy/definition";
import { toySession } from "../toy";

type Texts = Readonly<Record<string, string>>;

const keys = { TOY_KEY_ID: "key-id", TOY_KEY_SECRET: "canary-secret", TOY_REGION: "north" };

/** What the checks find where the cloud answers like this. */
async function checked(
  { env = {}, config = {}, isNeeded = false }: { env?: Texts; config?: Texts; isNeeded?: boolean },
  answer: Partial<HttpAnswer> | Error = {},
) {
  const sent: HttpRequest[] = [];
  const session = toySession({
    env,
    http: async (_action, request) => {
      sent.push(request);
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, text: '{"toys":[]}', ...answer };
    },
  });
  const checks = await checkCloud(toyDefinition, session, (key) => config[key], { isNeeded });
  expect(JSON.stringify(checks)).not.toContain("canary");
  return { checks, sent, byName: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

test("a cloud that is set up: where each setting comes from, and one call that only reads", async () => {
  const { checks, sent } = await checked({ env: { ...keys, OLD_TOY_KEY_ID: "old", OLD_TOY_KEY_SECRET: "canary" } });
  expect(checks.map(({ name, status }) => [name, status])).toEqual([
    ["credentials", "ok"],
    ["region", "ok"],
    ["endpoint", "ok"],
    ["clock", "ok"],
    ["call", "ok"],
  ]);
  expect(checks[0]).toMatchObject({
    found: "environment TOY_KEY_ID and TOY_KEY_SECRET",
    details: [
      "passed over: environment OLD_TOY_KEY_ID and OLD_TOY_KEY_SECRET, because environment TOY_KEY_ID and TOY_KEY_SECRET counts",
    ],
  });
  expect(checks[1]?.found).toBe("north (TOY_REGION)");
  expect(checks[2]?.found).toContain("https://north.toy.example (the vendor's own) answers");
  // The first request has no signature, so that a wrong key is sent once and not twice.
  expect(sent[0]).toMatchObject({ method: "GET", headers: {} });
});

test("a cloud without credentials is not used, and a problem only where it is asked for", async () => {
  expect((await checked({})).checks).toEqual([{ name: "credentials", status: "unused", found: "none" }]);
  const { byName, sent } = await checked({ isNeeded: true });
  expect(byName.credentials).toMatchObject({ status: "problem", found: "Toy Cloud: no credentials found. Tried:" });
  expect(byName.credentials?.details).toContain("environment TOY_KEY_ID and TOY_KEY_SECRET");
  expect(sent).toEqual([]);
});

test("half a pair of keys is a problem, and nothing is signed with it", async () => {
  const { byName, sent } = await checked({ env: { TOY_KEY_ID: "key-id", TOY_REGION: "north" } });
  expect(byName.credentials).toMatchObject({ status: "problem", found: expect.stringContaining("only one of") });
  expect(byName.endpoint?.status).toBe("ok");
  expect(sent).toHaveLength(1);
});

test("without a region nothing further is looked at", async () => {
  const { TOY_REGION: _, ...env } = keys;
  const { checks, sent } = await checked({ env });
  expect(checks.map(({ name, status }) => [name, status])).toEqual([
    ["credentials", "ok"],
    ["region", "problem"],
  ]);
  expect(sent).toEqual([]);
});

test("an address that nobody answers names where it comes from", async () => {
  const env = { ...keys, TOY_ENDPOINT: "https://nowhere.example" };
  const { byName } = await checked({ env }, new NoAnswerError("GET /", "no", "nowhere.example: ENOTFOUND"));
  expect(byName.endpoint).toMatchObject({
    status: "problem",
    found: expect.stringMatching(/ENOTFOUND.*\(TOY_ENDPOINT\)$/),
  });
  expect(byName.call).toBeUndefined();
});

test.each([
  ["region", keys],
  ["address", { ...keys, TOY_ENDPOINT: "https://nowhere.example" }],
])("where no answer comes, the %s is the first thing to check", async (first, env) => {
  const { byName } = await checked({ env }, new NoAnswerError("GET /", "no", "ENOTFOUND"));
  expect(byName.endpoint?.advice).toBe(`Check the ${first}, the network, and HTTPS_PROXY and NO_PROXY.`);
});

test("a setting that no address can be made of has nothing to do with the network", async () => {
  const { byName, sent } = await checked({ env: { ...keys, TOY_ENDPOINT: "ftp://north.toy.example" } });
  expect(byName.endpoint).toMatchObject({ status: "problem", found: expect.stringContaining("TOY_ENDPOINT") });
  expect(byName.endpoint?.advice).toBeUndefined();
  expect(sent).toEqual([]);
});

test.each([
  [900_000, "slow"],
  [-900_000, "fast"],
])("a clock that is %s ms behind the cloud's is a warning", async (ms, word) => {
  const at = toySession().clock.now() + ms;
  const { byName } = await checked({ env: keys }, { headers: { date: new Date(at).toUTCString() } });
  expect(byName.clock).toMatchObject({ status: "warning", found: `this machine's is 15 min ${word}` });
});

test("a key that the cloud rejects is a problem with the cloud's words", async () => {
  const text = JSON.stringify({ code: "Forbidden", message: "no such key canary-secret" });
  const { byName } = await checked({ env: keys }, { status: 403, text });
  expect(byName.call).toMatchObject({ status: "problem", found: expect.stringContaining("was rejected") });
});
