import { otherSettings } from "../../core/resource/template";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { JdRedisTemplateInputs } from "./args";
import type { ObservedTemplate } from "./observe";

/** The outputs of a `JdRedisTemplate` besides its arguments. */
export interface JdRedisTemplateOutputs {
  /** What `configTemplateId` of `JdRedis` takes. API: `templateId`. */
  readonly templateId: string;
  /** `user`: a custom one. API: `tplType`. */
  readonly tplType: string | undefined;
  /** When it was made, as the vendor writes it. API: `createdTime`. */
  readonly createdTime: string | undefined;
  /** When it was last changed, as the vendor writes it. API: `modifiedTime`. */
  readonly modifiedTime: string | undefined;
  /** The template's other settings by name: those that the program does not give in `config`. API: `val` of the answer. */
  readonly otherConfig: Readonly<Record<string, string>>;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface JdRedisTemplateState extends ArgumentOutputs<JdRedisTemplateInputs>, JdRedisTemplateOutputs {}

/** @internal */
export const jdRedisTemplateOutputs: OutputTable<JdRedisTemplateOutputs> = {
  templateId: "id",
  tplType: "plain",
  createdTime: "plain",
  modifiedTime: "plain",
  otherConfig: "plain",
};

/**
 * The outputs of an observed template.
 * @internal
 */
export function outputs(
  observed: ObservedTemplate,
  { config }: Partial<JdRedisTemplateInputs>,
): ObservedOutputs<JdRedisTemplateOutputs> {
  return {
    templateId: observed.templateId,
    tplType: observed.tplType,
    createdTime: observed.createdAt,
    modifiedTime: observed.modifiedAt,
    otherConfig: otherSettings(observed.config, config),
  };
}
