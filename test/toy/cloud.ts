import { type Cloud, ownTagKeys, pendingTagKey, returnedTag, returnedTagKey } from "../../provider/core/resource/cloud";
import { list, tag, untag } from "./actions";
import { type ToyApi, toyApi } from "./client";
import { settings } from "./credentials";

export const toy: Cloud<ToyApi> = {
  name: "toy",
  title: "Toy Cloud",
  domain: "toy.example",
  settings,
  endpoint: (region) => `https://${region}.toy.example`,
  client: ({ settings: configured, ...connection }) => toyApi({ credentials: configured.credentials(), ...connection }),
  regions: async () => ["north", "south"],
  pendingTags: {
    mostTags: undefined,
    listPending: async (api) =>
      (await list(api)).flatMap(({ id, tags = {}, createTime = "", status }) => {
        const pendingTag = tags[pendingTagKey];
        const isReturned = returnedTagKey in tags;
        const createdAt = Date.parse(createTime);
        return pendingTag ? [{ id, pendingTag, isReturned, createdAt, isDeleting: status === "Deleting" }] : [];
      }),
    tagReturned: async (api, ids) => void (await Promise.all(ids.map((id) => tag(api, id, returnedTag)))),
    untagPending: (api, ids) => untag(api, ids, ownTagKeys),
  },
};
