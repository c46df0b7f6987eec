import type { World } from "../core/cloud";
import { readFacts } from "./facts";

/** The account of every key that names none. */
export const ownAccount = "1000000000000001";

/** What a creation depends on beside its arguments. */
export interface AccountFacts {
  /** How many pay-as-you-go instances it may hold; without one the key's, else 1000. */
  readonly quota?: number;
  /** CNY. Without one there is always enough. */
  readonly balance?: number;
  readonly hasPaymentMethod?: boolean;
  readonly isRealNameVerified?: boolean;
  readonly isFinanceUser?: boolean;
  readonly vpcServiceWorks?: boolean;
}

const types = {
  quota: "count",
  balance: "amount",
  hasPaymentMethod: "boolean",
  isRealNameVerified: "boolean",
  isFinanceUser: "boolean",
  vpcServiceWorks: "boolean",
} as const satisfies Record<keyof AccountFacts, string>;

function shelf(world: World): Map<string, AccountFacts> {
  return world.tables.table<AccountFacts>("accounts");
}

export function isAccount(world: World, id: string): boolean {
  return id === ownAccount || world.keys.some(({ account }) => account === id);
}

export function factsOf(world: World, account: string): AccountFacts {
  return shelf(world).get(account) ?? {};
}

/** `null` takes a fact back. */
export function setFacts(world: World, account: string, given: Readonly<Record<string, unknown>>): void {
  shelf(world).set(account, { ...factsOf(world, account), ...readFacts("an account", types, given) });
}
