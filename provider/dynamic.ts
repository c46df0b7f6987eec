/**
 * What state files name: one factory per resource type. Add names, never rename or remove one.
 * Runs in the plugin process only.
 */
import type { dynamic } from "@pulumi/pulumi";
import { aliyunRedisAccountDefinition } from "./aliyun/account/definition";
import { aliyunRedisBackupDefinition } from "./aliyun/backup/definition";
import { aliyunRedisBatchDefinition } from "./aliyun/batch/definition";
import { aliyunRedisDefinition } from "./aliyun/definition";
import { CacheRecordProvider } from "./cache/recordProvider";
import { type AnyResourceDefinition, providerOf } from "./core/provider/factory";
import { createSession, type Session } from "./core/session/session";
import { huaweiDcsAccountDefinition } from "./huawei/account/definition";
import { huaweiDcsBackupDefinition } from "./huawei/backup/definition";
import { huaweiDcsBatchDefinition } from "./huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "./huawei/definition";
import { jdRedisAccountDefinition } from "./jd/account/definition";
import { jdRedisBackupDefinition } from "./jd/backup/definition";
import { jdRedisDefinition } from "./jd/definition";

let process: Session | undefined;

/** All resources of the process share one session. */
function session(): Session {
  if (!process) {
    process = createSession();
    process.shutdown.install();
  }
  return process;
}

const provider = (resource: AnyResourceDefinition): dynamic.ResourceProvider => providerOf(resource, session());

export const aliyunRedis = () => provider(aliyunRedisDefinition);
export const aliyunRedisAccount = () => provider(aliyunRedisAccountDefinition);
export const aliyunRedisBackup = () => provider(aliyunRedisBackupDefinition);
export const aliyunRedisBatch = () => provider(aliyunRedisBatchDefinition);
export const huaweiDcsInstance = () => provider(huaweiDcsInstanceDefinition);
export const huaweiDcsAccount = () => provider(huaweiDcsAccountDefinition);
export const huaweiDcsBackup = () => provider(huaweiDcsBackupDefinition);
export const huaweiDcsBatch = () => provider(huaweiDcsBatchDefinition);
export const jdRedis = () => provider(jdRedisDefinition);
export const jdRedisAccount = () => provider(jdRedisAccountDefinition);
export const jdRedisBackup = () => provider(jdRedisBackupDefinition);
export const cacheRecord = (): dynamic.ResourceProvider => new CacheRecordProvider(session().engine);

/**
 * All definitions, for the `orphans` command and the documentation.
 * @internal
 */
export const definitions: readonly AnyResourceDefinition[] = [
  aliyunRedisDefinition,
  aliyunRedisBatchDefinition,
  aliyunRedisAccountDefinition,
  aliyunRedisBackupDefinition,
  huaweiDcsInstanceDefinition,
  huaweiDcsBatchDefinition,
  huaweiDcsAccountDefinition,
  huaweiDcsBackupDefinition,
  jdRedisDefinition,
  jdRedisAccountDefinition,
  jdRedisBackupDefinition,
];
