import type { Output } from "@pulumi/pulumi";
import { JdRedisAccount, type JdRedisAccountArgs } from "pulumi-cn-cache";
import { expectType, flag, text, unknownValue } from "./values";

declare const privilege: Output<"RoleReadOnly" | "RoleReadWrite">;

// What compiles.

const instanceId = "redis-m0vcg462xe31";
const plain = new JdRedisAccount("plain values", {
  instanceId,
  accountName: "reports",
  password: "Secret123",
  privilege: "RoleReadOnly",
  description: "reports",
});
new JdRedisAccount("outputs", { instanceId, accountName: text, password: text, privilege, adoptExisting: flag });
export const handedOn = (args: JdRedisAccountArgs) => new JdRedisAccount("handed on", { ...args });

expectType<Output<string | undefined>>()(plain.connectionString, true);
expectType<Output<string>>()(plain.accountName, true);
expectType<Output<"RoleReadOnly" | "RoleReadWrite">>()(plain.privilege, true);
expectType<Output<string>>()(JdRedisAccount.get("found", "redis-1:reports").instanceId, true);
if (JdRedisAccount.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);

// What does not.

// @ts-expect-error: an account needs its instance, its name and its password
new JdRedisAccount("without a password", { instanceId, accountName: "reports" });
// @ts-expect-error: privileges are the vendor's two words
new JdRedisAccount("another privilege", { instanceId, accountName: "a", password: text, privilege: "RoleRepl" });
// @ts-expect-error: JD Cloud's accounts have one type only
new JdRedisAccount("with a type", { instanceId, accountName: "a", password: text, accountType: "Normal" });
