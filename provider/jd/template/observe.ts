import { templatesById } from "../../core/resource/template";
import { describeConfigTemplate, type ShownTemplate } from "../actions/templates";
import type { JdApi } from "../client";

/** A template. The vendor has no status for one: it is there or not. */
export interface ObservedTemplate extends ShownTemplate {
  readonly status: "available";
}

/** The custom ones that have these ids. One of the vendor's own is nobody's to manage. */
export async function observe(
  api: JdApi,
  _instance: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObservedTemplate>> {
  const shown = await templatesById(ids, (id) => describeConfigTemplate(api, id));
  const custom = [...shown].filter(([, { tplType }]) => tplType !== "default");
  return new Map(custom.map(([id, each]) => [id, { ...each, status: "available" }]));
}
