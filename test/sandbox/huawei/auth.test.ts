import type { SignedRequest } from "../wire";
import type { CallOptions } from "./client";
import { useFixture } from "./fixture";

const temporary = { id: "temporary", secret: "temporarySecret", token: "securityToken" };
const f = useFixture("each", { keys: { huawei: [temporary] } });

const minutes = (count: number) => (now: number) => ({ now: now + count * 60_000 });

test.each<[string, CallOptions | ((now: number) => CallOptions)]>([
  ["host and X-Project-Id signed", { habit: "javascript" }],
  ["neither host nor X-Project-Id signed", { habit: "terraform" }],
  ["a content type with a charset", { contentType: "application/json;charset=utf-8" }],
  ["a date of 15 minutes ago", minutes(-15)],
  ["a date in 15 minutes", minutes(15)],
  ["temporary keys, the token signed", { keys: temporary }],
  ["temporary keys, the token not signed", { keys: temporary, habit: "terraform" }],
])("accepts %s", async (_name, given) => {
  const options = typeof given === "function" ? given(f.clock.now) : given;
  expect(await f.outcome("GET", "/instances?name=a%20b%2Bc&limit=5", undefined, options)).toBe("200");
});

const spoil = (change: (request: SignedRequest) => void): CallOptions => ({ spoil: change });

test.each<[string, CallOptions | ((now: number) => CallOptions), string]>([
  ["a wrong secret", { keys: { ...temporary, secret: "x" } }, "verify aksk signature fail"],
  ["an unknown key", { keys: { id: "nobody", secret: "x" } }, "Get secretKey failed"],
  ["a date of 15 minutes and a second ago", minutes(-15 - 1 / 60), "signature expired"],
  ["a date in 15 minutes and a second", minutes(15 + 1 / 60), "signature expired"],
  ["another query than was signed", spoil((r) => Object.assign(r, { url: `${r.url}&offset=1` })), "verify aksk"],
  ["another body than was signed", spoil((r) => Object.assign(r, { body: "{}" })), "verify aksk"],
  ["another header", spoil((r) => Object.assign(r.headers, { "x-project-id": "a".repeat(32) })), "verify aksk"],
  ["a signed header that is missing", spoil((r) => delete r.headers["x-project-id"]), "x-project-id"],
  ["no authorization at all", spoil((r) => delete r.headers.authorization), "x-auth-token not found"],
  ["another algorithm", spoil((r) => Object.assign(r.headers, { authorization: "AWS4 x" })), "authorization header"],
  ["temporary keys without their token", { keys: { id: temporary.id, secret: temporary.secret } }, "security token"],
  ["a token that was never issued", { authToken: "x" }, "decrypt token fail"],
])("answers 401 APIGW.0301 to %s", async (name, given, text) => {
  const options = typeof given === "function" ? given(f.clock.now) : given;
  const [method, body] = name.includes("body") ? ["POST", '{"name":1}'] : ["GET", undefined];
  const answer = await f.call(method, "/instances?limit=5", body, options);
  const error_msg = expect.stringContaining(text);
  const request_id = answer.headers.get("x-request-id");
  expect(answer).toMatchObject({ status: 401, body: { error_code: "APIGW.0301", error_msg, request_id } });
});

test("locks a key for 5 minutes after 6 wrong signatures in a row, not after 5", async () => {
  const { accessKey, secretKey } = f.sandbox.info.huawei;
  const list = (secret: string) => f.call("GET", "/instances", undefined, { keys: { id: accessKey, secret } });
  for (let n = 0; n < 5; n++) await list("wrong");
  expect((await list(secretKey)).status).toBe(200);
  for (let n = 0; n < 6; n++) await list("wrong");
  expect((await list(secretKey)).body.error_msg).toContain("reach the limit");
  f.wait(5 * 60_000);
  expect((await list(secretKey)).status).toBe(200);
});
