import type { z } from "zod";
import type { Credentials } from "../../provider/core/client/credentials";
import type { Action, ParsedAnswer } from "../../provider/core/client/request";
import { replyAs } from "../../provider/core/client/wire";
import type { HttpAnswer, HttpRequest } from "../../provider/core/host/http";
import type { Send } from "../../provider/core/resource/cloud";
import { errorRules } from "./errors";
import { sign } from "./sign";

/** `toyApi` sends the calls over HTTP, `ToyCloud` of `test/core/toy.ts` carries them out at once. */
export interface ToyApi {
  call<Reply>(action: Action, body: object, reply: z.ZodType<Reply>): Promise<Reply>;
}

export interface ToyConnection {
  readonly credentials: Credentials;
  readonly endpoint: URL;
  readonly send: Send;
}

/** One POST an operation. */
export function toyApi({ credentials, endpoint: url, send }: ToyConnection): ToyApi {
  const protocol = { sign: (request: HttpRequest) => sign(request, credentials), readAnswer, errors: errorRules };
  return {
    call: async (action, body, reply) => {
      const text = JSON.stringify({ action: action.name, ...body });
      return replyAs(action, reply, await send(protocol, action, { method: "POST", url, headers: {}, body: text }));
    },
  };
}

export function readAnswer({ status, text }: HttpAnswer): ParsedAnswer {
  if (!text.startsWith("{")) return { unreadable: `HTTP ${status} without JSON` };
  const { code, message = "", ...reply } = JSON.parse(text) as { code?: string; message?: string };
  return code === undefined ? { reply } : { rejection: { code, message } };
}
