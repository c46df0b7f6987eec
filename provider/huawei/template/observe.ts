import { means } from "../../core/client/errors";
import { type ShownTemplate, showTemplate } from "../actions/templates";
import type { HuaweiApi } from "../client";

/** A template with where it is. The vendor has no status for one: it is there or not. */
export interface ObservedTemplate extends ShownTemplate {
  readonly region: string;
  readonly status: "available";
}

/** The custom ones of the project that have these ids. The list does not show their parameters. */
export async function observe(
  api: HuaweiApi,
  _instance: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObservedTemplate>> {
  const shown = await Promise.all(
    ids.map((id) =>
      showTemplate(api, "user", id).catch((error: unknown) => {
        if (means(error, "notFound")) return undefined;
        throw error;
      }),
    ),
  );
  const place = { region: api.region, status: "available" } as const;
  return new Map(shown.flatMap((each) => (each ? [[each.templateId, { ...each, ...place }] as const] : [])));
}
