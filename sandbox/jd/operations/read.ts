import type { JdInstance } from "../instance";
import { readQuery } from "../listing";
import { type Context, findInstance, isBinned, isOurs, type Operation, type Result } from "../state";
import { view } from "../view";

export const describeCacheInstance: Operation = {
  mutating: false,
  known: "[sdk] fields; [doc] sample, 404; [qa] 404 texts",
  handle: (context) => ({ result: { cacheInstance: view(findInstance(context), context.world.now()) } }),
};

export const describeCacheInstances: Operation = {
  mutating: false,
  known: "[sdk] filters, sorts, pages of 10 to 100; [qa] which bad values are 400, unknown filter names are ignored",
  handle: (context) => listed(context, (instance) => !isBinned(instance)),
};

/** The recycle bin is asked in the same way. [sdk] */
export function listed(context: Context, isListed: (instance: JdInstance) => boolean): Result {
  const select = readQuery(context.args, context.world.now());
  const { rows, total } = select(context.store.all().filter((one) => isOurs(context, one) && isListed(one)));
  return { result: { cacheInstances: rows.map((one) => view(one, context.world.now())), totalCount: total } };
}
