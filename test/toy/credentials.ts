import type { CloudSettings } from "../../provider/core/client/cloudSettings";

export type ToySettings = Partial<Record<"keyId" | "keySecret" | "token" | "region" | "endpoint", string>>;

export const settings: CloudSettings = {
  credentials: {
    id: { config: "keyId", env: ["TOY_KEY_ID", "OLD_TOY_KEY_ID"] },
    secret: { config: "keySecret", env: ["TOY_KEY_SECRET", "OLD_TOY_KEY_SECRET"] },
    token: { config: "token", env: ["TOY_TOKEN", "OLD_TOY_TOKEN"] },
  },
  others: {
    region: {
      config: "region",
      env: ["TOY_REGION", "OLD_TOY_REGION"],
      form: { pattern: /^[a-z-]+$/, rule: "must be a region like north" },
    },
    endpoint: { config: "endpoint", env: ["TOY_ENDPOINT"] },
  },
};
