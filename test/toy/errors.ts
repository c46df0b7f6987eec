import type { ErrorRule } from "../../provider/core/client/errors";

export const errorRules: readonly ErrorRule[] = [
  { code: "NoSuchToy", meaning: "notFound" },
  { code: "Busy", meaning: "conflict" },
  { code: /^(BadKey|Denied)$/, meaning: "accessDenied" },
];
