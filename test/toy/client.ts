import { createHmac } from "node:crypto";
import { z } from "zod";
import { means } from "../../provider/core/client/errors";
import { type Protocol, reads, writes } from "../../provider/core/client/request";
import { type Cloud, pendingTagKey } from "../../provider/core/resource/cloud";
import { type ToyApi, withoutPendingTag } from "./cloud";

/** What every answer must have; the rest is as the sandbox stores it. */
const instance = z.looseObject({
  ...{ id: z.string(), region: z.string(), status: z.string(), createTime: z.string() },
  tags: z.record(z.string(), z.string()),
});

const protocolOf = (id: string, secret: string): Protocol => ({
  sign: (request) => {
    const signature = createHmac("sha256", secret).update(request.body ?? "");
    return { ...request, headers: { "x-toy-key": id, "x-toy-signature": signature.digest("hex") } };
  },
  readAnswer: ({ status, text }) => {
    if (!text.startsWith("{")) return { unreadable: `HTTP ${status} without JSON` };
    const body = JSON.parse(text) as { code: string; message: string };
    return status < 400 ? { reply: { ...body } } : { rejection: body };
  },
  errors: [
    { code: "NoSuchToy", meaning: "notFound" },
    { code: "Busy", meaning: "conflict" },
    { code: /^(BadKey|Denied)$/, meaning: "accessDenied" },
  ],
});

/** Speaks to the sandbox: one POST an operation, signed by HMAC over the body. */
export const toyClient: Cloud<ToyApi>["client"] = ({ settings, endpoint: url, send }) => {
  const { id: key, secret } = settings.credentials();
  const protocol = protocolOf(key, secret);
  const call = (action: ReturnType<typeof reads>, body: object) =>
    send(protocol, action, {
      method: "POST",
      url,
      headers: {},
      body: JSON.stringify({ action: action.name, ...body }),
    });
  const list = async (ids?: readonly string[]) =>
    z.object({ toys: z.array(instance) }).parse(await call(reads("list"), { ids })).toys;
  const tag: ToyApi["tag"] = async (id, tags, removed) => {
    if (removed.length > 0) await call(writes("untag"), { id, removed });
    if (Object.keys(tags).length > 0) await call(writes("tag"), { id, tags });
  };
  return {
    create: async ({ tags, ...args }, pendingTag) => {
      const all = { ...tags, ...(pendingTag && { [pendingTagKey]: pendingTag }) };
      return z.object({ id: z.string() }).parse(await call(writes("create", "never"), { ...args, tags: all })).id;
    },
    observe: async (id) => {
      try {
        const { tags, ...found } = instance.parse(await call(reads("show"), { id }));
        return { ...found, tags: withoutPendingTag(tags) };
      } catch (error) {
        if (means(error, "notFound")) return undefined;
        throw error;
      }
    },
    statuses: async (ids) => new Map((await list(ids)).map(({ id, status }) => [id, status])),
    change: async (id, change) => void (await call(writes("change"), { id, ...change })),
    tag,
    remove: async (id) => void (await call(writes("delete"), { id })),
    listPending: async () =>
      (await list()).flatMap(({ id, tags: { [pendingTagKey]: pendingTag }, createTime, status }) =>
        pendingTag ? [{ id, pendingTag, createdAt: Date.parse(createTime), isDeleting: status === "Deleting" }] : [],
      ),
    untagPending: async (ids) => {
      for (const id of ids) await tag(id, {}, [pendingTagKey]);
    },
  };
};
