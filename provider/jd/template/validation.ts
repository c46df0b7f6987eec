import { z } from "zod";
import { undocumentedSettings } from "../../core/resource/engineSettings";
import { mustBeGiven, type Rule, rulesFor, type Schema } from "../../core/resource/schema";
import type { Equal, Expect, Suggested } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import { allEngineSettings } from "../settings";
import type { JdRedisTemplateInputs } from "./args";

const notEmpty = z.string().min(1, "must not be empty");

/** JD Cloud publishes no rules for names and descriptions, and no complete list of types and versions: it decides itself. */
const fields = {
  regionId: instanceFields.regionId,
  name: notEmpty,
  description: z.string(),
  redisType: notEmpty as z.ZodType<
    Suggested<"master-slave" | "native-cluster">,
    Suggested<"master-slave" | "native-cluster">
  >,
  redisVersion: instanceFields.redisVersion,
  config: instanceFields.config,
  adoptTemplateId: z.string().regex(/^[\w-]{1,64}$/, "must be the id of a parameter template"),
};

/** [sdk] of createConfigTemplate; an instance can have a third one. */
const documentedTypes: readonly string[] = ["master-slave", "native-cluster"];

const { warning } = rulesFor<JdRedisTemplateInputs>();

const rules: readonly Rule<JdRedisTemplateInputs>[] = [
  ...mustBeGiven<JdRedisTemplateInputs>("name", "redisType", "redisVersion"),
  warning(["redisType"], ({ redisType }) =>
    redisType === undefined || documentedTypes.includes(redisType)
      ? undefined
      : `${redisType} is not a type that the vendor documents (${documentedTypes.join(", ")})`,
  ),
  warning(["config"], ({ config = {} }) => undocumentedSettings(allEngineSettings, config)),
];

/** How the arguments of a `JdRedisTemplate` are checked. */
export const jdRedisTemplateSchema: Schema<JdRedisTemplateInputs> = { fields, rules };

export type ArgsMatchFields = Expect<
  Equal<Required<JdRedisTemplateInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
