/** Functions that look something up. */

import type { Output } from "@pulumi/pulumi";
import {
  type AliyunInstanceClass,
  type AliyunRedis,
  type AliyunZones,
  CnCacheProvider,
  getAliyunBackups,
  getAliyunBackupsOutput,
  getAliyunInstanceClasses,
  getAliyunRedisAccounts,
  getAliyunRedisInstances,
  getAliyunZones,
  getAliyunZonesOutput,
  getHuaweiFlavors,
  getJdBackupsOutput,
  type HuaweiFlavors,
  type JdBackups,
} from "pulumi-cn-cache";
import { expectType, text } from "./values";

declare const redis: AliyunRedis;
const provider = new CnCacheProvider("elsewhere", { aliyun: { region: "cn-beijing" } });

// What compiles.

expectType<Promise<AliyunZones>>()(getAliyunZones(), true);
expectType<Promise<AliyunZones>>()(getAliyunZones({ regionId: "cn-hangzhou" }, { provider, parent: redis }), true);
expectType<Output<AliyunZones>>()(getAliyunZonesOutput({ regionId: text }), true);
getAliyunBackupsOutput({ instanceId: redis.instanceId });
getAliyunRedisInstances({ tags: { team: "shop" }, chargeType: "PrePaid" });
expectType<Promise<HuaweiFlavors>>()(getHuaweiFlavors({ cacheMode: "ha", capacity: 2 }), true);
expectType<Output<JdBackups>>()(getJdBackupsOutput({ instanceId: text }), true);
export const classes = async (): Promise<readonly AliyunInstanceClass[]> =>
  (await getAliyunInstanceClasses({ architecture: "standard", memory: 2, sortedByPrice: true })).classes;

export const names = async (instanceId: string): Promise<string[]> =>
  (await getAliyunRedisAccounts({ instanceId })).accounts.map(({ accountName }) => accountName);

// What does not.

// @ts-expect-error the instance is needed
getAliyunBackups();
// @ts-expect-error the same, of outputs
getAliyunBackupsOutput({ startTime: text });
// @ts-expect-error an output needs the Output form
getAliyunZones({ regionId: text });
// @ts-expect-error no such argument
getAliyunZones({ region: "cn-hangzhou" });
// @ts-expect-error memory is a number
getAliyunInstanceClasses({ memory: "2" });
