import { ApiError } from "./errors";
import type { Context, Result } from "./state";

interface Remembered {
  readonly fingerprint: string;
  readonly result: Result;
}

/**
 * The same token with the same parameters gives the first answer again; with others it is refused. A call that was refused
 * leaves its token unused. [doc] At most 64 ASCII characters, case-sensitive. [doc]
 */
export function once(context: Context, tokenName: "Token" | "ClientToken", run: () => Result): Result {
  const token = context.args.text(tokenName);
  if (token === undefined) return run();
  if (!/^[\x21-\x7e]{1,64}$/.test(token)) throw new ApiError("InvalidToken.Malformed");
  const tokens = context.world.tables.table<Remembered>("tokens");
  const name = `${context.account}/${context.action}/${token}`;
  const fingerprint = context.args.fingerprint();
  const before = tokens.get(name);
  if (before !== undefined) {
    if (before.fingerprint !== fingerprint) throw new ApiError("IdempotentParameterMismatch");
    return before.result;
  }
  const result = run();
  tokens.set(name, { fingerprint, result });
  return result;
}
