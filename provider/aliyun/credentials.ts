import { homedir } from "node:os";
import { join } from "node:path";
import type { Input } from "@pulumi/pulumi";
import type { CloudSettings, ProfileValues } from "../core/client/credentials";
import { readJsonProfile } from "../core/client/profileFile";
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
  },
  profile: {
    title: "the profile file ~/.aliyun/config.json (modes AK, StsToken, RamRoleArn, EcsRamRole and CredentialsURI)",
    read: readProfile,
  },
};

/** Reads the profile of the vendor's command-line tool. */
function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues {
  const path = join(env.HOME || homedir(), ".aliyun", "config.json");
  return readJsonProfile(path, env.ALIBABA_CLOUD_PROFILE || env.ALICLOUD_PROFILE, ({ text }) => {
    const mode = text("mode") ?? "(none)";
    const region = text("region_id");
    const [id, secret, token] = [text("access_key_id"), text("access_key_secret"), text("sts_token")];
    const key = id && secret ? { id, secret, token } : undefined;
    switch (mode) {
      case "AK":
      case "StsToken":
        return { region, id, secret, token };
      case "RamRoleArn": {
        const RoleArn = text("ram_role_arn");
        if (!key || !RoleArn) return { region, problem: "its access key or ram_role_arn is missing" };
        const params = { RoleArn, RoleSessionName: text("ram_session_name") ?? "pulumi-cn-cache" };
        return { region, role: { mode, params: { ...params, ExternalId: text("external_id") }, key } };
      }
      case "EcsRamRole":
        return { region, role: { mode, params: { name: text("ram_role_name") } } };
      case "CredentialsURI": {
        const uri = text("credentials_uri");
        if (!uri || !URL.canParse(uri)) return { region, problem: "its credentials_uri is no URL" };
        return { region, role: { mode, params: { uri } } };
      }
      default:
        return { region, problem: `its mode ${mode} is not supported` };
    }
  });
}
