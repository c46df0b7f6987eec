import { notFound } from "../errors";
import { type JdInstance, status, type Task, vendorTime } from "../instance";
import { type Context, isAccessible, type Operation, read, taskNumbers } from "../state";

type TaskStatus = "init" | "running" | "success" | "fail";

function statusOf({ startsAt, endsAt }: Task, instance: JdInstance, now: number): TaskStatus {
  if (now < startsAt) return "init";
  if (now < endsAt) return "running";
  return instance.status === status.error ? "fail" : "success";
}

export const describeTaskProgressList = read({
  known: "[sdk] the unfinished tasks, with their progress",
  result: (instance, { args, world }) => {
    const requested = args.text("taskType");
    const now = world.now();
    const taskProgresses = instance.properties.tasks
      .filter((task) => task.endsAt > now && (requested === undefined || task.taskType === requested))
      .map((task) => ({
        taskType: task.taskType,
        taskId: task.taskId,
        taskStatus: statusOf(task, instance, now),
        progressPercent: Math.max(0, Math.floor((100 * (now - task.startsAt)) / (task.endsAt - task.startsAt))),
        elapsedTimeSecond: Math.max(0, Math.floor((now - task.startsAt) / 1000)),
        startTime: vendorTime(task.startsAt),
      }));
    return { taskProgresses };
  },
});

export const listTasks: Operation = {
  mutating: false,
  known: "[sdk] filters and fields; [guess] newest first",
  handle: (context) => {
    const { args } = context;
    const requested = {
      regionId: args.text("regionId"),
      instanceId: args.text("instanceId"),
      taskStatus: args.text("taskStatus"),
      taskType: args.int("taskType"),
    };
    const filters = Object.entries(requested).filter(([, value]) => value !== undefined);
    const found = rowsOf(context).filter((row) =>
      filters.every(([name, value]) => row[name as keyof typeof requested] === value),
    );
    return { result: { isSupport: true, total: found.length, tasks: args.page(found) } };
  },
};

export const listTask: Operation = {
  mutating: false,
  known: "[sdk] path, and the fields of listTasks but the id",
  handle: (context) => {
    const id = context.args.required("taskId");
    const task = rowsOf(context).find(({ taskId }) => taskId === id);
    if (task === undefined) throw notFound(`task ${id} not found`);
    const { taskId: _, ...result } = task;
    return { result };
  },
};

function rowsOf(context: Context) {
  const now = context.world.now();
  return context.store
    .all()
    .filter((instance) => isAccessible(context, instance))
    .flatMap((instance) => instance.properties.tasks.map((task) => rowOf(task, instance, now)))
    .sort((a, b) => (a.startTime < b.startTime ? 1 : -1));
}

function rowOf(task: Task, instance: JdInstance, now: number) {
  const { regionId, maintenanceStartTime, maintenanceEndTime } = instance.properties;
  const taskStatus = statusOf(task, instance, now);
  const startTime = vendorTime(task.startsAt);
  return {
    taskId: task.taskId,
    instanceId: instance.id,
    taskType: taskNumbers[task.taskType],
    taskTypeCn: task.taskType === "resize" ? "变配" : "升级",
    taskStatus,
    startTime,
    endTime: task.endsAt > now ? "" : vendorTime(task.endsAt),
    regionId,
    isSupportInterruptTask: false,
    maintenanceStartTime,
    maintenanceEndTime,
    estimatedExecutionTime: startTime,
    executionTime: taskStatus === "init" ? "" : startTime,
  };
}
