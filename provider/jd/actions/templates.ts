import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { distinctList, emptyReply, idForm, requireAsked } from "../../core/client/wire";
import { type EngineValues, settingsByName } from "../../core/resource/template";
import type { JdApi } from "../client";
import { templateInUseRules, templateRules } from "../errors";

const path = ["configTemplate"];
const pathOf = (id: string) => [...path, id];
/** [sdk] No path has a region, and the SDKs sign without one. */
const isRegionless = true;

/** The vendor's own, or those of the account. */
export type TemplateType = "default" | "user";

/** What a creating call carries. */
export interface TemplateOrder {
  readonly name: string;
  readonly description?: string | undefined;
  readonly redisType: string;
  readonly redisVersion: string;
  readonly config?: EngineValues | undefined;
}

const createReply = z.object({ templateId: z.string().regex(idForm) });

/**
 * Makes a template, and answers its id.
 * @throws CloudError  input: a name, setting or value that the vendor does not take; quota
 * @see createConfigTemplate, redis 2.7.46 of the vendor's SDK
 */
export async function createConfigTemplate(api: JdApi, order: TemplateOrder): Promise<string> {
  const { name, description, redisType, redisVersion, config: val } = order;
  const params = { name, description, val, redisType, redisVersion };
  // There is no token, and no page says whether a second one may have the same name.
  const action = writes("createConfigTemplate", "never");
  const call = { isRegionless, method: "POST", path, params, errors: templateRules } as const;
  return (await api.call(action, call, createReply)).templateId;
}

const wireTemplate = z.object({
  templateId: z.string().min(1),
  name: z.string().nullish(),
  description: z.string().nullish(),
  redisType: z.string().nullish(),
  redisVersion: z.string().nullish(),
  tplType: z.string().nullish(),
  createdTime: z.string().nullish(),
  modifiedTime: z.string().nullish(),
});

/** A template as the list shows it; of its settings the vendor does not say whether they are complete there. */
export interface ListedTemplate {
  readonly templateId: string;
  readonly name: string;
  readonly description: string;
  readonly redisType: string | undefined;
  readonly redisVersion: string | undefined;
  readonly tplType: string | undefined;
  readonly createdAt: string | undefined;
  readonly modifiedAt: string | undefined;
}

const fromWire = (one: z.output<typeof wireTemplate>): ListedTemplate => ({
  templateId: one.templateId,
  name: one.name ?? "",
  description: one.description ?? "",
  redisType: one.redisType || undefined,
  redisVersion: one.redisVersion || undefined,
  tplType: one.tplType || undefined,
  createdAt: one.createdTime || undefined,
  modifiedAt: one.modifiedTime || undefined,
});

const listReply = z.object({
  templates: distinctList(wireTemplate, ({ templateId }) => templateId).nullable(),
  total: z.number().nullish(),
});

/** The most that the other lists of the API allow. */
const pageSize = 100;

/**
 * The templates of a type, all pages.
 * @throws CloudError
 * @see describeConfigTemplates, redis 2.7.46 of the vendor's SDK
 */
export async function describeConfigTemplates(api: JdApi, tplType: TemplateType): Promise<ListedTemplate[]> {
  const action = reads("describeConfigTemplates");
  const ask = async (pageNumber: number, before: number) => {
    const params = { tplType, pageNumber, pageSize };
    const { templates, total } = await api.call(action, { isRegionless, method: "GET", path, params }, listReply);
    const entries = templates ?? [];
    // A page may have fewer entries than were asked for without being the last.
    const isLast = typeof total === "number" ? before + entries.length >= total : entries.length < pageSize;
    return { entries, isLast };
  };
  return (await allPages(action, ask, ({ templateId }) => templateId)).map(fromWire);
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const wireShown = wireTemplate.extend({
  val: z
    .array(
      z.object({
        configName: z.string(),
        configValue: text.nullish(),
        configDefaultValue: text.nullish(),
        configValueType: z.string().nullish(),
        configValueMin: z.number().nullish(),
        configValueMax: z.number().nullish(),
        configValueOptional: z.array(text).nullish(),
        configDescription: z.string().nullish(),
      }),
    )
    .nullish(),
});
/** [sdk] Go and PHP have the fields in the result itself, a comment of Node in its `configTemplate`. */
const showReply = z.union([z.object({ configTemplate: wireShown }).transform((one) => one.configTemplate), wireShown]);

/** A setting of a template as the vendor describes it. */
export interface TemplateParam {
  readonly name: string;
  readonly value: string;
  readonly defaultValue: string | undefined;
  readonly valueType: string | undefined;
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly choices: readonly string[];
  readonly description: string | undefined;
}

/** A template with its settings. */
export interface ShownTemplate extends ListedTemplate {
  /** By name. */
  readonly config: EngineValues;
  /** Of these, those whose value is shown and not known to be as the vendor has it. */
  readonly changedConfig: EngineValues;
  /** The same in the vendor's order, with what is known of each. */
  readonly described: readonly TemplateParam[];
}

/**
 * Shows everything that there is of a template.
 * @throws CloudError  notFound
 * @see describeConfigTemplate, redis 2.7.46 of the vendor's SDK
 */
export async function describeConfigTemplate(api: JdApi, id: string): Promise<ShownTemplate> {
  const action = reads("describeConfigTemplate");
  const shown = await api.call(action, { isRegionless, method: "GET", path: pathOf(id) }, showReply);
  requireAsked(action, [id], [shown.templateId]);
  const items = shown.val ?? [];
  const { all, changed } = settingsByName(
    items.map((one) => ({ name: one.configName, value: one.configValue, defaultValue: one.configDefaultValue })),
  );
  const described = items.map((one) => ({
    name: one.configName,
    value: one.configValue ?? "",
    defaultValue: one.configDefaultValue ?? undefined,
    valueType: one.configValueType || undefined,
    least: one.configValueMin ?? undefined,
    most: one.configValueMax ?? undefined,
    choices: one.configValueOptional ?? [],
    description: one.configDescription || undefined,
  }));
  return { ...fromWire(shown), config: all, changedConfig: changed, described };
}

/**
 * Changes a template. The vendor does not say what becomes of what is left out, of single settings too.
 * @throws CloudError  notFound; input; protected: it rejects the change as long as something else is not done
 * @see modifyTemplate, redis 2.7.46 of the vendor's SDK
 */
export async function modifyTemplate(
  api: JdApi,
  id: string,
  { name, description, config }: Readonly<{ name: string; description: string; config: EngineValues }>,
): Promise<void> {
  const val = Object.keys(config).length > 0 ? config : undefined;
  const params = { name, description, val };
  const call = { isRegionless, method: "PUT", path: pathOf(id), params, errors: templateInUseRules } as const;
  await api.call(writes("modifyTemplate"), call, emptyReply);
}

/**
 * Deletes a template of the account.
 * @throws CloudError  notFound; protected: it rejects the deletion as long as something else is not done
 * @see deleteConfigTemplate, redis 2.7.46 of the vendor's SDK
 */
export async function deleteConfigTemplate(api: JdApi, id: string): Promise<void> {
  const call = { isRegionless, method: "DELETE", path: pathOf(id), errors: templateInUseRules } as const;
  await api.call(writes("deleteConfigTemplate"), call, emptyReply);
}
