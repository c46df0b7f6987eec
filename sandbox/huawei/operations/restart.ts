import { ApiError } from "../errors";
import { isOld, status } from "../instance";
import { busyCode, change, emptyObject, lookUp, type Operation, transit } from "../state";

export const restartOrFlushInstances: Operation = {
  mutating: true,
  known: "[doc] actions, flush for 4.0 and later, one result each: 200 also when one failed",
  handle: (context) => {
    const action = context.body.text("action") ?? "";
    const isFlush = action === "flush";
    const ids = context.body.texts("instances") ?? [];
    if (ids.length > 50) throw new ApiError("DCS.4100");
    const touched: string[] = [];
    const results = ids.map((id) => {
      const instance = lookUp(context, id);
      const isUnfit = instance === undefined || (isFlush && isOld(instance.properties));
      if (isUnfit || busyCode(instance) !== undefined) return { instance: id, result: "failed" };
      const during = { status: isFlush ? status.flushing : status.restarting };
      transit(context, instance, { during, set: isFlush ? {} : { restart_pending: [] }, job: `${action}Job` });
      touched.push(id);
      return { instance: id, result: "success" };
    });
    return { content: { results }, touched };
  },
};

export const changeNodesStartStopStatus = change({
  known: "[sdk] fields; [guess] the nodes' status does not change",
  set: ({ body }, { properties }) => {
    const nodes = properties.groups.flatMap((group) => group.nodes.map(({ node_id }) => node_id));
    if (!(body.texts("node_ids") ?? []).every((id) => nodes.includes(id))) throw new ApiError("DCS.3053");
    return {};
  },
  during: { status: status.restarting },
  job: ({ body }) => `${body.text("action") ?? ""}NodesJob`,
  answer: emptyObject,
});
