import type { Args } from "../args";
import { ApiError } from "../errors";
import { vendorTime } from "../instance";
import { jobs, stateOf } from "../jobs";
import { busyCode, findInstance, lookUp, type Operation } from "../state";

export const showJobInfo: Operation = {
  mutating: false,
  known: "[sdk] shape; [tf] INIT, RUNNING, SUCCESS, FAIL",
  handle: (context) => {
    const { world, store, path } = context;
    const job = jobs(context).get(path.job_id ?? "");
    if (job === undefined || lookUp(context, job.instanceId) === undefined) throw new ApiError("DCS.4070");
    const status = stateOf(store, job, world.now());
    const isOver = status === "SUCCESS" || status === "FAIL";
    return {
      content: {
        job_id: job.id,
        job_type: job.type,
        status,
        begin_time: vendorTime(job.begin),
        end_time: isOver ? vendorTime(job.end) : null,
        fail_reason: status === "FAIL" ? "job execution status failed." : null,
      },
    };
  },
};

const taskStates = { INIT: "CREATED", RUNNING: "EXECUTING", SUCCESS: "SUCCESS", FAIL: "FAILED" } as const;

export const listBackgroundTask: Operation = {
  mutating: false,
  known:
    "[sdk] parameters, shape, task_count is text; [guess] the names of the states, the newest first, both times are included",
  handle: (context) => {
    const { world, store, query } = context;
    const { id } = findInstance(context);
    const isInside = between(timeOf(query, "start_time"), timeOf(query, "end_time"));
    const all = [...jobs(context).values()]
      .filter((job) => job.instanceId === id && job.task !== null && isInside(job.begin))
      .reverse();
    const offset = query.number("offset") ?? 0;
    const page = all.slice(offset, offset + (query.number("limit") ?? 10));
    const tasks = page.map((job) => ({
      id: job.id,
      name: job.task?.name,
      details: job.task?.details,
      status: taskStates[stateOf(store, job, world.now())],
      created_at: vendorTime(job.begin),
      updated_at: vendorTime(job.end),
      enable_show: false,
    }));
    return { content: { task_count: String(all.length), tasks } };
  },
};

/** yyyyMMddHHmmss in UTC [sdk], in seconds. */
function timeOf(query: Args, name: string): number | undefined {
  const text = query.text(name);
  if (text === undefined) return undefined;
  const time = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!/^\d{14}$/.test(text) || Number.isNaN(time)) throw new ApiError("DCS.4062", name);
  return time / 1000;
}

function between(start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY): (ms: number) => boolean {
  return (ms) => start <= Math.floor(ms / 1000) && Math.floor(ms / 1000) <= end;
}

export const listInstanceOperations: Operation = {
  mutating: false,
  known: "[sdk] shape; [guess] everything is possible while the instance is idle",
  handle: (context) => {
    const instance = findInstance(context);
    const operation = context.query.text("operation") ?? "extend";
    const code = busyCode(instance);
    return {
      content: {
        instance_id: instance.id,
        operations: [{ operation, is_support: code === undefined, cause_id: code ?? null }],
      },
    };
  },
};
