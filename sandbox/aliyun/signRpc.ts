import { createHmac } from "node:crypto";
import { canonicalQuery, encode } from "./encode";

/** The old scheme, SignatureVersion 1.0; Terraform's two stacks still use nothing else. [seen] */
export function stringToSign(method: string, pairs: Iterable<readonly [string, string]>): string {
  const signed = [...pairs].filter(([name]) => name !== "Signature");
  return `${method}&${encode("/")}&${encode(canonicalQuery(signed))}`;
}

export function sign(secret: string, text: string): string {
  return createHmac("sha1", `${secret}&`).update(text).digest("base64");
}
