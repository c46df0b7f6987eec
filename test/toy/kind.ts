import { createHmac } from "node:crypto";
import { z } from "zod";
import { means } from "../../provider/core/client/errors";
import { type Action, type Protocol, reads, writes } from "../../provider/core/client/request";
import { type Attributes, attributeMakers } from "../../provider/core/resource/attributes";
import type { Cloud } from "../../provider/core/resource/cloud";
import type { InstanceDefinition, ObservedInstance } from "../../provider/core/resource/definition";

interface ToyInputs {
  region?: string;
  name?: string;
  size?: number;
  password?: string;
  tags?: Record<string, string>;
  adoptInstanceId?: string;
}
interface ToyLive extends ObservedInstance {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly size: number;
  readonly tags: Record<string, string>;
}
type ToyApi = (action: Action, body: object) => Promise<unknown>;

const pendingTagKey = "pulumi-cn-cache:pending";
const wire = z.object({
  id: z.string(),
  status: z.string(),
  createTime: z.string(),
  region: z.string(),
  name: z.string(),
  size: z.number(),
  tags: z.record(z.string(), z.string()),
});
const list = async (api: ToyApi, ids?: readonly string[]) =>
  z.object({ toys: z.array(wire) }).parse(await api(reads("list"), { ids })).toys;
const userTags = ({ tags }: ToyLive) =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => name !== pendingTagKey));

const toy: Cloud<ToyApi> = {
  name: "toy",
  title: "Toy Cloud",
  domain: "toy.example",
  settings: {
    credentials: {
      id: { config: "key", env: ["TOY_KEY"] },
      secret: { config: "secret", env: ["TOY_SECRET"] },
      token: { config: "token", env: [] },
    },
    others: {
      region: { config: "region", env: ["TOY_REGION"] },
      endpoint: { config: "endpoint", env: ["TOY_ENDPOINT"] },
    },
  },
  endpoint: (region) => `https://${region}.toy.example`,
  client({ settings, endpoint, send }) {
    const { id, secret } = settings.credentials();
    const protocol: Protocol = {
      sign: (request) => ({
        ...request,
        headers: {
          "x-toy-key": id,
          "x-toy-signature": createHmac("sha256", secret)
            .update(request.body ?? "")
            .digest("hex"),
        },
      }),
      read: ({ status, text }) => {
        if (!text.startsWith("{")) return { unreadable: `HTTP ${status} without JSON` };
        const body = JSON.parse(text) as { code: string; message: string };
        return status < 400 ? { reply: { ...body } } : { rejection: body };
      },
      errors: [
        { code: "NoSuchToy", meaning: "notFound" },
        { code: "Busy", meaning: "conflict" },
        { code: /^(BadKey|Denied)$/, meaning: "accessDenied" },
      ],
    };
    return (action, body) =>
      send(protocol, action, {
        method: "POST",
        url: endpoint,
        headers: {},
        body: JSON.stringify({ action: action.name, ...body }),
      });
  },
  pendingTags: {
    listPending: async (api) =>
      (await list(api)).flatMap(({ id, tags, createTime, status }) =>
        tags[pendingTagKey]
          ? [
              {
                id,
                pendingTag: tags[pendingTagKey],
                createdAt: Date.parse(createTime),
                isDeleting: status === "dropping",
              },
            ]
          : [],
      ),
    untagPending: async (api, ids) => {
      for (const id of ids) await api(writes("untag"), { id, tags: { [pendingTagKey]: "" } });
    },
  },
};

const { inPlace, replace, requestOption } = attributeMakers<ToyLive>();
const attributes: Attributes<ToyInputs, ToyLive> = {
  region: replace((live) => live.region),
  name: inPlace("change", (live) => live.name),
  size: inPlace("change", (live) => live.size),
  password: inPlace<string>("change").writeOnly().secret(),
  tags: inPlace("tags", userTags).whenRemoved({}),
  adoptInstanceId: requestOption(),
};

export const toyKind: InstanceDefinition<ToyInputs, ToyLive, ToyApi> = {
  type: "ToyCache",
  cloud: toy,
  schema: {
    fields: {
      region: z.string().regex(/^toy-\d$/, "must be a region like toy-1"),
      name: z.string().min(1),
      size: z.int("must be a whole number").positive(),
      password: z.string().min(8, "must have at least 8 characters"),
      tags: z.record(z.string(), z.string()),
      adoptInstanceId: z.string(),
    },
    rules: [],
  },
  attributes,
  updaters: [
    {
      name: "tags",
      wait: "nothing",
      apply: async (api, id, { tags = {} }, { observed }) => {
        const surplus = Object.keys(userTags(observed)).filter((name) => !(name in tags));
        if (surplus.length > 0)
          await api(writes("untag"), { id, tags: Object.fromEntries(surplus.map((name) => [name, ""])) });
        await api(writes("tag"), { id, tags });
      },
    },
    {
      name: "change",
      wait: "inSync",
      apply: async (api, id, change) => void (await api(writes("change"), { id, ...change })),
    },
  ],
  regionArgument: "region",
  timeoutsMs: { create: 600_000, update: 600_000, delete: 600_000 },
  isCreateRepeatable: false,
  create: async (api, { region, name, size, password, tags }, { pendingTag }) =>
    z.object({ id: z.string() }).parse(
      await api(writes("make", "never"), {
        region,
        name,
        size,
        password,
        tags: { ...tags, ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}) },
      }),
    ).id,
  observe: (api, id) =>
    api(reads("show"), { id }).then(
      (found) => wire.parse(found),
      (error) => {
        if (means(error, "notFound")) return undefined;
        throw error;
      },
    ),
  listStatuses: async (api, ids) => new Map((await list(api, ids)).map(({ id, status }) => [id, status])),
  statuses: { ready: "ready", making: "busy", changing: "busy", dropping: "busy", broken: "failed" },
  isSettled: () => true,
  delete: async (api, id) => void (await api(writes("drop"), { id })),
  whyUndeletable: () => undefined,
  outputs: ({ id, status, size }) => ({ instanceId: id, status, size }),
};
