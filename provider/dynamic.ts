/**
 * What the state files name: one factory a resource type. The names are for ever; add, never rename.
 * Runs in the plugin process only.
 */
import { aliyunRedisKind } from "./aliyun/kind";
import type { AnyKind } from "./core/kind";
import { Lifecycle } from "./core/lifecycle";
import { createRuntime, type Runtime } from "./core/runtime";
import { huaweiDcsInstanceKind } from "./huawei/kind";
import { jdRedisKind } from "./jd/kind";

let process: Runtime | undefined;

/** All resources of the process share one runtime: its pace, its looks, its memory, its end. */
function provider(kind: AnyKind): Lifecycle {
  if (!process) {
    process = createRuntime();
    process.farewell.attend(process);
  }
  return new Lifecycle(kind, process);
}

export const aliyunRedis = () => provider(aliyunRedisKind);
export const huaweiDcsInstance = () => provider(huaweiDcsInstanceKind);
export const jdRedis = () => provider(jdRedisKind);

/** Every kind, for what looks at all of them (`npx pulumi-cn-cache orphans`, the documentation). */
export const kinds: readonly AnyKind[] = [aliyunRedisKind, huaweiDcsInstanceKind, jdRedisKind];
