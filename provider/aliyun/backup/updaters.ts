import type { PartUpdater } from "../../core/resource/part";
import { modifyBackupExpireTime } from "../actions/backup";
import type { AliyunApi } from "../client";
import type { AliyunRedisBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** When a backup ends that is kept for so many days; the cloud takes minutes. */
export const endAfter = (backupStartTime: string, days: number): number =>
  Math.ceil((Date.parse(backupStartTime) + days * dayMs) / minuteMs) * minuteMs;

export const updaters: readonly PartUpdater<AliyunRedisBackupInputs, ObservedBackup, AliyunApi>[] = [
  {
    name: "retention",
    wait: "nothing",
    apply: async (api, { instance }, { backupRetentionPeriod: days = -1 }, { observed, waitUntilReady }) => {
      const { backupIds, backupStartTime = "", expectExpireTime } = observed;
      const end = endAfter(backupStartTime, days);
      // The call takes nothing earlier. Without an end it is kept as long as its instance, which is as it was ordered.
      if (days === -1 || expectExpireTime === undefined || Date.parse(expectExpireTime) >= end) return;
      const time = `${new Date(end).toISOString().slice(0, 16)}Z`;
      for (const set of backupIds) await modifyBackupExpireTime(api, instance, set, time);
      await waitUntilReady((now) => now.expectExpireTime !== expectExpireTime);
    },
  },
];
