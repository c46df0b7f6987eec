import type { Output } from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisAccount, type AliyunRedisAccountArgs } from "pulumi-cn-cache";
import { expectType, flag, text, unknownValue } from "./values";

declare const privilege: Output<"RoleReadOnly" | "RoleReadWrite">;

// What compiles.

const cache = new AliyunRedis("cache", { instanceClass: "redis.master.small.default" });
const { instanceId } = cache;
const plain = new AliyunRedisAccount(
  "plain values",
  { instanceId, accountName: "reports", password: "Secret-123", privilege: "RoleReadOnly", description: "reports" },
  { deletedWith: cache },
);
new AliyunRedisAccount("outputs", { instanceId, accountName: text, password: text, privilege, adoptExisting: flag });
new AliyunRedisAccount("the vendor's only type", {
  instanceId,
  accountName: "a",
  password: text,
  accountType: "Normal",
});
export const sealed = new AliyunRedisAccount("sealed", {
  ...{ instanceId, accountName: "reports" },
  kmsEncryptedPassword: text,
  kmsEncryptionContext: { app: "shop" },
});
export const handedOn = (args: AliyunRedisAccountArgs) => new AliyunRedisAccount("handed on", { ...args });

expectType<Output<string | undefined>>()(plain.connectionString, true);
expectType<Output<string>>()(plain.accountName, true);
expectType<Output<"RoleReadOnly" | "RoleReadWrite" | "RoleRepl">>()(plain.privilege, true);
expectType<Output<string | undefined>>()(plain.description, true);
expectType<Output<string>>()(AliyunRedisAccount.get("found", "r-1:reports").instanceId, true);
if (AliyunRedisAccount.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.status, true);

// What does not.

// @ts-expect-error: an account needs its instance and its name
new AliyunRedisAccount("without a name", { instanceId, password: text });
// @ts-expect-error: privileges are the vendor's three words
new AliyunRedisAccount("another privilege", { instanceId, accountName: "a", password: text, privilege: "read" });
// @ts-expect-error: an account has no tags
new AliyunRedisAccount("with tags", { instanceId, accountName: "a", password: text, tags: {} });
