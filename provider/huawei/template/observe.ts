import { templatesById } from "../../core/resource/template";
import { type ShownTemplate, showTemplate } from "../actions/templates";
import type { HuaweiApi } from "../client";

/** A template with where it is. The vendor has no status for one: it is there or not. */
export interface ObservedTemplate extends ShownTemplate {
  readonly region: string;
  readonly status: "available";
}

/** The custom ones of the project that have these ids. */
export const observe = (
  api: HuaweiApi,
  _instance: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObservedTemplate>> =>
  templatesById(ids, async (id) => ({
    ...(await showTemplate(api, "user", id)),
    ...{ region: api.region, status: "available" },
  }));
