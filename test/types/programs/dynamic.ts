/** What state files name. No program needs it; it has to be found and to compile all the same. */
import type { dynamic } from "@pulumi/pulumi";
import {
  aliyunRedis,
  aliyunRedisAccount,
  aliyunRedisBackup,
  aliyunRedisBatch,
  huaweiDcsAccount,
  huaweiDcsBackup,
  huaweiDcsBatch,
  huaweiDcsInstance,
  huaweiDcsTemplate,
  jdRedis,
  jdRedisAccount,
  jdRedisBackup,
  jdRedisTemplate,
} from "pulumi-cn-cache/dynamic";

export const providers: readonly dynamic.ResourceProvider[] = [
  aliyunRedis(),
  aliyunRedisAccount(),
  aliyunRedisBackup(),
  aliyunRedisBatch(),
  huaweiDcsAccount(),
  huaweiDcsBackup(),
  huaweiDcsTemplate(),
  huaweiDcsBatch(),
  huaweiDcsInstance(),
  jdRedis(),
  jdRedisAccount(),
  jdRedisBackup(),
  jdRedisTemplate(),
];
