import { otherSettings } from "../../core/resource/template";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { HuaweiDcsTemplateInputs, ParsedTemplateArgs } from "./args";
import type { ObservedTemplate } from "./observe";

/** The outputs of a `HuaweiDcsTemplate` besides its arguments. */
export interface HuaweiDcsTemplateOutputs {
  /** What `templateId` of `HuaweiDcsInstance` takes. API: `template_id`. */
  readonly templateId: string;
  /** `user`: a custom one. API: `type`. */
  readonly type: string | undefined;
  /** `Redis` or `Memcached`: of the instances that the template is for. API: `engine`. */
  readonly engine: string | undefined;
  /** Version of the engine, like `6.0`. API: `engine_version`. */
  readonly engineVersion: string | undefined;
  /** `single`, `ha`, `cluster`, `proxy` or `ha_rw_split`. API: `cache_mode`. */
  readonly cacheMode: string | undefined;
  /** `generic` or `enterprise`. API: `product_type`. */
  readonly productType: string | undefined;
  /** `DRAM` or `SSD`. API: `storage_type`. */
  readonly storageType: string | undefined;
  /** When it was made, RFC 3339. API: `created_at`. */
  readonly createdAt: string | undefined;
  /** The template's other settings by name: those that the program does not give in `params`. API: `params` of the answer. */
  readonly otherParams: Readonly<Record<string, string>>;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface HuaweiDcsTemplateState extends ArgumentOutputs<HuaweiDcsTemplateInputs>, HuaweiDcsTemplateOutputs {
  readonly region: string;
}

/** @internal */
export const huaweiDcsTemplateOutputs: OutputTable<HuaweiDcsTemplateOutputs> = {
  templateId: "id",
  type: "plain",
  engine: "plain",
  engineVersion: "plain",
  cacheMode: "plain",
  productType: "plain",
  storageType: "plain",
  createdAt: "plain",
  otherParams: "plain",
};

/**
 * The outputs of an observed template.
 * @internal
 */
export function outputs(
  observed: ObservedTemplate,
  { params }: Partial<ParsedTemplateArgs>,
): ObservedOutputs<HuaweiDcsTemplateOutputs> {
  return {
    templateId: observed.templateId,
    type: observed.type,
    engine: observed.engine,
    engineVersion: observed.engineVersion,
    cacheMode: observed.cacheMode,
    productType: observed.productType,
    storageType: observed.storageType,
    createdAt: observed.createdAt,
    otherParams: otherSettings(observed.params, params),
  };
}
