import { ApiError } from "../errors";
import { isOld, status } from "../instance";
import { busyCode, findIdle, lookUp, type Operation, transit } from "../state";

const during: Readonly<Record<string, string>> = {
  restart: status.restarting,
  soft_restart: status.restarting,
  flush: status.flushing,
};

export const restartOrFlushInstances: Operation = {
  route: "PUT /v2/{project_id}/instances/status",
  mutating: true,
  known: "[doc] actions, flush for 4.0 and later, one result each: 200 also when one failed",
  body: { instances: "texts!", action: "text!" },
  handle: (context) => {
    const action = context.body.text("action") ?? "";
    const shown = during[action];
    if (shown === undefined) throw new ApiError("DCS.4062", "action");
    const ids = context.body.texts("instances") ?? [];
    if (ids.length > 50) throw new ApiError("DCS.4100");
    const touched: string[] = [];
    const results = ids.map((id) => {
      const instance = lookUp(context, id);
      const isUnfit = instance === undefined || (action === "flush" && isOld(instance.properties));
      if (isUnfit || busyCode(instance) !== undefined) return { instance: id, result: "failed" };
      const set = action === "flush" ? {} : { restart_pending: [] };
      transit(context, instance, { status: shown, set, job: `${action}Job` });
      touched.push(id);
      return { instance: id, result: "success" };
    });
    return { content: { results }, touched };
  },
};

export const changeNodesStartStopStatus: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/nodes/status",
  mutating: true,
  known: "[sdk] fields; [guess] the status does not change",
  body: { node_ids: "texts", action: "text!" },
  handle: (context) => {
    const instance = findIdle(context);
    const action = context.body.text("action") ?? "";
    if (action !== "start" && action !== "stop") throw new ApiError("DCS.4062", "action");
    const known = instance.properties.groups.flatMap(({ nodes }) => nodes.map(({ node_id }) => node_id));
    if (!(context.body.texts("node_ids") ?? []).every((id) => known.includes(id))) throw new ApiError("DCS.3053");
    transit(context, instance, { status: status.restarting, set: {}, job: `${action}NodesJob` });
    return { content: {}, touched: [instance.id] };
  },
};
