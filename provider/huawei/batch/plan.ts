import { type Plan, type Row, rows, rowsOf } from "../../core/kind/plan";
import { huaweiDcsInstanceKind } from "../kind";
import type { HuaweiBatchArgs } from "./args";

const { inPlace, replace, callOption, stateOnly } = rows<unknown>();

const { adoptInstanceId: _ofOneInstance, ...ofInstance } = huaweiDcsInstanceKind.plan;

/** Compared as an instance's own argument is; whether its change replaces anything is decided member by member. */
function ofMembers(row: Row<never, unknown>): Row<unknown> {
  if (row.change === "callOption") return callOption();
  if (row.change === "stateOnly") return stateOnly();
  let own = inPlace("members")
    .comparedBy((actual, wanted) => row.same(actual, wanted))
    .countsWhen<Record<string, unknown>>((args) => row.counts(args));
  if (row.isWriteOnly) own = own.writeOnly(row.isSentAtBirth ? "birth" : "later");
  if (row.isSecret) own = own.secret();
  return row.whenRemoved === undefined ? own : own.removedMeans(row.whenRemoved as never);
}

const shared = Object.fromEntries(rowsOf<never>(ofInstance).map(([name, row]) => [name, ofMembers(row)]));

export const plan: Plan<HuaweiBatchArgs, unknown> = {
  ...(shared as { readonly [K in keyof typeof ofInstance]: Row<unknown> }),
  region: replace(),
  instanceNum: inPlace("members"),
};
