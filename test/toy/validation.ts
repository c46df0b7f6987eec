import { z } from "zod";
import type { Schema } from "../../provider/core/resource/schema";
import type { ToyArgs } from "./args";

export const toySchema: Schema<ToyArgs> = {
  fields: {
    region: z.string(),
    title: z.string().min(2, "must have at least 2 characters"),
    size: z.int("must be whole GB").positive("must be more than 0 GB"),
    version: z.int(),
    zone: z.string(),
    address: z.string(),
    ips: z.array(z.string()),
    tags: z.record(z.string(), z.string()),
    password: z.string().min(4, "must have at least 4 characters"),
    backup: z.string(),
    coupon: z.string(),
    policy: z.string(),
    adoptInstanceId: z.string(),
  },
  rules: [],
};
