import { aliyunRedisAccountDefinition } from "./aliyun/account/definition";
import { aliyunRedisBackupDefinition } from "./aliyun/backup/definition";
import { aliyunRedisBatchDefinition } from "./aliyun/batch/definition";
import { aliyunRedisDefinition } from "./aliyun/definition";
import type { AnyResourceDefinition } from "./core/provider/factory";
import { huaweiDcsAccountDefinition } from "./huawei/account/definition";
import { huaweiDcsBackupDefinition } from "./huawei/backup/definition";
import { huaweiDcsBatchDefinition } from "./huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "./huawei/definition";
import { huaweiDcsTemplateDefinition } from "./huawei/template/definition";
import { jdRedisAccountDefinition } from "./jd/account/definition";
import { jdRedisBackupDefinition } from "./jd/backup/definition";
import { jdRedisDefinition } from "./jd/definition";
import { jdRedisTemplateDefinition } from "./jd/template/definition";

/** All of them, for the commands `orphans` and `doctor` and for the documentation. */
export const definitions: readonly AnyResourceDefinition[] = [
  aliyunRedisDefinition,
  aliyunRedisBatchDefinition,
  aliyunRedisAccountDefinition,
  aliyunRedisBackupDefinition,
  huaweiDcsInstanceDefinition,
  huaweiDcsBatchDefinition,
  huaweiDcsAccountDefinition,
  huaweiDcsBackupDefinition,
  huaweiDcsTemplateDefinition,
  jdRedisDefinition,
  jdRedisAccountDefinition,
  jdRedisBackupDefinition,
  jdRedisTemplateDefinition,
];
