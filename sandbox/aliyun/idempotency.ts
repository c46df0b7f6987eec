import { ApiError } from "./errors";
import type { Operation, Result } from "./state";

interface Remembered {
  readonly fingerprint: string;
  readonly result: Result;
}

/**
 * The operation with an idempotency token: the same token with the same parameters gets the first answer again; with others it is
 * rejected. A rejected call leaves its token unused. Tokens are ASCII and case-sensitive. [doc]
 */
export function withToken(tokenName: "Token" | "ClientToken", operation: Operation): Operation {
  return {
    ...operation,
    handle: (context) => {
      const token = context.args.text(tokenName);
      if (token === undefined) return operation.handle(context);
      if (!/^[\x21-\x7e]+$/.test(token)) throw new ApiError("InvalidToken.Malformed");
      const tokens = context.world.tables.table<Remembered>("tokens");
      const name = `${context.account}/${context.action}/${token}`;
      const fingerprint = context.args.fingerprint();
      const before = tokens.get(name);
      if (before === undefined) {
        const result = operation.handle(context);
        tokens.set(name, { fingerprint, result });
        return result;
      }
      if (before.fingerprint !== fingerprint) throw new ApiError("IdempotentParameterMismatch");
      return before.result;
    },
  };
}
