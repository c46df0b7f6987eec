import { NoAnswerError } from "../../provider/core/client/errors";
import type { Transport } from "../../provider/core/host/http";
import type { Sandbox } from "../../sandbox";

/** Calls of a sandbox in this process, without HTTP. */
export function inProcess(sandbox: Sandbox): Transport {
  return async (action, { method, url, headers, body = "" }) => {
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const answer = await sandbox.answer(url.origin, {
      method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: { host: url.host, ...Object.fromEntries(named) },
      body: Buffer.from(body),
    });
    if (typeof answer === "string") throw new NoAnswerError(action, "unknown", answer);
    return { status: answer.status, headers: answer.headers, text: answer.body };
  };
}
