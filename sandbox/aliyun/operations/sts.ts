import type { World } from "../../core/cloud";
import type { KeyPair } from "../../core/keys";
import { ApiError } from "../errors";
import { vendorTime } from "../instance";
import type { Context, Operation, Result } from "../state";

/** Keys that roles give. */
export const temporaryKeys = ({ tables }: World): Map<string, KeyPair> => tables.table("temporaryKeys");

/** Roles exist if they are well-formed, as networks do. */
const rolePattern = /^acs:ram::(\d+):role\/[\w.-]{1,64}$/;

function keyForRole({ world, args }: Context, asking: KeyPair | undefined): Result {
  const arn = args.must("RoleArn");
  const account = rolePattern.exec(arn)?.[1];
  if (account === undefined) throw new ApiError("InvalidParameter.RoleArn");
  if (arn.includes("missing")) throw new ApiError("EntityNotExist.Role");
  const endsAt = world.now() + (args.int("DurationSeconds") ?? 3600) * 1000;
  const key = {
    ...(asking?.deny !== undefined && { deny: asking.deny }),
    id: `STS.${world.random.text(24)}`,
    secret: world.random.text(32),
    token: world.random.text(32),
    account,
    endsAt,
  };
  temporaryKeys(world).set(key.id, key);
  const session = args.must("RoleSessionName");
  return {
    content: {
      AssumedRoleUser: {
        Arn: `${arn.replace(":role/", ":assumed-role/")}/${session}`,
        AssumedRoleId: `3${account}:${session}`,
      },
      Credentials: {
        AccessKeyId: key.id,
        AccessKeySecret: key.secret,
        SecurityToken: key.token,
        Expiration: vendorTime(endsAt),
      },
    },
  };
}

export const assumeRole: Operation = {
  mutating: false,
  known:
    "[doc] [sdk] STS 2015-04-01; [guess] any key may assume any well-formed role, and the key has what the asking one has not been denied",
  handle: (context) => keyForRole(context, context.key),
};

export const assumeRoleWithOidc: Operation = {
  mutating: false,
  isOpen: true,
  known: "[sdk] not signed, form, answer; [guess] any token of three parts is one of the provider's",
  handle: (context) => {
    const provider = context.args.must("OIDCProviderArn");
    if (!/^acs:ram::\d+:oidc-provider\/[\w.-]+$/.test(provider) || provider.includes("missing"))
      throw new ApiError("EntityNotExist.OIDCProvider");
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(context.args.must("OIDCToken")))
      throw new ApiError("AuthenticationFail.OIDCToken.Invalid");
    return keyForRole(context, undefined);
  },
};
