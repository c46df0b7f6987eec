import { templateTypes, templateVersions } from "./catalogue";
import { ApiError, invalid, notFound } from "./errors";
import { vendorTime } from "./instance";
import { defaultConfig } from "./settings";
import type { Context } from "./state";

/** A configuration template, as the vendor names its fields. It belongs to an account, in no region: no call names one. [sdk] */
export interface Template {
  readonly templateId: string;
  /** "" for those of the vendor. */
  readonly account: string;
  readonly redisType: string;
  readonly redisVersion: string;
  readonly tplType: "default" | "user";
  readonly createdTime: string;
  modifiedTime: string;
  name: string;
  description: string;
  val: Record<string, string>;
}

/** The vendor's own. [sdk] that there are such; [guess] one of each type and version, their ids and names */
const ofVendor: readonly Template[] = templateVersions.flatMap((redisVersion) =>
  templateTypes.map((redisType) => ({
    templateId: `default-${redisVersion.replace(".", "-")}-${redisType}`,
    ...{ account: "", redisType, redisVersion, tplType: "default", createdTime: "", modifiedTime: "" },
    ...{ name: `default-${redisVersion}-${redisType}`, description: "", val: defaultConfig(redisVersion) },
  })),
);

const table = ({ world }: Context): Map<string, Template> => world.tables.table<Template>("templates");

/** Those that the caller can see: the vendor's first, then the account's in the order of their creation. [guess] the order */
export const templatesOf = (context: Context): readonly Template[] => [
  ...ofVendor,
  ...[...table(context).values()].filter(({ account }) => account === context.account),
];

/** @throws ApiError 404 for one that does not exist. [guess] as for instances */
export function requireTemplate(context: Context, id: string): Template {
  if (id === "") throw invalid("templateId cannot be empty");
  const found = templatesOf(context).find(({ templateId }) => templateId === id);
  if (found === undefined) throw notFound(`configTemplate ${id} not found`);
  return found;
}

/** The custom one of the path. @throws ApiError 403 for one of the vendor's own. [guess] */
export function requireOwn(context: Context): Template {
  const found = requireTemplate(context, context.templateId);
  if (found.tplType === "default")
    throw new ApiError("HTTP_FORBIDDEN", `configTemplate ${found.templateId} is a default one`);
  return found;
}

export function addTemplate(
  context: Context,
  given: Pick<Template, "name" | "description" | "redisType" | "redisVersion" | "val">,
): Template {
  const { world, account } = context;
  const now = vendorTime(world.now());
  const added: Template = {
    ...given,
    templateId: `tpl-${world.random.text(10)}`, // [guess] its form
    ...{ account, tplType: "user", createdTime: now, modifiedTime: now },
    val: { ...defaultConfig(given.redisVersion), ...given.val },
  };
  table(context).set(added.templateId, added);
  return added;
}

export const removeTemplate = (context: Context, { templateId }: Template): boolean =>
  table(context).delete(templateId);
