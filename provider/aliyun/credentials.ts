import { homedir } from "node:os";
import { join } from "node:path";
import type { Input } from "@pulumi/pulumi";
import type { CloudSettings, ProfileValues } from "../core/client/cloudSettings";
import type { Role } from "../core/client/credentials";
import { type Profile, readJsonProfile } from "../core/client/profileFile";
import { regionForm } from "../core/client/settingForm";

/** Alibaba Cloud settings of a `CnCacheProvider`; the names are those of stack configuration (`aliyun:region`). */
export interface AliyunSettings {
  /** Region, like `cn-hangzhou`. */
  region?: Input<string | undefined> | undefined;
  /** Id of the access key. */
  accessKeyId?: Input<string | undefined> | undefined;
  /** Secret of the access key. Always a secret. */
  accessKeySecret?: Input<string | undefined> | undefined;
  /** Token of temporary credentials. Always a secret. */
  securityToken?: Input<string | undefined> | undefined;
  /** Full URL of the Redis API, instead of the region's own. */
  endpoint?: Input<string | undefined> | undefined;
  /** Full URL of the Security Token Service. */
  stsEndpoint?: Input<string | undefined> | undefined;
  /** Full URL of the Key Management Service, instead of the region's own; for `kmsEncryptedPassword`. */
  kmsEndpoint?: Input<string | undefined> | undefined;
}

/**
 * The names that settings are read from, the vendor's current ones first.
 * @internal
 */
export const settings: CloudSettings = {
  credentials: {
    id: {
      config: "accessKeyId",
      env: ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY", "ALIBABACLOUD_ACCESS_KEY_ID"],
    },
    secret: {
      config: "accessKeySecret",
      env: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
    },
    token: {
      config: "securityToken",
      env: ["ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
    },
  },
  others: {
    region: { config: "region", env: ["ALIBABA_CLOUD_REGION", "ALICLOUD_REGION"], form: regionForm("cn-hangzhou") },
    endpoint: { config: "endpoint", env: ["ALIYUN_REDIS_ENDPOINT"] },
    stsEndpoint: { config: "stsEndpoint", env: ["ALIYUN_STS_ENDPOINT"] },
    kmsEndpoint: { config: "kmsEndpoint", env: ["ALIYUN_KMS_ENDPOINT"] },
  },
  profile: {
    title:
      "the profile file ~/.aliyun/config.json (modes AK, StsToken, RamRoleArn, ChainableRamRoleArn, OIDC, EcsRamRole and CredentialsURI)",
    read: readProfile,
  },
};

/** Modes that the vendor's tool has, and that this package does not follow; with what to do. */
const unsupported: Readonly<Record<string, string>> = {
  External: "runs a command, which a plugin without a terminal should not; run it, and set the environment variables",
  CloudSSO: "needs a browser; use a profile with keys or a role",
  OAuth: "needs a browser; use a profile with keys or a role",
};

/** Reads the profile of the vendor's command-line tool; before it, as in the vendor's SDKs, what a cluster gives a pod. [sdk] */
function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues {
  const path = join(env.HOME || homedir(), ".aliyun", "config.json");
  const profile = readJsonProfile(path, env.ALIBABA_CLOUD_PROFILE || env.ALICLOUD_PROFILE, (each) => valuesOf(each));
  const names = ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE", "ALIBABA_CLOUD_ROLE_ARN"];
  const [provider, file, role] = names.map((name) => env[name]?.trim());
  if (!provider || !file || !role) return profile;
  return { region: profile.region, role: oidcRole(provider, file, role, env.ALIBABA_CLOUD_ROLE_SESSION_NAME) };
}

const sessionName = "pulumi-cn-cache";

const oidcRole = (provider: string, file: string, role: string, session: string | undefined): Role => ({
  mode: "OIDC",
  params: { OIDCProviderArn: provider, RoleArn: role, RoleSessionName: session || sessionName, file },
});

/** @param depth of profiles that this one is the source of */
function valuesOf({ text, other }: Profile, depth = 0): ProfileValues {
  const mode = text("mode") ?? "(none)";
  const region = text("region_id");
  const [id, secret, token] = [text("access_key_id"), text("access_key_secret"), text("sts_token")];
  const key = id && secret ? { id, secret, token } : undefined;
  const RoleArn = text("ram_role_arn");
  const params = {
    ...{ RoleArn, RoleSessionName: text("ram_session_name") ?? sessionName },
    ExternalId: text("external_id"),
  };
  switch (mode) {
    case "AK":
    case "StsToken":
      return { region, id, secret, token };
    case "RamRoleArn":
      if (!key || !RoleArn) return { region, problem: "its access key or ram_role_arn is missing" };
      return { region, role: { mode, params, key } };
    case "ChainableRamRoleArn": {
      const source = text("source_profile");
      const from = source === undefined || depth > mostProfiles ? undefined : other(source);
      if (!from || !RoleArn) return { region, problem: "its source_profile or ram_role_arn is missing" };
      const values = valuesOf(from, depth + 1);
      const asking = values.role
        ? { id: "", secret: "", role: values.role }
        : values.id && values.secret
          ? { id: values.id, secret: values.secret, token: values.token }
          : undefined;
      if (!asking)
        return { region, problem: `of its source_profile "${source}": ${values.problem ?? "it has no keys"}` };
      return { region, role: { mode, params, key: asking } };
    }
    case "OIDC": {
      const [provider, file] = [text("oidc_provider_arn"), text("oidc_token_file")];
      if (!provider || !file || !RoleArn)
        return { region, problem: "its oidc_provider_arn, oidc_token_file or ram_role_arn is missing" };
      return { region, role: oidcRole(provider, file, RoleArn, text("ram_session_name")) };
    }
    case "EcsRamRole":
      return { region, role: { mode, params: { name: text("ram_role_name") } } };
    case "CredentialsURI": {
      const uri = text("credentials_uri");
      if (!uri || !URL.canParse(uri)) return { region, problem: "its credentials_uri is no URL" };
      return { region, role: { mode, params: { uri } } };
    }
    default:
      return { region, problem: `its mode ${mode} ${unsupported[mode] ?? "is not supported"}` };
  }
}

/** Profiles that name each other in a circle have no end. */
const mostProfiles = 5;
