/**
 * What state files name: one factory per resource type. Add names, never rename or remove one.
 * Runs in the plugin process only.
 */
import type { dynamic } from "@pulumi/pulumi";
import type { AnyResourceDefinition } from "./core/provider/factory";
import { createSession, type Session } from "./core/session/session";

let process: Session | undefined;

/** All resources of the process share one session. */
function session(): Session {
  if (!process) {
    process = createSession();
    process.shutdown.install();
  }
  return process;
}

function provider(resource: AnyResourceDefinition): dynamic.ResourceProvider {
  const { providerOf } = require("./core/provider/factory") as typeof import("./core/provider/factory");
  return providerOf(resource, session());
}

// A plugin starts with every command of the CLI, and most programs use one cloud: nothing is loaded before it is used.
const aliyun = () => require("./aliyun/definition") as typeof import("./aliyun/definition");
const aliyunAccount = () => require("./aliyun/account/definition") as typeof import("./aliyun/account/definition");
const aliyunBackup = () => require("./aliyun/backup/definition") as typeof import("./aliyun/backup/definition");
const aliyunBatch = () => require("./aliyun/batch/definition") as typeof import("./aliyun/batch/definition");
const huawei = () => require("./huawei/definition") as typeof import("./huawei/definition");
const huaweiAccount = () => require("./huawei/account/definition") as typeof import("./huawei/account/definition");
const huaweiBackup = () => require("./huawei/backup/definition") as typeof import("./huawei/backup/definition");
const huaweiBatch = () => require("./huawei/batch/definition") as typeof import("./huawei/batch/definition");
const huaweiTemplate = () => require("./huawei/template/definition") as typeof import("./huawei/template/definition");
const jd = () => require("./jd/definition") as typeof import("./jd/definition");
const jdAccount = () => require("./jd/account/definition") as typeof import("./jd/account/definition");
const jdBackup = () => require("./jd/backup/definition") as typeof import("./jd/backup/definition");
const jdTemplate = () => require("./jd/template/definition") as typeof import("./jd/template/definition");
const cache = () => require("./cache/recordProvider") as typeof import("./cache/recordProvider");

export const aliyunRedis = () => provider(aliyun().aliyunRedisDefinition);
export const aliyunRedisAccount = () => provider(aliyunAccount().aliyunRedisAccountDefinition);
export const aliyunRedisBackup = () => provider(aliyunBackup().aliyunRedisBackupDefinition);
export const aliyunRedisBatch = () => provider(aliyunBatch().aliyunRedisBatchDefinition);
export const huaweiDcsInstance = () => provider(huawei().huaweiDcsInstanceDefinition);
export const huaweiDcsAccount = () => provider(huaweiAccount().huaweiDcsAccountDefinition);
export const huaweiDcsBackup = () => provider(huaweiBackup().huaweiDcsBackupDefinition);
export const huaweiDcsTemplate = () => provider(huaweiTemplate().huaweiDcsTemplateDefinition);
export const huaweiDcsBatch = () => provider(huaweiBatch().huaweiDcsBatchDefinition);
export const jdRedis = () => provider(jd().jdRedisDefinition);
export const jdRedisAccount = () => provider(jdAccount().jdRedisAccountDefinition);
export const jdRedisBackup = () => provider(jdBackup().jdRedisBackupDefinition);
export const jdRedisTemplate = () => provider(jdTemplate().jdRedisTemplateDefinition);
export const cacheRecord = (): dynamic.ResourceProvider => new (cache().CacheRecordProvider)(session().engine);
