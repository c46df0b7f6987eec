import { isUnreadable, messageOf, UserError } from "../client/errors";
import {
  type Preflight,
  type Price,
  perMonth,
  preflightArgument,
  preflightKey,
  priceText,
} from "../resource/preflight";
import type { Operation } from "./operation";

/** Instances that are about to be ordered, with one call. */
export interface PlannedOrder {
  readonly operation: Operation;
  readonly count: number;
}

/** Do the arguments ask for it, or the configuration, where they say nothing? @throws UserError */
export function wantsPreflight({ args, isConfigured }: Pick<Operation, "args" | "isConfigured">): boolean {
  const own = args[preflightArgument];
  return typeof own === "boolean" ? own : isConfigured(preflightKey);
}

/**
 * Asks for stock, quota and price of orders before the first of them is sent, and says what they cost. What cannot be read is
 * left to the orders, with a warning.
 * @throws UserError  the cloud says that it would not carry them out
 */
export async function preflight(orders: readonly PlannedOrder[]): Promise<void> {
  const answers = await Promise.all(orders.map(ask));
  const problems = answers.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new UserError([...new Set(problems)].join("\n"));
  for (const { operation, unread } of answers) for (const text of unread) operation.warn(text);
  const lines = answers.flatMap(({ line }) => line ?? []);
  if (lines.length > 0) orders[0]?.operation.info([...lines, ...totalOf(answers)].join("\n"));
}

/** What all orders cost, where there are several and each has a price in the same currency. */
function totalOf(answers: readonly { readonly price: Price | undefined; readonly count: number }[]): string[] {
  const prices = answers.flatMap(({ price, count }) => (price ? [{ ...price, month: perMonth(price, count) }] : []));
  const [first] = prices;
  const isWhole = prices.length === answers.length && prices.every(({ currency }) => currency === first?.currency);
  if (!first || prices.length < 2 || !isWhole) return [];
  return [`Together ${prices.reduce((sum, { month }) => sum + month, 0).toFixed(2)} ${first.currency} a month.`];
}

async function ask({ operation, count }: PlannedOrder) {
  const { definition, connection, args, label } = operation;
  const { stock, quota, price: priceOf } = definition.preflight as Preflight<unknown, unknown>;
  const { api } = connection;
  const [ofStock, ofQuota, ofPrice] = await Promise.all([
    answerTo("stock", () => stock(api, args)),
    answerTo("quota", async () => quota?.(api, args, count)),
    answerTo("price", async () => priceOf?.(api, args)),
  ]);
  const all = [ofStock, ofQuota, ofPrice];
  const problems = all.flatMap(({ problem }) =>
    problem === undefined
      ? []
      : [operation.problem(problem, "The preflight says so, and nothing was ordered.").message],
  );
  const unread = all.flatMap((answer) => answer.unread ?? []);
  const price = ofPrice.value;
  return { operation, problems, unread, count, price, line: price && `${label} costs ${priceText(price, count)}.` };
}

/** @throws Error  the engine has ended, or the cloud knows neither key nor account */
async function answerTo<Value>(
  what: string,
  question: () => Promise<Value>,
): Promise<{ readonly value?: Value; readonly problem?: UserError; readonly unread?: string }> {
  try {
    return { value: await question() };
  } catch (error) {
    if (error instanceof UserError) return { problem: error };
    if (!isUnreadable(error)) throw error;
    return { unread: `The preflight goes on without the ${what}, which could not be read: ${messageOf(error)}` };
  }
}
