import { z } from "zod";
import { NoAnswerError } from "../../core/client/errors";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { emptyReply, idForm, type Params, requireAsked } from "../../core/client/wire";
import type { AliyunApi } from "../client";
import { type AliyunInstance, fromWire, wireInstance } from "../instance";

/** Most ids in one call of DescribeInstances. */
const mostIds = 30;
/** Most instances on one page of it. */
const pageSize = 50;

/** What a creating call returns. */
export interface Created {
  readonly instanceId: string;
  readonly orderId?: string | undefined;
}

const createReply = z.object({
  InstanceId: z.string().regex(idForm),
  OrderId: z.union([z.string(), z.number()]).transform(String).optional(),
});

/**
 * Orders an instance. Answers in seconds with an id; the instance is `Creating` for minutes.
 *
 * Repeatable: the same `Token` (at most 64 ASCII characters) gives the same instance. With `DryRun` nothing is created,
 * and success is reported as the error `DryRunOperation`.
 * Money: PrePaid is billed at once; this call has no AutoPay switch.
 *
 * @throws CloudError  input; outOfStock; quota; mismatch: the token was used with other parameters
 * @see CreateInstance, R-kvstore 2015-01-01
 */
export async function createInstance(api: AliyunApi, params: Params): Promise<Created> {
  return created(await api.call(writes("CreateInstance", "token"), params, createReply));
}

/**
 * The same for Tair, with these differences: the token is called `ClientToken`, `ChargeType` defaults to PrePaid, and it
 * takes at most five tags.
 * @throws CloudError  as `createInstance`
 * @see CreateTairInstance, R-kvstore 2015-01-01
 */
export async function createTairInstance(api: AliyunApi, params: Params): Promise<Created> {
  return created(await api.call(writes("CreateTairInstance", "token"), params, createReply));
}

const created = ({ InstanceId, OrderId }: z.infer<typeof createReply>): Created => ({
  instanceId: InstanceId,
  orderId: OrderId,
});

const attributeReply = z.object({
  RequestId: z.string().optional(),
  Instances: z.object({ DBInstanceAttribute: z.array(wireInstance) }),
});

/**
 * Everything about one instance; undefined where the answer does not contain it.
 * @throws CloudError  notFound
 * @see DescribeInstanceAttribute, R-kvstore 2015-01-01
 */
export async function describeInstanceAttribute(api: AliyunApi, id: string): Promise<AliyunInstance | undefined> {
  const action = reads("DescribeInstanceAttribute");
  const reply = await api.call(action, { InstanceId: id }, attributeReply);
  const found = reply.Instances.DBInstanceAttribute.find((instance) => instance.InstanceId === id);
  if (found) return { ...fromWire(found), requestId: reply.RequestId };
  // An empty list, or a list with another instance, may come instead of the error [tf], or be about another question.
  const [listed] = await describeInstances(api, [id]);
  if (listed) throw new NoAnswerError(action.name, "unknown", `the answer does not contain ${id}`);
  return undefined;
}

const listReply = z.object({
  TotalCount: z.coerce.number().optional(),
  Instances: z.object({ KVStoreInstance: z.array(wireInstance) }),
});

/**
 * The given instances as far as the list shows them; those that do not exist are left out.
 * @param isExpired lists the recycle bin instead of existing instances [tf]
 * @throws CloudError  notFound: one unknown id may fail the whole call
 * @see DescribeInstances, R-kvstore 2015-01-01
 */
export async function describeInstances(
  api: AliyunApi,
  ids: readonly string[],
  isExpired = false,
): Promise<AliyunInstance[]> {
  const pages: readonly string[][] = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, page) =>
    ids.slice(page * mostIds, (page + 1) * mostIds),
  );
  const action = reads("DescribeInstances");
  const common = { RegionId: api.regionId, PageSize: pageSize, Expired: isExpired ? true : undefined };
  const listed = await Promise.all(
    pages.map(async (page) => {
      const { Instances } = await api.call(action, { ...common, InstanceIds: page.join(",") }, listReply);
      const found = Instances.KVStoreInstance.map(fromWire);
      requireAsked(
        action,
        page,
        found.map(({ instanceId }) => instanceId),
      );
      return found;
    }),
  );
  return listed.flat();
}

/**
 * Every instance of the region that the filter lets through, all pages.
 * @param filter  parameters of the operation
 * @see DescribeInstances, R-kvstore 2015-01-01
 */
export async function describeAllInstances(api: AliyunApi, filter: Params = {}): Promise<AliyunInstance[]> {
  const action = reads("DescribeInstances");
  const ask = async (page: number) => {
    const params = { RegionId: api.regionId, PageNumber: page, PageSize: pageSize, ...filter };
    const entries = (await api.call(action, params, listReply)).Instances.KVStoreInstance;
    return { entries, isLast: entries.length < pageSize };
  };
  return (await allPages(action, ask, ({ InstanceId }) => InstanceId)).map(fromWire);
}

/**
 * Changes the name, the default account's password (without the old one) or the release protection of a PostPaid
 * instance.
 * @throws CloudError  notFound; input: InvalidInstanceName.Malformed, InvalidPassword.Malformed; conflict: TaskExists
 * @see ModifyInstanceAttribute, R-kvstore 2015-01-01
 */
export async function modifyInstanceAttribute(
  api: AliyunApi,
  id: string,
  change: {
    instanceName?: string | undefined;
    password?: string | undefined;
    instanceReleaseProtection?: boolean | undefined;
  },
): Promise<void> {
  await api.call(
    writes("ModifyInstanceAttribute"),
    {
      InstanceId: id,
      InstanceName: change.instanceName,
      NewPassword: change.password,
      InstanceReleaseProtection: change.instanceReleaseProtection,
    },
    emptyReply,
  );
}

/**
 * Deletes a PostPaid instance; it goes to the recycle bin and disappears from all answers.
 * @throws CloudError  notFound; conflict: not Normal; protected
 * @see DeleteInstance, R-kvstore 2015-01-01
 */
export async function deleteInstance(api: AliyunApi, id: string): Promise<void> {
  await api.call(writes("DeleteInstance"), { InstanceId: id }, emptyReply);
}
