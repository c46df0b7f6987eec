import { ApiError } from "./errors";
import { vendorTime } from "./instance";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

/** A parameter template, as the vendor names its fields. It belongs to a project and to no instance. */
export interface Template {
  readonly template_id: string;
  /** "" for those of the vendor. */
  readonly account: string;
  readonly project_id: string;
  readonly type: "sys" | "user";
  readonly engine: "Redis";
  readonly engine_version: string;
  readonly cache_mode: string;
  readonly created_at: string | null;
  name: string;
  description: string | null;
  params: Record<string, string>;
}

const versions = ["4.0", "5.0", "6.0", "7.0"];
const modes = ["single", "ha", "cluster", "proxy", "ha_rw_split"];

/** The vendor's own. 6 is 4.0 and single, 11 is 5.0 and single, and the form of the names [doc]; the order of the others [guess]. */
const ofVendor: readonly Template[] = versions.flatMap((engine_version, row) =>
  modes.map((cache_mode, column) => ({
    template_id: String(6 + row * modes.length + column),
    ...{ account: "", project_id: "", type: "sys", engine: "Redis", engine_version, cache_mode, created_at: null },
    name: `Default-Redis-${engine_version}-${cache_mode}-generic-DRAM`,
    description: null,
    params: defaultConfig("Redis"),
  })),
);

const table = ({ world }: Context): Map<string, Template> => world.tables.table<Template>("templates");

/** Those that the caller can see, the vendor's or the project's, in the order of their creation. */
export function templatesOf(context: Context, type: string): readonly Template[] {
  if (type === "sys") return ofVendor;
  const { account, project } = context;
  return [...table(context).values()].filter((each) => each.account === account && each.project_id === project);
}

export const findTemplate = (context: Context, type: string, id: string): Template | undefined =>
  templatesOf(context, type).find(({ template_id }) => template_id === id);

/** @throws ApiError */
export function requireTemplate(context: Context, type: string, id: string): Template {
  const found = findTemplate(context, type, id);
  if (found === undefined) throw new ApiError("DCS.4988");
  return found;
}

export function addTemplate(
  context: Context,
  source: Template,
  given: Pick<Template, "name" | "description" | "params">,
): Template {
  const { world, account, project: project_id } = context;
  const template_id = world.random.uuid();
  const own = { template_id, account, project_id, type: "user", created_at: vendorTime(world.now()) } as const;
  const added: Template = { ...source, ...own, ...given, params: { ...source.params, ...given.params } };
  table(context).set(template_id, added);
  return added;
}

export const removeTemplate = (context: Context, { template_id }: Template): boolean =>
  table(context).delete(template_id);
