import type { AnyBatchDefinition } from "../batch/definition";
import type { AnyInstanceDefinition } from "../resource/definition";
import { type AnyPartDefinition, isPart } from "../resource/part";
import type { Session } from "../session/session";
import { BatchProvider } from "./batchProvider";
import { InstanceProvider } from "./instanceProvider";
import { PartProvider } from "./partProvider";

/** The definition of any resource. */
export type AnyResourceDefinition = AnyInstanceDefinition | AnyBatchDefinition | AnyPartDefinition;

/** The object that the engine calls for a resource. */
export function providerOf(definition: AnyResourceDefinition, session: Session): InstanceProvider | BatchProvider {
  if ("member" in definition) return new BatchProvider(definition, session);
  return isPart(definition) ? new PartProvider(definition, session) : new InstanceProvider(definition, session);
}

/** The first instance's definition of each cloud; the resources of one cloud share its pending tags. */
export function oneOfEachCloud(definitions: readonly AnyResourceDefinition[]): AnyInstanceDefinition[] {
  const found = new Map<string, AnyInstanceDefinition>();
  for (const definition of definitions) {
    if (isPart(definition)) continue;
    const { name } = definition.cloud;
    if (!found.has(name)) found.set(name, "member" in definition ? definition.member : definition);
  }
  return [...found.values()];
}
