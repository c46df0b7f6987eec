import { createHmac } from "node:crypto";
import type { Credentials } from "../../provider/core/client/credentials";
import type { HttpRequest } from "../../provider/core/host/http";

export const canonicalRequest = ({ body = "" }: HttpRequest): string => body;

export function sign(request: HttpRequest, { id, secret }: Credentials): HttpRequest {
  const signature = createHmac("sha256", secret).update(canonicalRequest(request)).digest("hex");
  return { ...request, headers: { "x-toy-key": id, "x-toy-signature": signature } };
}
