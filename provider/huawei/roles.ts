import { z } from "zod";
import type { Role } from "../core/client/credentials";
import { type Action, reads } from "../core/client/request";
import type { Send } from "../core/resource/cloud";
import { keyEnd, keyIn, keyText, plain, type TemporaryKey } from "../core/resource/roleKeys";

/** The metadata service of the vendor's machines. It has no https, and only the machine itself reaches it. [doc] */
const metadata = "http://169.254.169.254/openstack/latest/securitykey";

/** The same fields from IAM and the metadata service. [doc] */
const keyReply = z
  .object({ credential: z.object({ access: keyText, secret: keyText, securitytoken: keyText, expires_at: keyEnd }) })
  .transform(
    ({ credential: { access, secret, securitytoken, expires_at } }): TemporaryKey => ({
      credentials: { id: access, secret, token: securitytoken },
      endsAt: expires_at,
    }),
  );

/** One call of IAM. */
type Iam = <Reply>(
  action: Action,
  call: { readonly method: "GET" | "POST"; readonly path: string; readonly body?: unknown },
  reply: z.ZodType<Reply>,
) => Promise<Reply>;

/** How long the keys of an agency are asked for; the vendor's default is a quarter of it. */
const agencySeconds = 3600;

/**
 * New keys of an agency: of the machine that this runs on, or of one that another account has given to the key that asks.
 * @param iamOf calls IAM with headers of their own, signed with the key that asks
 * @throws UserError
 */
export async function askForKeys(
  { mode, params }: Role,
  send: Send,
  iamOf: (headers: Readonly<Record<string, string>>) => Iam,
): Promise<TemporaryKey> {
  if (mode === "ecsAgency") {
    const { text: answer } = await send(plain, reads("MetadataKeys"), {
      method: "GET",
      url: new URL(metadata),
      headers: {},
    });
    return keyIn("Huawei Cloud", answer, (value) => keyReply.parse(value));
  }
  const { name, domainId, domainName } = params;
  const identity = {
    methods: ["assume_role"],
    assume_role: {
      agency_name: name,
      ...(domainId === undefined ? { domain_name: domainName } : { domain_id: domainId }),
      duration_seconds: agencySeconds,
    },
  };
  // A signature says which account asks, but this service is not one of a project. [sdk]
  const domains = z.object({ domains: z.array(z.object({ id: keyText })).min(1) });
  const own = await iamOf({})(reads("KeystoneListAuthDomains"), { method: "GET", path: "/v3/auth/domains" }, domains);
  return iamOf({ "x-domain-id": own.domains[0]?.id ?? "" })(
    reads("CreateTemporaryAccessKeyByAgency"),
    { method: "POST", path: "/v3.0/OS-CREDENTIAL/securitytokens", body: { auth: { identity } } },
    keyReply,
  );
}
