import type { Cloud } from "../../provider/core/resource/cloud";
import type { InstanceDefinition } from "../../provider/core/resource/definition";
import type { ObservedToy, ToyArgs } from "./args";
import { toyAttributes } from "./attributes";
import { toyClient } from "./client";
import { type ToyApi, toyCloud } from "./cloud";
import { toySchema } from "./validation";

const change = (name: string): ToyDefinition["updaters"][number] => ({
  name,
  wait: "inSync",
  apply: (api, id, changed) => api.change(id, changed),
});

export type ToyDefinition = InstanceDefinition<ToyArgs, ObservedToy, ToyApi>;

/** The resource of a fourth cloud. */
export const toyDefinitionOf = (cloud: Cloud<ToyApi>): ToyDefinition => ({
  type: "Toy",
  cloud,
  schema: toySchema,
  attributes: toyAttributes,
  updaters: [
    change("attribute"),
    change("size"),
    change("access"),
    {
      name: "tags",
      wait: "nothing",
      apply: (api, id, { tags = {} }, { observed }) =>
        api.tag(
          id,
          tags,
          Object.keys(observed.tags ?? {}).filter((name) => !(name in tags)),
        ),
    },
  ],
  regionArgument: "region",
  timeoutsMs: { create: 600_000, update: 600_000, delete: 600_000 },
  isCreateRepeatable: false,
  create: (api, args, { pendingTag }) => api.create(args, pendingTag),
  observe: (api, id) => api.observe(id),
  listStatuses: (api, ids) => api.statuses(ids),
  statuses: { Normal: "ready", Creating: "busy", Failed: "failed", Locked: "stopped", Deleted: "deleted" },
  isSettled: () => true,
  delete: (api, id) => api.remove(id),
  whyUndeletable: () => undefined,
  outputs: ({ id, status }, { password }) => ({
    instanceId: id,
    status,
    connectionString: `redis://:${password ?? ""}@${id}.toy.example:6379`,
  }),
});

/** With the client that speaks to the sandbox. */
export const toyDefinition = toyDefinitionOf(toyCloud(toyClient));
