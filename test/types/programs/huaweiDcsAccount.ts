import type { Output } from "@pulumi/pulumi";
import { HuaweiDcsAccount, type HuaweiDcsAccountArgs, HuaweiDcsInstance } from "pulumi-cn-cache";
import { expectType, flag, text, unknownValue } from "./values";

declare const role: Output<"read" | "write">;

// What compiles.

const cache = HuaweiDcsInstance.get("cache", "i-1");
const { instanceId } = cache;
const plain = new HuaweiDcsAccount(
  "plain values",
  { instanceId, accountName: "reports", password: "Secret-123", role: "read", description: "monthly reports" },
  { deletedWith: cache },
);
new HuaweiDcsAccount("outputs", { instanceId, accountName: text, password: text, role, adoptExisting: flag });
export const handedOn = (args: HuaweiDcsAccountArgs) => new HuaweiDcsAccount("handed on", { ...args });

expectType<Output<string | undefined>>()(plain.connectionString, true);
expectType<Output<string>>()(plain.accountId, true);
expectType<Output<"read" | "write">>()(plain.role, true);
expectType<Output<string | undefined>>()(plain.description, true);
expectType<Output<string>>()(HuaweiDcsAccount.get("found", "i-1:reports").instanceId, true);
if (HuaweiDcsAccount.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);

// What does not.

// @ts-expect-error: an account needs its role, too
new HuaweiDcsAccount("without a role", { instanceId, accountName: "reports", password: text });
// @ts-expect-error: roles are the vendor's two words
new HuaweiDcsAccount("another role", { instanceId, accountName: "a", password: text, role: "RoleReadOnly" });
// @ts-expect-error: an account has no tags
new HuaweiDcsAccount("with tags", { instanceId, accountName: "a", password: text, role, tags: {} });
