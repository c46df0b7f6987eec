import type { Output } from "@pulumi/pulumi";
import { JdRedisBackup, type JdRedisBackupArgs } from "pulumi-cn-cache";
import { expectType, text, unknownValue } from "./values";

// What compiles.

const backup = new JdRedisBackup("plain values", { instanceId: text, fileName: "weekly" });
new JdRedisBackup("outputs", { instanceId: backup.instanceId, fileName: text });
export const handedOn = (args: JdRedisBackupArgs) => new JdRedisBackup("handed on", { ...args });

expectType<Output<string>>()(backup.backupId, true);
expectType<Output<string>>()(backup.fileName, true);
expectType<Output<number | undefined>>()(backup.backupSize, true);
expectType<Output<string>>()(JdRedisBackup.get("found", "i:b").instanceId, true);
if (JdRedisBackup.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);

// What does not.

// @ts-expect-error: a backup needs its instance
new JdRedisBackup("of nothing", { fileName: "weekly" });
// @ts-expect-error: its id is the cloud's
new JdRedisBackup("with an id", { instanceId: text, backupId: text });
