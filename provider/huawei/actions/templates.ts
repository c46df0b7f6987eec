import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { distinctList, emptyReply, idForm, pathSegment, requireAsked } from "../../core/client/wire";
import { settingsByName } from "../../core/resource/template";
import type { HuaweiApi, HuaweiRequest } from "../client";

const path = "/config-templates";
const pathOf = (id: string) => `${path}/${pathSegment(id)}`;

/** The vendor's own, or those of the project. */
export type TemplateType = "sys" | "user";

/** What a creating call carries. */
export interface TemplateOrder {
  readonly name: string;
  readonly sourceTemplateId: string;
  readonly sourceType?: string | undefined;
  readonly description?: string | undefined;
  readonly params: Readonly<Record<string, string>>;
}

const createReply = z.object({ id: z.string().regex(idForm) });

/**
 * Makes a template out of another one, and answers its id.
 * @throws CloudError  notFound: no such source; input: DCS.4066, a value out of range
 * @see CreateCustomTemplate, DCS v2
 */
export async function createTemplate(api: HuaweiApi, order: TemplateOrder): Promise<string> {
  const { name, description, params, sourceTemplateId: template_id, sourceType: type = "sys" } = order;
  const call: HuaweiRequest = { method: "POST", path, body: { template_id, type, name, description, params } };
  // There is no token, and no page says whether a second one may have the same name.
  return (await api.project(writes("CreateCustomTemplate", "never"), call, createReply)).id;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const wireTemplate = z.object({
  template_id: text.pipe(z.string().min(1)),
  name: z.string().nullish(),
  description: z.string().nullish(),
  type: z.string().nullish(),
  engine: z.string().nullish(),
  engine_version: text.nullish(),
  cache_mode: z.string().nullish(),
  product_type: z.string().nullish(),
  storage_type: z.string().nullish(),
  created_at: z.string().nullish(),
});

/** A template as the list shows it. */
export interface ListedTemplate {
  readonly templateId: string;
  readonly name: string;
  readonly description: string;
  readonly type: string | undefined;
  readonly engine: string | undefined;
  readonly engineVersion: string | undefined;
  readonly cacheMode: string | undefined;
  readonly productType: string | undefined;
  readonly storageType: string | undefined;
  readonly createdAt: string | undefined;
}

const fromWire = (one: z.output<typeof wireTemplate>): ListedTemplate => ({
  templateId: one.template_id,
  name: one.name ?? "",
  description: one.description ?? "",
  type: one.type || undefined,
  engine: one.engine || undefined,
  engineVersion: one.engine_version || undefined,
  cacheMode: one.cache_mode || undefined,
  productType: one.product_type || undefined,
  storageType: one.storage_type || undefined,
  createdAt: one.created_at || undefined,
});

const listReply = z.object({
  templates: distinctList(wireTemplate, ({ template_id }) => template_id),
});

/** [doc] from 1 to 1000, 10 without one. */
const pageSize = 100;

/** What a template has to be. The vendor finds a name by a part of it. */
export interface TemplateFilter {
  readonly name?: string | undefined;
  readonly engine?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly cacheMode?: string | undefined;
}

/**
 * The templates of a type, all pages.
 * @throws CloudError
 * @see ListConfigTemplates, DCS v2
 */
export async function listTemplates(
  api: HuaweiApi,
  type: TemplateType,
  { name, engine, engineVersion: engine_version, cacheMode: cache_mode }: TemplateFilter = {},
): Promise<ListedTemplate[]> {
  const action = reads("ListConfigTemplates");
  const ask = async (_page: number, offset: number) => {
    const query = { type, name, engine, engine_version, cache_mode, limit: pageSize, offset };
    const { templates: entries } = await api.project(action, { method: "GET", path, query }, listReply);
    return { entries, isLast: entries.length < pageSize };
  };
  return (await allPages(action, ask, ({ template_id }) => template_id)).map(fromWire);
}

const showReply = wireTemplate.extend({
  params: z.array(
    z.object({
      param_name: text,
      param_value: text.nullish(),
      default_value: text.nullish(),
      value_range: text.nullish(),
      need_restart: text.nullish(),
    }),
  ),
});

/** A parameter of a template as the vendor describes it. */
export interface TemplateParam {
  readonly name: string;
  readonly value: string;
  readonly defaultValue: string | undefined;
  readonly valueRange: string | undefined;
  readonly needsRestart: boolean;
}

/** A template with its parameters. */
export interface ShownTemplate extends ListedTemplate {
  /** By name. */
  readonly params: Readonly<Record<string, string>>;
  /** Of these, those whose value is shown and not known to be as the vendor has it. */
  readonly changedParams: Readonly<Record<string, string>>;
  /** The same in the vendor's order, with what is known of each. */
  readonly described: readonly TemplateParam[];
}

/**
 * Shows everything that there is of a template.
 * @throws CloudError  notFound
 * @see ShowConfigTemplate, DCS v2
 */
export async function showTemplate(api: HuaweiApi, type: TemplateType, id: string): Promise<ShownTemplate> {
  const action = reads("ShowConfigTemplate");
  const shown = await api.project(action, { method: "GET", path: pathOf(id), query: { type } }, showReply);
  requireAsked(action, [id], [shown.template_id]);
  const { all, changed } = settingsByName(
    shown.params.map((one) => ({ name: one.param_name, value: one.param_value, defaultValue: one.default_value })),
  );
  const described = shown.params.map((one) => ({
    name: one.param_name,
    value: one.param_value ?? "",
    defaultValue: one.default_value ?? undefined,
    valueRange: one.value_range || undefined,
    needsRestart: one.need_restart === "true",
  }));
  return { ...fromWire(shown), params: all, changedParams: changed, described };
}

/** A rejection that comes with HTTP 200: the result is the message then. [doc] */
function rejectedResult({ result }: Readonly<Record<string, unknown>>) {
  if (typeof result !== "string" || result === "success") return undefined;
  return { code: "ConfigTemplate.failed", message: result };
}

/**
 * Changes a template. No page says whether parameters may be left out, nor whether those that are stay or are the vendor's again.
 * @throws CloudError  notFound; input: DCS.4066, a value out of range
 * @see UpdateConfigTemplate, DCS v2
 */
export async function updateTemplate(
  api: HuaweiApi,
  id: string,
  body: Readonly<{ name?: string; description?: string; params: Readonly<Record<string, string>> }>,
): Promise<void> {
  const call: HuaweiRequest = { method: "PUT", path: pathOf(id), body, rejection: rejectedResult };
  await api.project(writes("UpdateConfigTemplate"), call, emptyReply);
}

/**
 * Deletes a template of the project. Instances keep the values that they have of it.
 * @throws CloudError  notFound
 * @see DeleteConfigTemplate, DCS v2
 */
export async function deleteTemplate(api: HuaweiApi, id: string): Promise<void> {
  const call: HuaweiRequest = { method: "DELETE", path: pathOf(id), rejection: rejectedResult };
  await api.project(writes("DeleteConfigTemplate"), call, emptyReply);
}
