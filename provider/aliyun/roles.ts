import { z } from "zod";
import { type Credentials, keyForm, type Role } from "../core/client/credentials";
import { UserError } from "../core/client/errors";
import { requireSafeEndpoint } from "../core/client/http";
import { reads } from "../core/client/request";
import { pathSegment } from "../core/client/wire";
import { readText } from "../core/host/files";
import type { HttpRequest } from "../core/host/http";
import type { Send } from "../core/resource/cloud";
import { keyEnd, keyIn, keyText, plain, type TemporaryKey } from "../core/resource/roleKeys";

/** The metadata service of the vendor's machines. It has no https, and only the machine itself reaches it. [doc] */
const metadata = "http://100.100.100.200/latest";

/** The same fields from the Security Token Service, the metadata service and a credentials URI. [sdk] */
export const temporaryKey = z
  .object({ AccessKeyId: keyText, AccessKeySecret: keyText, SecurityToken: keyText, Expiration: keyEnd })
  .transform((key) => ({
    credentials: { id: key.AccessKeyId, secret: key.AccessKeySecret, token: key.SecurityToken } as Credentials,
    endsAt: key.Expiration,
  }));

/** The calls of the Security Token Service that give keys. */
interface Sts {
  /** Signed with the key that asks. */
  assumeRole(params: Readonly<Record<string, string | undefined>>): Promise<TemporaryKey>;
  /** Not signed: the token of the identity provider is the proof. */
  assumeRoleWithOidc(params: Readonly<Record<string, string | undefined>>): Promise<TemporaryKey>;
}

/** New keys of a role. @throws UserError */
export async function askForKeys({ mode, params }: Role, send: Send, sts: Sts): Promise<TemporaryKey> {
  const get = (name: string, url: URL, headers: HttpRequest["headers"] = {}, method: "GET" | "PUT" = "GET") =>
    send(plain, reads(name), { method, url, headers }).then(({ text: body }) => String(body));
  const read = (answer: string) => keyIn("Alibaba Cloud", answer, (value) => temporaryKey.parse(value));
  switch (mode) {
    case "RamRoleArn":
    case "ChainableRamRoleArn":
      return sts.assumeRole(params);
    case "OIDC": {
      const { file = "", ...named } = params;
      // Whatever runs the program renews the token, so it is read each time.
      const OIDCToken = readText(file)?.trim();
      if (!OIDCToken) throw new UserError(`Alibaba Cloud: the OIDC token file ${file} is empty or cannot be read.`);
      return sts.assumeRoleWithOidc({ ...named, OIDCToken });
    }
    case "CredentialsURI": {
      const uri = new URL(params.uri ?? "");
      requireSafeEndpoint(uri.origin, "the profile's credentials_uri");
      return read(await get("CredentialsURI", uri));
    }
    default: {
      const ttl = { "x-aliyun-ecs-metadata-token-ttl-seconds": "21600" };
      const token = await get("MetadataToken", new URL(`${metadata}/api/token`), ttl, "PUT");
      if (!keyForm.test(token.trim()))
        throw new UserError("Alibaba Cloud: the machine's metadata service gives no token.");
      const headers = { "x-aliyun-ecs-metadata-token": token.trim() };
      const folder = `${metadata}/meta-data/ram/security-credentials/`;
      const name = params.name ?? (await get("MetadataRole", new URL(folder), headers)).trim();
      return read(await get("MetadataKeys", new URL(folder + pathSegment(name)), headers));
    }
  }
}
