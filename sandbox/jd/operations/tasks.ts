import { invalid, notFound } from "../errors";
import { type JdInstance, status, type Task, vendorTime } from "../instance";
import { readPage } from "../listing";
import { type Context, findInstance, isOurs, type Operation, taskNumbers } from "../state";

type TaskStatus = "init" | "running" | "success" | "fail";

function statusOf({ startsAt, endsAt }: Task, instance: JdInstance, now: number): TaskStatus {
  if (now < startsAt) return "init";
  if (now < endsAt) return "running";
  return instance.status === status.error ? "fail" : "success";
}

export const describeTaskProgressList: Operation = {
  mutating: false,
  known: "[sdk] what is under way, with its progress",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    const wanted = args.oneOf("taskType", ["resize", "upgrade"]);
    const now = world.now();
    const rows = instance.properties.tasks
      .filter((task) => task.endsAt > now && (wanted === undefined || task.taskType === wanted))
      .map((task) => ({
        taskType: task.taskType,
        taskId: task.taskId,
        taskStatus: statusOf(task, instance, now),
        progressPercent: Math.max(0, Math.floor((100 * (now - task.startsAt)) / (task.endsAt - task.startsAt))),
        elapsedTimeSecond: Math.max(0, Math.floor((now - task.startsAt) / 1000)),
        startTime: vendorTime(task.startsAt),
      }));
    return { result: { taskProgresses: rows } };
  },
};

const statuses = ["init", "running", "fail", "success", "manual_stop", "rollback", "rollback_fail", "rollback_finish"];

export const listTasks: Operation = {
  mutating: false,
  known: "[sdk] filters and fields; [guess] newest first",
  handle: (context) => {
    const { args } = context;
    const page = readPage(args);
    const wish = { region: args.text("regionId"), id: args.text("instanceId"), status: args.text("taskStatus") };
    if (wish.status !== undefined && !statuses.includes(wish.status))
      throw invalid(`taskStatus ${wish.status} is not valid`);
    const type = args.int("taskType");
    const found = rowsOf(context).filter(
      (row) =>
        (wish.region === undefined || row.regionId === wish.region) &&
        (wish.id === undefined || row.instanceId === wish.id) &&
        (wish.status === undefined || row.taskStatus === wish.status) &&
        (type === undefined || row.taskType === type),
    );
    return { result: { isSupport: true, total: found.length, tasks: page(found) } };
  },
};

export const listTask: Operation = {
  mutating: false,
  known: "[sdk] path; [guess] shape",
  handle: (context) => {
    const id = context.args.required("taskId");
    const task = rowsOf(context).find(({ taskId }) => taskId === id);
    if (task === undefined) throw notFound(`task ${id} not found`);
    return { result: { task } };
  },
};

function rowsOf(context: Context) {
  const now = context.world.now();
  return context.store
    .all()
    .filter((instance) => isOurs(context, instance))
    .flatMap((instance) => instance.properties.tasks.map((task) => rowOf(task, instance, now)))
    .sort((a, b) => (a.startTime < b.startTime ? 1 : -1));
}

function rowOf(task: Task, instance: JdInstance, now: number) {
  const taskStatus = statusOf(task, instance, now);
  return {
    taskId: task.taskId,
    instanceId: instance.id,
    taskType: taskNumbers[task.taskType],
    taskTypeCn: task.taskType === "resize" ? "变配" : "升级",
    taskStatus,
    startTime: vendorTime(task.startsAt),
    endTime: task.endsAt > now ? "" : vendorTime(task.endsAt),
    regionId: instance.properties.regionId,
    isSupportInterruptTask: false,
    maintenanceStartTime: instance.properties.maintenanceStartTime,
    maintenanceEndTime: instance.properties.maintenanceEndTime,
    estimatedExecutionTime: vendorTime(task.startsAt),
    executionTime: taskStatus === "init" ? "" : vendorTime(task.startsAt),
  };
}
