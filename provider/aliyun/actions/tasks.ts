import { z } from "zod";
import { writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { AliyunApi } from "../client";

/** An operation that waits for the preset time, as one that is left to the maintenance window. */
export interface WaitingTask {
  readonly taskId: string;
  /** The vendor's word, like `ModifyInsSpec`. */
  readonly taskType: string;
}

const dayMs = 24 * 3_600_000;
const vendorTime = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, "");

const waitingTasksReply = z.object({
  Items: z.array(z.object({ TaskId: z.string(), TaskType: z.string().default("") })),
});

/**
 * The instance's tasks that wait for the preset time; none where that cannot be read.
 * @see DescribeHistoryTasks, R-kvstore 2015-01-01; asks for at most the last 30 days
 */
export async function describeWaitingTasks(api: AliyunApi, id: string): Promise<readonly WaitingTask[]> {
  const params = {
    RegionId: api.regionId,
    InstanceId: id,
    Status: "Waiting",
    FromStartTime: vendorTime(api.now() - 29 * dayMs),
    ToStartTime: vendorTime(api.now() + dayMs),
  };
  const reply = await api.optional("DescribeHistoryTasks", params, waitingTasksReply, { Items: [] });
  return (reply?.Items ?? []).map(({ TaskId, TaskType }) => ({ taskId: TaskId, taskType: TaskType }));
}

/**
 * Has a waiting task done now, without its window.
 * @throws CloudError  input: it no longer waits
 * @see ModifyTaskInfo, R-kvstore 2015-01-01
 */
export async function bringForward(api: AliyunApi, { taskId }: WaitingTask): Promise<void> {
  const params = {
    RegionId: api.regionId,
    TaskId: taskId,
    StepName: "do_pause",
    TaskAction: "modifySwitchTime",
    ActionParams: JSON.stringify({ recoverMode: "immediate" }),
  };
  await api.call(writes("ModifyTaskInfo"), params, emptyReply);
}
