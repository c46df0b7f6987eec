import type { Output } from "@pulumi/pulumi";
import { type HuaweiBatchMember, HuaweiDcsBatch, type HuaweiDcsBatchArgs } from "pulumi-cn-cache";
import { required } from "./huaweiDcsInstance";
import { count, expectType, flag, Secret, text, unknownValue } from "./values";

// What compiles.

const plain = new HuaweiDcsBatch("plain values", { ...required, instanceNum: 20, password: "Secret-123" });
new HuaweiDcsBatch("outputs", { ...required, instanceNum: count, noPasswordAccess: flag });
new HuaweiDcsBatch("objects", { ...required, bssParam: { periodNum: count }, tags: { team: text } });
export const partly = (args: Partial<HuaweiDcsBatchArgs>) => new HuaweiDcsBatch("partly", { ...required, ...args });

expectType<Output<HuaweiBatchMember[]>>()(plain.members, true);
expectType<Output<(string | null)[]>>()(plain.connectionStrings, true);
expectType<Output<number>>()(plain.instanceNum, true);
new Secret("of a batch", { stringData: { first: plain.connectionStrings.apply(([first]) => first ?? "") } });
if (HuaweiDcsBatch.isInstance(unknownValue)) unknownValue.instanceIds.apply((ids) => ids.length);

// What does not.

// @ts-expect-error an argument of a single instance
new HuaweiDcsBatch("wrong", { ...required, adoptInstanceId: "id" });
// @ts-expect-error a text for a number
new HuaweiDcsBatch("wrong", { ...required, instanceNum: "20" });
// @ts-expect-error an element that a lost member has as null, for a text of another package
new Secret("wrong", { stringData: { first: plain.connectionStrings.apply(([first]) => first) } });
// @ts-expect-error members have no secrets
plain.members.apply(([one]) => one?.connectionString);
// @ts-expect-error there is no get: no single id names a batch
HuaweiDcsBatch.get("wrong", "id");
