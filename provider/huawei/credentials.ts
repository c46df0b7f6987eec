import { homedir } from "node:os";
import { join } from "node:path";
import type { Input } from "@pulumi/pulumi";
import type { CloudSettings, ProfileValues } from "../core/client/cloudSettings";
import type { Role } from "../core/client/credentials";
import { type Profile, readJsonProfile } from "../core/client/profileFile";
import { regionForm } from "../core/client/settingForm";

/** Huawei Cloud settings of a `CnCacheProvider`; the same names as in stack configuration (`huawei:region`). */
export interface HuaweiSettings {
  /** Region, such as `cn-north-4`. */
  region?: Input<string | undefined> | undefined;
  /** Access key (AK). */
  accessKey?: Input<string | undefined> | undefined;
  /** Secret key (SK). Always a secret. */
  secretKey?: Input<string | undefined> | undefined;
  /** Token of temporary credentials. Always a secret. */
  securityToken?: Input<string | undefined> | undefined;
  /** Project-scoped IAM token (`X-Subject-Token`, valid for a day), instead of an access key. Always a secret. */
  authToken?: Input<string | undefined> | undefined;
  /** Project of the configured region, 32 hexadecimal digits; looked up in IAM if not given. */
  projectId?: Input<string | undefined> | undefined;
  /**
   * Name of a sub-project such as `cn-north-4_shop`, if `projectId` is not given. Default: the region's own project.
   */
  projectName?: Input<string | undefined> | undefined;
  /** Full URL of the DCS API, instead of the region's own. */
  endpoint?: Input<string | undefined> | undefined;
  /** Full URL of IAM, where the project is looked up. */
  iamEndpoint?: Input<string | undefined> | undefined;
  /** Full URL of the billing centre, for monthly and yearly instances. */
  bssEndpoint?: Input<string | undefined> | undefined;
  /** Full URL of the enterprise project service. */
  epsEndpoint?: Input<string | undefined> | undefined;
}

/** @internal */
export const settings: CloudSettings = {
  credentials: {
    id: { config: "accessKey", env: ["HW_ACCESS_KEY", "OS_ACCESS_KEY", "HUAWEICLOUD_SDK_AK"] },
    secret: { config: "secretKey", env: ["HW_SECRET_KEY", "OS_SECRET_KEY", "HUAWEICLOUD_SDK_SK"] },
    token: {
      config: "securityToken",
      env: ["HW_SECURITY_TOKEN", "HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    },
    bearer: { config: "authToken", env: ["HW_AUTH_TOKEN"] },
  },
  others: {
    region: { config: "region", env: ["HW_REGION_NAME", "OS_REGION_NAME"], form: regionForm("cn-north-4") },
    projectId: {
      config: "projectId",
      env: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"],
      ofAccount: true,
      ofRegion: true,
      form: { pattern: /^[0-9a-f]{32}$/, rule: "must be 32 hexadecimal digits" },
    },
    projectName: { config: "projectName", env: ["HW_PROJECT_NAME"], ofAccount: true, ofRegion: true },
    endpoint: { config: "endpoint", env: ["HUAWEI_DCS_ENDPOINT"] },
    iamEndpoint: { config: "iamEndpoint", env: ["HUAWEI_IAM_ENDPOINT"] },
    bssEndpoint: { config: "bssEndpoint", env: ["HUAWEI_BSS_ENDPOINT"] },
    epsEndpoint: { config: "epsEndpoint", env: ["HUAWEI_EPS_ENDPOINT"] },
  },
  profile: {
    title:
      "the hcloud profile file ~/.hcloud/config.json (unencrypted AKSK profiles, ecsAgency, agency and AssumeRole)",
    read: readProfile,
  },
  roleIn: (env) =>
    agencyRole("agency", {
      name: env.HW_ASSUME_ROLE_AGENCY_NAME,
      domainId: env.HW_ASSUME_ROLE_DOMAIN_ID,
      domainName: env.HW_ASSUME_ROLE_DOMAIN_NAME,
    }),
};

/** An agency that another account has given to the one whose key asks. */
function agencyRole(mode: string, { name, domainId, domainName }: Role["params"]): Role | undefined {
  if (!name || !(domainId || domainName)) return undefined;
  return { mode, params: { name, domainId: domainId || undefined, domainName: domainName || undefined } };
}

/**
 * The vendor's tool encrypts its keys unless configured otherwise. Sending the ciphertext as a key would fail, and five
 * failures lock the account's key, so only values that look like a key are used.
 */
function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues {
  const path = env.HW_SHARED_CONFIG_FILE || join(env.HOME || homedir(), ".hcloud", "config.json");
  return readJsonProfile(path, env.HW_PROFILE, (profile) => {
    const { text, other } = profile;
    const [mode = "AKSK", region] = [text("mode"), text("region")];
    if (mode === "ecsAgency") return { region, role: { mode, params: {} } };
    if (mode !== "agency" && mode !== "AssumeRole") return { region, ...keysIn(profile) };
    const [name, domainId, domainName] = [text("agencyName"), text("agencyDomainId"), text("agencyDomainName")];
    const role = agencyRole(mode, { name, domainId, domainName });
    if (!role) return { region, problem: "its agencyName, or both agencyDomainId and agencyDomainName, are missing" };
    const source = text("sourceProfile");
    const from = source === undefined ? profile : other(source);
    const { id, secret, token, problem } = from ? keysIn(from) : { problem: "its sourceProfile is not there" };
    return id && secret ? { region, role: { ...role, key: { id, secret, token } } } : { region, problem };
  });
}

function keysIn({ text }: Profile): Pick<ProfileValues, "id" | "secret" | "token" | "problem"> {
  const [id = "", secret = ""] = [text("accessKeyId"), text("secretAccessKey")];
  const isPlain = /^[A-Z0-9]{20}$/.test(id) && /^[A-Za-z0-9]{40}$/.test(secret);
  return isPlain ? { id, secret, token: text("securityToken") } : { problem: "its keys are missing or encrypted" };
}
