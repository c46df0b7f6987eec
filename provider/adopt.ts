import { noEngine } from "./core/host/engine";
import { adoptProgram } from "./core/provider/adoptProgram";
import { createSession } from "./core/session/session";
import { configOf, definitionOf } from "./doctor";

/** What `adopt` is asked. */
export interface AdoptQuestion {
  /** Its name in settings. */
  readonly cloud: string;
  /** The instance's. */
  readonly id: string;
  /** The stack whose configuration counts; the selected one if left out. */
  readonly stack?: string | undefined;
  /** The instance's; the configured one if left out. */
  readonly region?: string | undefined;
}

/** The program that declares an existing instance as it is. @throws UserError  it cannot be read, or is not ready */
export function programToAdopt({ cloud, id, stack, region }: AdoptQuestion): Promise<string> {
  const definition = definitionOf(cloud);
  const { config } = configOf(stack);
  return adoptProgram(definition, createSession({ engine: noEngine }), (key) => config[key], id, region);
}
