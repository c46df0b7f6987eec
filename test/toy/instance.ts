import { z } from "zod";

/** What every answer must have, and what some have; tags include the pending tag. */
export const wireInstance = z.object({
  id: z.string(),
  status: z.string(),
  createTime: z.string().optional(),
  requestId: z.string().optional(),
  region: z.string(),
  title: z.string().optional(),
  version: z.number().optional(),
  zone: z.string().optional(),
  ips: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  chargeType: z.string().optional(),
});

export type ToyInstance = Readonly<z.output<typeof wireInstance>>;

/** The API has the provider's own names. */
export const fromWire = (wire: z.output<typeof wireInstance>): ToyInstance => wire;
