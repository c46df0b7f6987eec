import { type Cloud, pendingTagKey, type TaggedInstance } from "../../provider/core/resource/cloud";
import type { ObservedToy, ToyArgs } from "./args";

/** The operations of the toy cloud: `client.ts` sends them over HTTP, `test/core/toy.ts` carries them out in memory. */
export interface ToyApi {
  create(args: ToyArgs, pendingTag: string | undefined): Promise<string>;
  /** Undefined: there is no such instance. */
  observe(id: string): Promise<ObservedToy | undefined>;
  statuses(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  change(id: string, change: Partial<ToyArgs>): Promise<void>;
  /** Puts tags on an instance and takes the named ones off. */
  tag(id: string, tags: Readonly<Record<string, string>>, removed: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
  listPending(): Promise<readonly TaggedInstance[]>;
  untagPending(ids: readonly string[]): Promise<void>;
}

export const toySettings = {
  credentials: {
    id: { config: "keyId", env: ["TOY_KEY_ID", "OLD_TOY_KEY_ID"] },
    secret: { config: "keySecret", env: ["TOY_KEY_SECRET", "OLD_TOY_KEY_SECRET"] },
    token: { config: "token", env: ["TOY_TOKEN", "OLD_TOY_TOKEN"] },
  },
  others: {
    region: { config: "region", env: ["TOY_REGION", "OLD_TOY_REGION"] },
    endpoint: { config: "endpoint", env: ["TOY_ENDPOINT"] },
  },
};

export const toyCloud = (client: Cloud<ToyApi>["client"]): Cloud<ToyApi> => ({
  name: "toy",
  title: "Toy Cloud",
  domain: "toy.example",
  settings: toySettings,
  endpoint: (region) => `https://${region}.toy.example`,
  client,
  pendingTags: {
    listPending: (api) => api.listPending(),
    untagPending: (api, ids) => api.untagPending(ids),
  },
});

export const withoutPendingTag = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => name !== pendingTagKey));
