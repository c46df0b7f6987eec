import type { World } from "../core/cloud";
import { type HuaweiInstance, type HuaweiStore, status } from "./instance";

/** A job that a call started. Its outcome is read from the instance, so the two cannot contradict each other. */
export interface Job {
  readonly id: string;
  readonly instanceId: string;
  readonly type: string;
  /** Milliseconds. */
  readonly begin: number;
  readonly end: number;
  /** Absent from the list of background tasks when null. */
  readonly task: Task | null;
}

/** A job in the list of background tasks. [sdk] */
export interface Task {
  readonly name:
    | "ChangeInstanceSpec"
    | "BindEip"
    | "UnBindEip"
    | "AddReplica"
    | "DelReplica"
    | "AddWhitelist"
    | "UpdatePort"
    | "RemoveIpFromDns"
    | "DeleteAcl";
  readonly details: Readonly<Record<string, unknown>>;
}

export function jobs({ world }: { readonly world: World }): Map<string, Job> {
  return world.tables.table<Job>("jobs");
}

export function addJob(
  context: { readonly world: World },
  instance: HuaweiInstance,
  type: string,
  begin: number,
  task?: Task,
): string {
  const id = context.world.random.uuid();
  const end = begin + context.world.changeMs;
  jobs(context).set(id, { id, instanceId: instance.id, type, begin, end, task: task ?? null });
  return id;
}

export function stateOf(store: HuaweiStore, job: Job, now: number): "INIT" | "RUNNING" | "SUCCESS" | "FAIL" {
  const instance = store.find(job.instanceId);
  if (instance?.properties.doneJobs.includes(job.id)) return "SUCCESS";
  if (instance === undefined || instance.status === status.error) return "FAIL";
  return now < job.begin ? "INIT" : "RUNNING";
}
