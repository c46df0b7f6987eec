import { NoAnswerError } from "../../provider/core/client/errors";
import type { HttpAnswer } from "../../provider/core/host/http";
import { callApi, passwordChanges } from "./calls";

/** What something between us and the cloud may answer. */
const foreign: Readonly<Record<string, HttpAnswer>> = {
  "a redirect": { status: 302, headers: { location: "https://portal.example/login" }, text: "" },
  "a redirect with JSON": { status: 307, headers: { location: "/" }, text: "{}" },
  "not modified": { status: 304, headers: {}, text: "" },
  "an empty 200": { status: 200, headers: {}, text: "" },
  "an empty 204": { status: 204, headers: {}, text: "" },
  "an empty object": { status: 200, headers: {}, text: "{}" },
  "another object": { status: 200, headers: {}, text: '{"status":"ok","requestId":"","RequestId":""}' },
  "a list": { status: 200, headers: {}, text: "[]" },
  null: { status: 200, headers: {}, text: "null" },
  "a text": { status: 200, headers: {}, text: '"ok"' },
  "a page": { status: 200, headers: { "content-type": "text/html" }, text: "<html>Sign in</html>" },
  "half an answer": { status: 200, headers: {}, text: '{"RequestId":"a","requestId' },
  "an error page": { status: 502, headers: {}, text: "<html>Bad gateway</html>" },
  "an error without a code": { status: 500, headers: {}, text: '{"message":"oops"}' },
};

const cases = Object.keys(passwordChanges).flatMap((type) => Object.keys(foreign).map((name) => [type, name] as const));

test.each(cases)("%s: %s is no success of a change, and nobody knows what was carried out", async (type, name) => {
  for (const change of passwordChanges[type] ?? []) {
    const error = await callApi(type, change, async () => foreign[name] as HttpAnswer);
    expect(error).toBeInstanceOf(NoAnswerError);
    expect((error as NoAnswerError).carriedOut).toBe("unknown");
  }
});
