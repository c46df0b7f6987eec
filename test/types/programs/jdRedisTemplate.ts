import type { Output } from "@pulumi/pulumi";
import { getJdTemplatesOutput, JdRedis, JdRedisTemplate, type JdRedisTemplateArgs } from "pulumi-cn-cache";
import { count, expectType, text, unknownValue } from "./values";

// What compiles.

const of = { redisType: "master-slave", redisVersion: text };
const template = new JdRedisTemplate("plain values", { ...of, name: text });
const own = getJdTemplatesOutput({
  tplType: "default",
  redisType: "native-cluster",
  redisVersion: template.redisVersion,
});
const ofVendor = own.apply(({ templates: [first] }) => first?.templateId ?? "");
new JdRedisTemplate("outputs", {
  name: template.name,
  description: template.description,
  redisType: template.redisType,
  redisVersion: template.redisVersion,
  config: template.otherConfig,
});
export const handedOn = (args: JdRedisTemplateArgs) => new JdRedisTemplate("handed on", { ...args });
export const used = (args: ConstructorParameters<typeof JdRedis>[1]) =>
  [template.templateId, ofVendor].map(
    (configTemplateId) => new JdRedis("begins with it", { ...args, configTemplateId }),
  );

expectType<Output<string>>()(template.templateId, true);
expectType<Output<string | undefined>>()(template.createdTime, true);
expectType<Output<Readonly<Record<string, string>>>>()(template.otherConfig, true);
expectType<Output<string>>()(JdRedisTemplate.get("found", "id").name, true);
if (JdRedisTemplate.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.name, true);

// What does not.

// @ts-expect-error: a template is for one version
new JdRedisTemplate("of no version", { name: text, redisType: "master-slave" });
// @ts-expect-error: values are strings, numbers included
new JdRedisTemplate("with a number", { ...of, name: text, config: { "hash-max-ziplist-value": count } });
// @ts-expect-error: its id is the cloud's
new JdRedisTemplate("with an id", { ...of, name: text, templateId: text });
