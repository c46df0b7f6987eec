import { z } from "zod";
import { undocumentedSettings } from "../../core/resource/engineSettings";
import { mustBeGiven, type Rule, rulesFor, type Schema } from "../../core/resource/schema";
import type { Equal, Expect, Suggested } from "../../core/resource/types";
import { fields as instanceFields, templateId } from "../fields";
import { engineSettings } from "../settings";
import type { HuaweiDcsTemplateInputs, ParsedTemplateArgs } from "./args";

const fields = {
  region: instanceFields.region,
  name: z
    .string()
    .regex(/^[A-Za-z\d][\w.-]{3,63}$/, "must be 4-64 letters, digits, -, _ and ., starting with a letter or digit"),
  sourceTemplateId: templateId,
  // The compiler lets any text pass, so it is for the field to check.
  sourceType: z.enum(["sys", "user"], 'must be "sys" or "user"') as unknown as z.ZodType<
    Suggested<"sys" | "user">,
    Suggested<"sys" | "user">
  >,
  description: z.string(),
  params: instanceFields.parameters.refine(
    (params) => Object.keys(params).length > 0,
    "must have at least one parameter",
  ),
  adoptTemplateId: templateId,
};

const { warning } = rulesFor<ParsedTemplateArgs>();

const rules: readonly Rule<ParsedTemplateArgs>[] = [
  ...mustBeGiven<ParsedTemplateArgs>("name", "sourceTemplateId", "params"),
  warning(["params"], ({ params = {} }) => undocumentedSettings(engineSettings, params)),
];

/** How the arguments of a `HuaweiDcsTemplate` are checked. */
export const huaweiDcsTemplateSchema: Schema<ParsedTemplateArgs> = { fields, rules };

export type ArgsMatchFields = Expect<
  Equal<Required<HuaweiDcsTemplateInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
