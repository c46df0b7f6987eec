import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

const projectsReply = z.object({ projects: z.array(z.object({ id: z.string(), name: z.string() })).default([]) });

/**
 * Lists the account's projects, or those of a name. A region's main project has the region's name; sub-projects are
 * `{region}_{suffix}`.
 * @throws CloudError  accessDenied: the access key is wrong, or may not list projects
 * @see KeystoneListProjects, IAM v3
 */
export async function listProjects(api: HuaweiApi, name?: string): Promise<{ id: string; name: string }[]> {
  const call: HuaweiRequest = { method: "GET", path: "/v3/projects", query: { name } };
  return (await api.iam(reads("KeystoneListProjects"), call, projectsReply)).projects;
}

/**
 * Moves an instance to another enterprise project; `"0"` is the default one. Only its accounting changes.
 * @throws CloudError  accessDenied; input: no such enterprise project
 * @see MigrateResource, EPS v1.0
 */
export async function migrateResource(api: HuaweiApi, id: string, enterpriseProjectId: string): Promise<void> {
  await api.eps(
    writes("MigrateResource"),
    {
      method: "POST",
      path: `/v1.0/enterprise-projects/${pathSegment(enterpriseProjectId)}/resources-migrate`,
      body: {
        resource_type: "dcs",
        resource_id: id,
        project_id: await api.projectId(),
        region_id: api.region,
        associated: false,
      },
    },
    z.unknown(),
  );
}
