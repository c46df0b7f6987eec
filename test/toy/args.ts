import type { ObservedInstance } from "../../provider/core/resource/definition";

/** One argument for each way in which an argument can change; `attributes.ts` says which. */
export interface ToyArgs {
  region?: string;
  title?: string;
  size?: number;
  version?: number;
  zone?: string;
  address?: string;
  ips?: string[];
  tags?: Record<string, string>;
  password?: string;
  backup?: string;
  coupon?: string;
  policy?: string;
  adoptInstanceId?: string;
}

export interface ObservedToy extends ObservedInstance {
  readonly id: string;
  readonly region: string;
  readonly title?: string | undefined;
  readonly size?: number | undefined;
  readonly version?: number | undefined;
  readonly zone?: string | undefined;
  readonly ips?: string[] | undefined;
  readonly tags?: Record<string, string> | undefined;
}
