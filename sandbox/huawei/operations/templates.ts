import { ApiError, invalid } from "../errors";
import { isAllowed, namesOf, settings } from "../settings";
import type { Context, Operation } from "../state";
import { addTemplate, removeTemplate, requireTemplate, type Template, templatesOf } from "../templates";
import { settingView } from "./config";

const success = { content: { result: "success" } } as const;

/** The custom one of the path. */
const own = (context: Context): Template => requireTemplate(context, "user", context.path.template_id ?? "");

export const createCustomTemplate: Operation = {
  mutating: true,
  right: "dcs:template:create",
  known:
    "[doc] fields, answers the id, values are numbers in the sample; [doc] console: names; [guess] two may have one name, what is given beside the source has to be the source's",
  handle: (context) => {
    const { body } = context;
    const source = requireTemplate(context, body.text("type") ?? "", body.text("template_id") ?? "");
    for (const name of ["engine", "engine_version", "cache_mode"] as const)
      if ((body.text(name) ?? source[name]) !== source[name]) throw invalid(name);
    const name = readName(context) ?? "";
    const given = { name, description: body.raw("description") ?? null, params: readParams(context) };
    return { content: { id: addTemplate(context, source, given).template_id } };
  },
};

export const listConfigTemplates: Operation = {
  mutating: false,
  right: "dcs:template:list",
  known: "[doc] shape, sample, a part of a name is enough, 10 a page; [guess] how the others filter",
  handle: (context) => {
    const { query } = context;
    const filters = ["template_id", "engine", "engine_version", "cache_mode", "description"] as const;
    const found = templatesOf(context, query.text("type") ?? "").filter(
      (each) =>
        each.name.includes(query.text("name") ?? "") &&
        filters.every((name) => (query.text(name) ?? each[name]) === each[name]),
    );
    const offset = query.number("offset") ?? 0;
    const page = found.slice(offset, offset + (query.number("limit") ?? 10));
    return { content: { template_num: found.length, templates: page.map(view) } };
  },
};

export const showConfigTemplate: Operation = {
  mutating: false,
  right: "dcs:template:get",
  known: "[doc] fields; [tf] params and their fields, 400 DCS.4988 for one that does not exist",
  handle: (context) => {
    const found = requireTemplate(context, context.query.text("type") ?? "", context.path.template_id ?? "");
    const params = Object.entries(found.params).flatMap(([name, value]) => {
      const setting = settings[name];
      return setting === undefined ? [] : [settingView(name, setting, value)];
    });
    return { content: { ...view(found), params } };
  },
};

export const updateConfigTemplate: Operation = {
  mutating: true,
  right: "dcs:template:modify",
  known: "[doc] fields, result success; [tf] may lack all but params; [guess] params that are not given stay",
  handle: (context) => {
    const found = own(context);
    const name = readName(context);
    found.params = { ...found.params, ...readParams(context) };
    if (name !== undefined) found.name = name;
    if (context.body.has("description")) found.description = context.body.raw("description") ?? null;
    return success;
  },
};

export const deleteConfigTemplate: Operation = {
  mutating: true,
  right: "dcs:template:delete",
  known:
    "[doc] result success; [guess] DCS.4988 for one that does not exist, gone at once, instances keep their values",
  handle: (context) => {
    removeTemplate(context, own(context));
    return success;
  },
};

function view({ template_id, name, description, type, engine, engine_version, cache_mode, created_at }: Template) {
  const edition = { product_type: "generic", storage_type: "DRAM" };
  const shown = { template_id, name, description, type, engine, engine_version, cache_mode, ...edition };
  return created_at === null ? shown : { ...shown, created_at };
}

/** [doc] the console's page; the code [guess] */
function readName({ body }: Context): string | undefined {
  const name = body.text("name");
  if (name !== undefined && !/^[A-Za-z\d][\w.-]{3,63}$/.test(name)) throw invalid("name");
  return name;
}

/** The code [guess]. */
function readParams({ body }: Context): Record<string, string> {
  const params = body.map("params") ?? {};
  for (const [name, value] of Object.entries(params)) {
    const setting = namesOf("Redis").includes(name) ? settings[name] : undefined;
    if (setting === undefined || !isAllowed(setting, value)) throw new ApiError("DCS.4066", name);
  }
  return params;
}
