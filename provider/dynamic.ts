/**
 * What the state files name: one factory a resource type. The names are for ever; add, never rename.
 * Runs in the plugin process only.
 */
import { aliyunRedisBatchKind } from "./aliyun/batch/kind";
import { aliyunRedisKind } from "./aliyun/kind";
import { type AnyResourceDefinition, providerOf } from "./core/provider/factory";
import { createSession, type Session } from "./core/session/session";
import { huaweiDcsBatchKind } from "./huawei/batch/kind";
import { huaweiDcsInstanceKind } from "./huawei/kind";
import { jdRedisKind } from "./jd/kind";

let process: Session | undefined;

/** All resources of the process share one runtime: its pace, its looks, its memory, its end. */
function provider(resource: AnyResourceDefinition) {
  if (!process) {
    process = createSession();
    process.shutdown.install();
  }
  return providerOf(resource, process);
}

export const aliyunRedis = () => provider(aliyunRedisKind);
export const aliyunRedisBatch = () => provider(aliyunRedisBatchKind);
export const huaweiDcsInstance = () => provider(huaweiDcsInstanceKind);
export const huaweiDcsBatch = () => provider(huaweiDcsBatchKind);
export const jdRedis = () => provider(jdRedisKind);

/** Every kind, for what looks at all of them (`npx pulumi-cn-cache orphans`, the documentation). */
export const kinds: readonly AnyResourceDefinition[] = [
  aliyunRedisKind,
  aliyunRedisBatchKind,
  huaweiDcsInstanceKind,
  huaweiDcsBatchKind,
  jdRedisKind,
];
