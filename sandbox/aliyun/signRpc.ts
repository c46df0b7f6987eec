import { createHmac } from "node:crypto";
import { percentEncode } from "../core/percent";
import { canonicalQuery } from "./sign";

/** The old scheme, SignatureVersion 1.0: the only one that Terraform's two stacks use. [seen] */
export function stringToSign(method: string, pairs: Iterable<readonly [string, string]>): string {
  const signed = [...pairs].filter(([name]) => name !== "Signature");
  return `${method}&${percentEncode("/")}&${percentEncode(canonicalQuery(signed))}`;
}

export function sign(secret: string, text: string): string {
  return createHmac("sha1", `${secret}&`).update(text).digest("base64");
}
