import { z } from "zod";
import { reads, writes } from "../../core/call";
import type { AliyunApi, Params } from "../api";
import { type AliyunInstance, fromWire, wireInstance } from "../instance";

/** DescribeInstances takes at most so many ids. */
const mostIds = 30;

/**
 * Orders an instance. Answers in seconds with an id; the instance is `Creating` for minutes.
 *
 * Repeatable: the same `Token` (at most 64 ASCII characters) gives the same instance.
 * Money: PrePaid is billed at once; this call has no AutoPay switch.
 *
 * @throws CloudError  input; soldOut; quota; mismatch: the token was used with other parameters
 * @see CreateInstance, R-kvstore 2015-01-01
 */
export async function createInstance(api: AliyunApi, params: Params): Promise<string> {
  const reply = await api.call(writes("CreateInstance", "token"), params, z.object({ InstanceId: z.string().min(1) }));
  return reply.InstanceId;
}

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
 * @throws CloudError
 * @see DescribeInstances, R-kvstore 2015-01-01
 */
export async function describeInstances(api: AliyunApi, ids: readonly string[]): Promise<ListedInstance[]> {
  const pages: readonly string[][] = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, page) =>
    ids.slice(page * mostIds, (page + 1) * mostIds),
  );
  const replies = await Promise.all(
    pages.map((page) =>
      api.call(
        reads("DescribeInstances"),
        { RegionId: api.regionId, InstanceIds: page.join(","), PageSize: 50 },
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
 * Renames an instance, or gives its default account another password; the old one is not needed.
 * @throws CloudError  gone; input: InvalidInstanceName.Malformed, InvalidPassword.Malformed; conflict: TaskExists
 * @see ModifyInstanceAttribute, R-kvstore 2015-01-01
 */
export async function modifyInstanceAttribute(
  api: AliyunApi,
  id: string,
  change: { instanceName?: string | undefined; password?: string | undefined },
): Promise<void> {
  await api.call(
    writes("ModifyInstanceAttribute"),
    { InstanceId: id, InstanceName: change.instanceName, NewPassword: change.password },
    z.object({}),
  );
}

/**
 * Orders another class. The instance is `Changing` for minutes, with one or two drops of connections.
 * Local-disk instances want their own version named beside the class.
 * Money: a dearer class of a PrePaid instance is billed at once.
 *
 * @throws CloudError  gone; conflict; soldOut
 * @see ModifyInstanceSpec, R-kvstore 2015-01-01
 */
export async function modifyInstanceSpec(
  api: AliyunApi,
  id: string,
  change: { instanceClass: string; majorVersion?: string | undefined; token: string },
): Promise<void> {
  await api.call(
    writes("ModifyInstanceSpec", "token"),
    {
      RegionId: api.regionId,
      InstanceId: id,
      InstanceClass: change.instanceClass,
      MajorVersion: change.majorVersion,
      EffectiveTime: "Immediately",
      AutoPay: true,
      ClientToken: change.token,
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
