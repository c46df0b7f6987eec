import { deleteInstance, modifyInstanceAttribute } from "../../provider/aliyun/actions/instance";
import type { Transport } from "../../provider/core/host/http";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { connect } from "../../provider/core/session/connection";
import { definitions } from "../../provider/definitions";
import { deleteSingleInstance as deleteHuawei } from "../../provider/huawei/actions/instance";
import { resetPassword } from "../../provider/huawei/actions/security";
import { deleteCacheInstance, resetCacheInstancePassword } from "../../provider/jd/actions/instance";
import { toySession } from "../core/toy";

// biome-ignore lint/suspicious/noExplicitAny: each cloud's client has its own type
export type Call = (api: any) => Promise<unknown>;

export const password = "It's 100% *Secret*!~";

/** A change of the password and a deletion, on each cloud. */
export const passwordChanges: Readonly<Record<string, readonly Call[]>> = {
  AliyunRedis: [
    (api) => modifyInstanceAttribute(api, "r-1", { password: password }),
    (api) => deleteInstance(api, "r-1"),
  ],
  HuaweiDcsInstance: [(api) => resetPassword(api, "i-1", password), (api) => deleteHuawei(api, "i-1")],
  JdRedis: [
    (api) => resetCacheInstancePassword(api, "redis-1", password),
    (api) => deleteCacheInstance(api, "redis-1"),
  ],
};

/** Makes one call over a transport; gives what it throws. */
export async function callApi(type: string, call: Call, http: Transport): Promise<unknown> {
  const definition = definitions.find((each) => each.type === type) as AnyInstanceDefinition;
  const { name: cloud, settings } = definition.cloud;
  const { id, secret } = settings.credentials;
  const config: Readonly<Record<string, string>> = {
    [`${cloud}:${id.config}`]: "key",
    [`${cloud}:${secret.config}`]: "secret-key",
    "huawei:projectId": "0123456789abcdef0123456789abcdef",
  };
  const session = toySession({ env: { HOME: "/nonexistent" }, http });
  const bounds = { deadline: session.clock.now() + 60_000, secrets: [] };
  const { api } = connect(definition, session, (key) => config[key], "cn-north-1", bounds);
  return call(api).catch((reason: unknown) => reason);
}
