import { digest } from "../digest";
import type { AnyDescribed } from "../kind/kind";
import { secretNames } from "../kind/plan";
import { type Haul, obtain } from "../lifecycle/obtain";
import { formatMark } from "../ownership/ownership";
import { markOf } from "./births";
import type { Group } from "./kind";
import type { BatchOperation } from "./operation";

type Values = Readonly<Record<string, unknown>>;

const tokenLength = 40;

/**
 * Gets instances for the places of a group that lack one.
 * @param there the group's members that stay: after a crash the token is the same only for the same beginning
 * @param ordinals of the places; what is found fills them from the first
 */
export function obtainFor(
  operation: BatchOperation,
  group: number,
  there: readonly string[],
  ordinals: readonly number[],
): Promise<Haul> {
  const { batch, kind, runtime, groups, args, hidden } = operation;
  const wanted = groups[group] as Group<object>;
  const work = operation.order(wanted);
  const marks = groups.map((each) => markOf(kind, runtime, hidden, each));
  const mark = markOf(kind, runtime, hidden, wanted);
  const isFirst = there.length === 0 && runtime.sightings.replacedBirth(work.urn) === undefined;
  const api = () => work.connection.api as never;
  return obtain({
    operation: work,
    mark,
    count: ordinals.length,
    siblings: new Set(marks.map(({ birth }) => birth)),
    isRepeatable: kind.isBirthRepeatable,
    token: (found, missing) => {
      const given = isFirst && found.length === 0 ? batch.userToken?.(args, group) : undefined;
      const beside = [...there, ...found].sort();
      return (
        given ?? digest([formatMark(mark), beside, missing, withoutSecrets(kind, { ...wanted.args })], tokenLength)
      );
    },
    says: withoutSecrets(batch, args),
    send: ({ said, ...order }) => {
      const told = { ...(said ?? args), ...secretsIn(batch, args) };
      const index = (batch.groups(told) ?? []).findIndex(({ name }) => name === wanted.name);
      return batch.order(api(), told, { group: index, ordinals: ordinals.slice(-order.count), ...order });
    },
    ...(batch.mark && { putMark: async (ids, text) => batch.mark?.(api(), ids, text, wanted.args) }),
    ...(batch.origins && { origins: async (ids) => (await batch.origins?.(api(), ids)) ?? new Map() }),
  });
}

function withoutSecrets(kind: AnyDescribed, args: Values): Values {
  const secrets = secretNames(kind.plan);
  return Object.fromEntries(Object.entries(args).filter(([name]) => !secrets.includes(name)));
}

function secretsIn(kind: AnyDescribed, args: Values): Values {
  return Object.fromEntries(
    secretNames(kind.plan).flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])),
  );
}
