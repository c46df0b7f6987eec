import { digest } from "./digest";
import { hiddenOutputs } from "./hidden";
import type { AnyKind } from "./kind";
import { rowsOf } from "./plan";
import { containsUnknown } from "./unknown";

type Values = Readonly<Record<string, unknown>>;

export interface Difference {
  /** Arguments whose change means work, or at least another stored value. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deletesFirst: boolean;
}

/** Compares what the state holds with what the program wants: the plan's arguments, and nothing else. */
export function compare(kind: AnyKind, olds: Values, news: Values): Difference {
  const changed: string[] = [];
  const replaces: string[] = [];
  let deletesFirst = false;
  const { __inputKeys: declared = [] } = hiddenOutputs(olds);
  for (const [name, row] of rowsOf(kind.plan)) {
    if (row.change === "callOption") continue;
    const wanted = news[name] ?? (declared.includes(name) ? row.whenRemoved : undefined);
    const isForgotten = row.change === "stateOnly" && declared.includes(name) && news[name] === undefined;
    if (wanted === undefined && !isForgotten) continue;
    const actual = olds[name];
    if (!containsUnknown(wanted) && !isForgotten && row.same(actual, wanted)) continue;
    changed.push(name);
    if (
      containsUnknown(wanted) ? row.change !== "inPlace" && row.change !== "stateOnly" : row.replaces(actual, wanted)
    ) {
      replaces.push(name);
      deletesFirst ||= row.deletesFirst;
    }
  }
  if (digest(olds.__timeouts) !== digest(news.__timeouts)) changed.push("__timeouts");
  return { changed, replaces, deletesFirst };
}
