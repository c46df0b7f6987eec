import type { Output } from "@pulumi/pulumi";
import {
  getHuaweiTemplatesOutput,
  HuaweiDcsInstance,
  HuaweiDcsTemplate,
  type HuaweiDcsTemplateArgs,
} from "pulumi-cn-cache";
import { count, expectType, text, unknownValue } from "./values";

// What compiles.

const params = { timeout: count, "maxmemory-policy": text, appendonly: true };
const template = new HuaweiDcsTemplate("plain values", { name: text, sourceTemplateId: "16", params });
const own = getHuaweiTemplatesOutput({ type: "sys", engineVersion: "6.0", cacheMode: text });
const sourceTemplateId = own.apply(({ templates: [first] }) => first?.templateId ?? "");
new HuaweiDcsTemplate("outputs", {
  name: template.name,
  sourceTemplateId: template.templateId,
  sourceType: "user",
  description: template.description,
  params: { timeout: template.params.apply(({ timeout }) => timeout) },
});
new HuaweiDcsTemplate("of a lookup", { name: text, sourceTemplateId, params });
export const handedOn = (args: HuaweiDcsTemplateArgs) => new HuaweiDcsTemplate("handed on", { ...args });
export const used = (args: ConstructorParameters<typeof HuaweiDcsInstance>[1]) =>
  new HuaweiDcsInstance("begins with it", { ...args, templateId: template.templateId });

expectType<Output<string>>()(template.templateId, true);
expectType<Output<string | undefined>>()(template.createdAt, true);
expectType<Output<Readonly<Record<string, string>>>>()(template.otherParams, true);
expectType<Output<string>>()(HuaweiDcsTemplate.get("found", "id").name, true);
if (HuaweiDcsTemplate.isInstance(unknownValue)) expectType<Output<string>>()(unknownValue.name, true);

// What does not.

// @ts-expect-error: a template needs a source
new HuaweiDcsTemplate("of nothing", { name: text, params });
// @ts-expect-error: its id is the cloud's
new HuaweiDcsTemplate("with an id", { name: text, sourceTemplateId: text, params, templateId: text });
