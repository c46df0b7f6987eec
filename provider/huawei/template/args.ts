import type { InputsOf, Suggested } from "../../core/resource/types";

/** The arguments as values. */
export interface HuaweiDcsTemplateInputs {
  /**
   * Region of the template; it belongs to the project there. API: the endpoint.
   * @default `huawei:region`
   */
  region?: string;
  /**
   * 4-64 letters, digits, `-`, `_` and `.`, starting with a letter or digit. Changed in place. Where another argument replaces
   * the template, the new one is made first, and the vendor does not say whether two may have the same name: if it rejects the
   * second, change the name as well. API: `name`.
   */
  name: string;
  /**
   * The template whose values this one begins with; `getHuaweiTemplates` lists them. It also decides for which engine, version
   * and type of instance this one is. Another one replaces the template. API: `template_id`.
   */
  sourceTemplateId: string;
  /**
   * What the source is: `sys`, one of the vendor's, or `user`, a custom one. Another one replaces the template. API: `type`.
   * @default "sys"
   */
  sourceType?: Suggested<"sys" | "user">;
  /** A remark; removing it clears it. Changed in place. API: `description`. */
  description?: string;
  /**
   * At least one setting of the engine by name, such as `{ "maxmemory-policy": "allkeys-lru" }`; all others stay as they are, also
   * one that is removed from here. A boolean means `yes` or `no`. Changed in place, which changes no instance. API: `params`.
   */
  params: Record<string, string | number | boolean>;
  /**
   * Id of an existing custom template to adopt instead of making one. It must already match the other arguments as far as they
   * can be read; adopting changes nothing. May stay in the program: never a difference. Not sent.
   */
  adoptTemplateId?: string;
}

/** The arguments as the provider works with them. */
export type ParsedTemplateArgs = Omit<HuaweiDcsTemplateInputs, "params"> & { params: Record<string, string> };

/**
 * The arguments of {@link HuaweiDcsTemplate}. Each can be an output of another resource.
 *
 * @interface
 */
export type HuaweiDcsTemplateArgs = InputsOf<HuaweiDcsTemplateInputs>;
