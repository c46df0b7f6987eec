import { ApiError } from "../errors";
import type { Operation } from "../state";

export const migrateResource: Operation = {
  route: "POST /v1.0/enterprise-projects/{enterprise_project_id}/resources-migrate",
  mutating: true,
  right: "eps:resources:migrate",
  known: "[tf] path, body, 204; [guess] every enterprise project exists, but for those whose id contains missing",
  body: {
    resource_type: "text!",
    resource_id: "text!",
    project_id: "text",
    region_id: "text",
    associated: "bool",
  },
  handle: ({ path, body, store, account }) => {
    const target = path.enterprise_project_id ?? "";
    if (target.includes("missing")) throw new ApiError("EPS.0004");
    const id = body.text("resource_id") ?? "";
    const instance = store.find(id);
    const isFound = instance !== undefined && instance.account === account && !instance.released;
    const project = body.text("project_id") ?? instance?.properties.project_id;
    if (!isFound || body.text("resource_type") !== "dcs" || project !== instance.properties.project_id)
      throw new ApiError("EPS.0004", "the resource does not exist");
    instance.properties.enterprise_project_id = target;
    return { status: 204, touched: [id] };
  },
};
