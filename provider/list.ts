import { aliyunLookups } from "./aliyun/lookups/answers";
import { UserError } from "./core/client/errors";
import { noEngine } from "./core/host/engine";
import { answer, type Listing, type LookupAnswers } from "./core/provider/lookups";
import { createSession } from "./core/session/session";
import { configOf, definitionOf } from "./doctor";
import { huaweiLookups } from "./huawei/lookups/answers";
import { jdLookups } from "./jd/lookups/answers";

/** What `list` is asked. */
export interface ListQuestion {
  readonly what: Listing;
  /** What messages call the question. */
  readonly asked: string;
  /** Its name in settings. */
  readonly cloud: string;
  /** The stack whose configuration counts; the selected one if left out. */
  readonly stack?: string | undefined;
  /** In place of the configured one. */
  readonly region?: string | undefined;
  readonly args: Readonly<Record<string, ListArgument>>;
}

/** An argument of the lookup, as text, or its entries, such as those of tags. */
export type ListArgument = string | Readonly<Record<string, string>>;

/** What a lookup has found. */
export interface Found {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** The properties that a table shows. */
  readonly columns: readonly string[];
}

/** The lookups of all clouds. */
export const allLookups: readonly LookupAnswers[] = [aliyunLookups, huaweiLookups, jdLookups];

/** @throws UserError  there is no such cloud or stack, the cloud has no such list, or it cannot be read */
export async function listOf({ what, asked: title, cloud, stack, region, args }: ListQuestion): Promise<Found> {
  const { cloud: asked, regionArgument } = definitionOf(cloud);
  const lookups = allLookups.find(({ definition }) => definition.cloud === asked);
  const table = lookups?.tables[what];
  if (!lookups || !table)
    throw new UserError(
      `${asked.title} has no list of ${what}; it has ${Object.keys(lookups?.tables ?? {}).join(", ")}`,
    );
  if (region !== undefined && args[regionArgument] !== undefined)
    throw new UserError(`${title}: the region is given twice, with --region and as ${regionArgument}`);
  if (typeof args.tags === "string") throw new UserError(`${title}: each of the tags is written as tags.key=value`);
  const { config } = configOf(stack);
  const given = { ...args, ...(region === undefined ? {} : { [regionArgument]: region }) };
  const session = createSession({ engine: noEngine });
  const question = { name: table.lookup, given, title };
  const result = (await answer(lookups, question, session, (key) => config[key])) as Record<string, unknown>;
  return { rows: result[table.rows] as Found["rows"], columns: table.columns };
}
