import type { World } from "../core/cloud";
import { type HuaweiInstance, type HuaweiStore, status } from "./instance";

/** A job that a call began; its outcome is read from the instance, so that it cannot differ from what happened. */
export interface Job {
  readonly id: string;
  readonly instanceId: string;
  readonly type: string;
  /** Milliseconds. */
  readonly begin: number;
  readonly end: number;
  readonly shown: Task | null;
}

/** As the list of background tasks shows it. [sdk] */
export interface Task {
  readonly name:
    | "ChangeInstanceSpec"
    | "BindEip"
    | "UnBindEip"
    | "AddReplica"
    | "DelReplica"
    | "AddWhitelist"
    | "UpdatePort"
    | "RemoveIpFromDns";
  readonly details: Readonly<Record<string, unknown>>;
}

interface Where {
  readonly world: World;
}

export function jobs({ world }: Where): Map<string, Job> {
  return world.tables.table<Job>("jobs");
}

export function addJob(where: Where, instance: HuaweiInstance, type: string, begin: number, shown?: Task): string {
  const id = where.world.random.uuid();
  const end = begin + where.world.changeMs;
  jobs(where).set(id, { id, instanceId: instance.id, type, begin, end, shown: shown ?? null });
  return id;
}

export function stateOf(store: HuaweiStore, job: Job, now: number): "INIT" | "RUNNING" | "SUCCESS" | "FAIL" {
  const instance = store.find(job.instanceId);
  if (instance?.properties.doneJobs.includes(job.id)) return "SUCCESS";
  if (instance === undefined || instance.status === status.error) return "FAIL";
  return now < job.begin ? "INIT" : "RUNNING";
}
