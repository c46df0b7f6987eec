import { ApiError } from "../errors";
import { vendorTime } from "../instance";
import { jobs, stateOf } from "../jobs";
import { groupsView } from "../nodes";
import { busyCode, findInstance, lookUp, type Operation } from "../state";

export const showJobInfo: Operation = {
  route: "GET /v2/{project_id}/jobs/{job_id}",
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

const taskStates = { INIT: "EXECUTING", RUNNING: "EXECUTING", SUCCESS: "SUCCESS", FAIL: "FAILED" } as const;

export const listBackgroundTask: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/tasks",
  mutating: false,
  known: "[sdk] shape, task_count is text; [guess] the states' names, the newest first",
  query: { start: "text", limit: "text", begin_time: "text", end_time: "text" },
  handle: (context) => {
    const { world, store, query } = context;
    const { id } = findInstance(context);
    const all = [...jobs(context).values()].filter((job) => job.instanceId === id && job.shown !== null).reverse();
    const start = Number(query.text("start") ?? 0);
    const page = all.slice(start, start + Number(query.text("limit") ?? 10));
    const tasks = page.map((job) => ({
      id: job.id,
      name: job.shown?.name,
      details: job.shown?.details,
      status: taskStates[stateOf(store, job, world.now())],
      created_at: vendorTime(job.begin),
      updated_at: vendorTime(job.end),
      enable_show: false,
    }));
    return { content: { task_count: String(all.length), tasks } };
  },
};

export const listGroupReplicationInfo: Operation = {
  route: "GET /v2/{project_id}/instance/{instance_id}/groups",
  mutating: false,
  known: "[doc] sample, path with the singular; [tf] the master's zone is read here",
  handle: (context) => {
    const { id, properties } = findInstance(context);
    return { content: groupsView(id, properties.groups) };
  },
};

export const listInstanceOperations: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/operations",
  mutating: false,
  known: "[sdk] shape; [guess] everything is possible when nothing goes on",
  query: { operation: "text" },
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

export const showInstanceVersion: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/version",
  mutating: false,
  known: "[sdk] shape; [guess] always the newest",
  handle: (context) => {
    const { engine_version, cache_mode } = findInstance(context).properties;
    const minor = `${engine_version || "1.5"}.14.3`;
    const proxy = cache_mode === "proxy" ? "2.1.0" : null;
    return {
      content: {
        engine_minor_version: minor,
        latest_engine_minor_version: minor,
        proxy_minor_version: proxy,
        latest_proxy_minor_version: proxy,
        engine_minor_version_upgradable: false,
        proxy_minor_version_upgradable: false,
      },
    };
  },
};
