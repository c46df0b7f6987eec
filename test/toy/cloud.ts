import { type Cloud, pendingTagKey } from "../../provider/core/resource/cloud";
import { list } from "./actions/instance";
import { untag } from "./actions/tags";
import { type ToyApi, toyApi } from "./client";
import { settings } from "./credentials";

export const toy: Cloud<ToyApi> = {
  name: "toy",
  title: "Toy Cloud",
  domain: "toy.example",
  settings,
  endpoint: (region) => `https://${region}.toy.example`,
  client: ({ settings: configured, ...connection }) => toyApi({ credentials: configured.credentials(), ...connection }),
  pendingTags: {
    listPending: async (api) =>
      (await list(api)).flatMap(({ id, tags: { [pendingTagKey]: pendingTag } = {}, createTime = "", status }) =>
        pendingTag ? [{ id, pendingTag, createdAt: Date.parse(createTime), isDeleting: status === "Deleting" }] : [],
      ),
    untagPending: (api, ids) => untag(api, ids, [pendingTagKey]),
  },
};
