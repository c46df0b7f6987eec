import { noEngine } from "../../provider/core/host/engine";
import { answer } from "../../provider/core/provider/lookups";
import { createSession } from "../../provider/core/session/session";
import { allLookups } from "../../provider/list";
import { clouds, type Sandbox } from "../../sandbox";

/** Asks the lookups of a cloud, with the sandbox's clock and keys and these settings. */
export function asker(cloud: string, opened: { readonly sandbox: Sandbox; readonly clock: { readonly now: number } }) {
  return async <Result = Readonly<Record<string, unknown[]>>>(
    name: string,
    args: object = {},
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Result> => {
    const lookups = allLookups.find((each) => each.definition.cloud.name === cloud);
    const definition = clouds.find((each) => each.name === cloud);
    if (!lookups || !definition) throw new Error(cloud);
    const env = definition.env(opened.sandbox.info[definition.name] as never);
    const clock = { now: () => opened.clock.now, sleep: async () => {} };
    const session = createSession({ engine: noEngine, env, clock });
    return (await answer(lookups, { name, given: { ...args } }, session, (key) => settings[key])) as Result;
  };
}
