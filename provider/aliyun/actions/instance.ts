import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import type { Params } from "../../core/client/wire";
import type { AliyunApi } from "../client";
import { type AliyunInstance, fromWire, wireInstance } from "../instance";

/** DescribeInstances takes at most so many ids. */
const mostIds = 30;

/** What only the creating call tells. */
export interface Created {
  readonly instanceId: string;
  readonly orderId?: string | undefined;
}

const createReply = z.object({
  InstanceId: z.string().min(1),
  OrderId: z.union([z.string(), z.number()]).transform(String).optional(),
});

/**
 * Orders an instance. Answers in seconds with an id; the instance is `Creating` for minutes.
 *
 * Repeatable: the same `Token` (at most 64 ASCII characters) gives the same instance. With `DryRun` nothing is made, and
 * a pass comes as the refusal `DryRunOperation`.
 * Money: PrePaid is billed at once; this call has no AutoPay switch.
 *
 * @throws CloudError  input; soldOut; quota; mismatch: the token was used with other parameters
 * @see CreateInstance, R-kvstore 2015-01-01
 */
export async function createInstance(api: AliyunApi, params: Params): Promise<Created> {
  return created(await api.call(writes("CreateInstance", "token"), params, createReply));
}

/**
 * The same for Tair, whose token is called `ClientToken`, whose `ChargeType` is PrePaid unless it is given, and which
 * takes no more than five tags.
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
 * Everything about one instance.
 * @throws CloudError  gone
 * @see DescribeInstanceAttribute, R-kvstore 2015-01-01
 */
export async function describeInstanceAttribute(api: AliyunApi, id: string): Promise<AliyunInstance | undefined> {
  const reply = await api.call(reads("DescribeInstanceAttribute"), { InstanceId: id }, attributeReply);
  // An empty list, or another instance in it, has been seen instead of the error.
  const found = reply.Instances.DBInstanceAttribute.find((instance) => instance.InstanceId === id);
  return found && { ...fromWire(found), requestId: reply.RequestId };
}

const listReply = z.object({
  TotalCount: z.coerce.number().optional(),
  Instances: z.object({
    KVStoreInstance: z.array(
      z.object({ InstanceId: z.string(), InstanceStatus: z.string(), CreateTime: z.string().optional() }),
    ),
  }),
});

export interface ListedInstance {
  readonly instanceId: string;
  readonly status: string;
  readonly createTime: string | undefined;
}

/**
 * What lists show of the given instances; those that do not exist are left out.
 * @param isExpired lists the recycle bin instead of what lives [tf]
 * @throws CloudError
 * @see DescribeInstances, R-kvstore 2015-01-01
 */
export async function describeInstances(
  api: AliyunApi,
  ids: readonly string[],
  isExpired = false,
): Promise<ListedInstance[]> {
  const pages: readonly string[][] = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, page) =>
    ids.slice(page * mostIds, (page + 1) * mostIds),
  );
  const replies = await Promise.all(
    pages.map((page) =>
      api.call(
        reads("DescribeInstances"),
        { RegionId: api.regionId, InstanceIds: page.join(","), PageSize: 50, Expired: isExpired ? true : undefined },
        listReply,
      ),
    ),
  );
  return replies.flatMap((reply) =>
    reply.Instances.KVStoreInstance.map(
      ({ InstanceId: instanceId, InstanceStatus: status, CreateTime: createTime }) => ({
        instanceId,
        status,
        createTime,
      }),
    ),
  );
}

/**
 * Renames an instance, gives its default account another password (the old one is not needed), or protects a PostPaid
 * instance against deletion.
 * @throws CloudError  gone; input: InvalidInstanceName.Malformed, InvalidPassword.Malformed; conflict: TaskExists
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
    z.object({}),
  );
}

/**
 * Asks for the deletion of a PostPaid instance; it goes to the recycle bin and vanishes from all answers.
 * @throws CloudError  gone; conflict: not Normal; protected
 * @see DeleteInstance, R-kvstore 2015-01-01
 */
export async function deleteInstance(api: AliyunApi, id: string): Promise<void> {
  await api.call(writes("DeleteInstance"), { InstanceId: id }, z.object({}));
}
