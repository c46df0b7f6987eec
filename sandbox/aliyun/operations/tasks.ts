import { ApiError, invalid } from "../errors";
import { type AliyunInstance, type Task, vendorTime } from "../instance";
import type { Context, Operation } from "../state";

interface Found {
  readonly instance: AliyunInstance;
  readonly task: Task;
}

/** The step at which a task waits for the preset time. [doc] ModifyTaskInfo */
const waitingStep = "do_pause";

export const describeHistoryTasks: Operation = {
  mutating: false,
  known: "[sdk] filters, fields, pages of 10 to 100, a start at most 30 days ago; [doc] Waiting: for the preset time",
  handle: (context) => {
    const { args, world } = context;
    const from = timeOf(context, "FromStartTime");
    const to = timeOf(context, "ToStartTime");
    if (from < world.now() - 30 * 24 * 3_600_000) throw invalid("FromStartTime can be at most 30 days ago.");
    const isAmong = (name: string, value: string) => args.text(name)?.split(",").includes(value) ?? true;
    const found = allTasks(context).filter(
      ({ instance, task }) =>
        isAmong("InstanceId", instance.id) &&
        isAmong("TaskId", task.TaskId) &&
        isAmong("TaskType", task.TaskType) &&
        isAmong("Status", statusOf(task, world.now())) &&
        task.startsAt >= from &&
        task.startsAt <= to,
    );
    const number = args.int("PageNumber") ?? 1;
    const size = args.int("PageSize") ?? 10;
    const page = found.slice((number - 1) * size, number * size);
    return {
      content: {
        Items: page.map((one) => view(one, world.now())),
        PageNumber: number,
        PageSize: size,
        TotalCount: found.length,
      },
    };
  },
};

export const modifyTaskInfo: Operation = {
  mutating: true,
  known: "[sdk] up to 30 ids, only modifySwitchTime; [doc] recoverMode; [guess] only immediate and maintainTime, codes",
  handle: (context) => {
    const { args, world } = context;
    const ids = args.must("TaskId").split(",");
    if (ids.length > 30) throw invalid("TaskId holds at most 30 ids.");
    const touched = ids.map((id) => {
      const found = allTasks(context).find(({ task }) => task.TaskId === id);
      if (found === undefined || statusOf(found.task, world.now()) !== "Waiting") {
        throw new ApiError("InvalidParam", `The task ${id} does not wait for a preset time.`);
      }
      if (recoverModeOf(args.text("ActionParams")) === "immediate") beginNow(found, world.now());
      return found.instance.id;
    });
    return { content: { SuccessCount: String(touched.length), ErrorCode: "", ErrorTaskId: "" }, touched };
  },
};

function beginNow({ instance, task }: Found, now: number): void {
  const earlier = task.switchesAt - now;
  const moved = { ...task, switchesAt: now, endsAt: task.endsAt - earlier };
  instance.properties.Tasks = instance.properties.Tasks.map((one) => (one === task ? moved : one));
  instance.steps = instance.steps.map((step) => ({ ...step, at: step.at - earlier }));
}

function recoverModeOf(params: string | undefined): unknown {
  try {
    return (JSON.parse(params ?? "") as { recoverMode?: unknown }).recoverMode;
  } catch {
    throw invalid("ActionParams has to be JSON.");
  }
}

function timeOf({ args }: Context, name: string): number {
  const time = Date.parse(args.must(name));
  if (Number.isNaN(time)) throw invalid(`${name} has to be a time like 2022-01-02T11:31:03Z.`);
  return time;
}

function allTasks({ store, account, args }: Context): Found[] {
  return store
    .all()
    .filter((one) => one.account === account && one.properties.RegionId === args.text("RegionId"))
    .flatMap((instance) => instance.properties.Tasks.map((task) => ({ instance, task })));
}

function statusOf({ switchesAt, endsAt }: Task, now: number): "Waiting" | "Running" | "Succeed" {
  if (now < switchesAt) return "Waiting";
  return now < endsAt ? "Running" : "Succeed";
}

function view({ instance, task }: Found, now: number) {
  const status = statusOf(task, now);
  const isWaiting = status === "Waiting";
  const actions = { steps: [{ action_info: { Waiting: ["modifySwitchTime"] }, step_name: waitingStep }] };
  return {
    TaskId: task.TaskId,
    TaskType: task.TaskType,
    Status: status,
    CurrentStepName: isWaiting ? waitingStep : "exec_task",
    ActionInfo: isWaiting ? JSON.stringify(actions) : "",
    InstanceId: instance.id,
    InstanceName: instance.properties.InstanceName,
    InstanceType: "Instance",
    RegionId: instance.properties.RegionId,
    DbType: "redis",
    Product: "kvstore",
    CallerSource: "User",
    CallerUid: instance.account,
    Uid: instance.account,
    Progress: status === "Succeed" ? 100 : 0,
    RemainTime: Math.max(0, Math.ceil((task.endsAt - now) / 1000)),
    StartTime: vendorTime(task.startsAt),
    EndTime: status === "Succeed" ? vendorTime(task.endsAt) : "",
    ReasonCode: "",
    TaskDetail: "{}",
  };
}
