import type { InputsOf } from "../../provider/core/resource/types";

/** One argument for each way in which an argument can change; `attributes.ts` says which. */
export interface ToyInputs {
  region?: string;
  title?: string;
  version?: number;
  zone?: string;
  address?: string;
  ips?: string[];
  tags?: Record<string, string>;
  password?: string;
  chargeType?: string;
  backup?: string;
  prepaidDestroy?: string;
  adoptInstanceId?: string;
}

export type ToyArgs = InputsOf<ToyInputs>;
