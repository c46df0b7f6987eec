import { z } from "zod";
import type { Equal, Expect } from "../../provider/core/resource/types";
import type { ToyInputs } from "./args";

export const fields = {
  region: z.string(),
  title: z.string().min(2, "must have at least 2 characters"),
  version: z.int("must be a whole number").positive("must be more than 0"),
  zone: z.string(),
  address: z.string(),
  ips: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  password: z.string().min(4, "must have at least 4 characters"),
  chargeType: z.string(),
  backup: z.string(),
  prepaidDestroy: z.string(),
  adoptInstanceId: z.string(),
};

export type ArgsMatchFields = Expect<
  Equal<Required<ToyInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
