import type { Output } from "@pulumi/pulumi";
import { getHuaweiBackupsOutput, HuaweiDcsBackup, type HuaweiDcsBackupArgs } from "pulumi-cn-cache";
import { expectType, text, unknownValue } from "./values";

// What compiles.

const backup = new HuaweiDcsBackup("plain values", { instanceId: text, backupFormat: "rdb", description: "weekly" });
new HuaweiDcsBackup("outputs", { instanceId: backup.instanceId, backupFormat: text, description: text });
export const handedOn = (args: HuaweiDcsBackupArgs) => new HuaweiDcsBackup("handed on", { ...args });

expectType<Output<string>>()(backup.backupId, true);
expectType<Output<boolean | undefined>>()(backup.isSupportRestore, true);
expectType<Output<string | undefined>>()(backup.description, true);
expectType<Output<string>>()(HuaweiDcsBackup.get("found", "i:b").instanceId, true);
if (HuaweiDcsBackup.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);
getHuaweiBackupsOutput({ instanceId: backup.instanceId }).apply(({ backups }) => backups[0]?.backupId);

// What does not.

// @ts-expect-error: a backup needs its instance
new HuaweiDcsBackup("of nothing", { description: "weekly" });
// @ts-expect-error: its id is the cloud's
new HuaweiDcsBackup("with an id", { instanceId: text, backupId: text });
