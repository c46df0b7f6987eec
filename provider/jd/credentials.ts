import { homedir } from "node:os";
import { join } from "node:path";
import type { Input } from "@pulumi/pulumi";
import type { CloudSettings, ProfileValues } from "../core/client/cloudSettings";
import { regionForm } from "../core/client/settingForm";
import { readText } from "../core/host/files";

/** JD Cloud settings of a `CnCacheProvider`, under the same names as in stack configuration (`jd:region`). */
export interface JdSettings {
  /** Region, like `cn-north-1`. */
  region?: Input<string | undefined> | undefined;
  /** ID of the access key. */
  accessKey?: Input<string | undefined> | undefined;
  /** Secret of the access key. Always a secret. */
  secretKey?: Input<string | undefined> | undefined;
  /** Token of temporary credentials. Always a secret. */
  securityToken?: Input<string | undefined> | undefined;
  /**
   * URL of the Redis API.
   * @default the vendor's
   */
  endpoint?: Input<string | undefined> | undefined;
  /**
   * URL of the resource tag service.
   * @default the vendor's
   */
  tagEndpoint?: Input<string | undefined> | undefined;
  /**
   * URL of the renewal service.
   * @default the vendor's
   */
  renewalEndpoint?: Input<string | undefined> | undefined;
}

/** @internal */
export const settings: CloudSettings = {
  credentials: {
    // The vendor has no common names: these are Packer's, the PHP SDK's and those of ACME clients, in this order.
    id: { config: "accessKey", env: ["JDCLOUD_ACCESS_KEY", "JDCLOUD_ACCESS_KEY_ID", "JDCLOUD_ACCESS_KEY_ID"] },
    secret: {
      config: "secretKey",
      env: ["JDCLOUD_SECRET_KEY", "JDCLOUD_SECRET_ACCESS_KEY", "JDCLOUD_ACCESS_KEY_SECRET"],
    },
    token: {
      config: "securityToken",
      env: ["JDCLOUD_SESSION_TOKEN", "JDCLOUD_SESSION_TOKEN", "JDCLOUD_SESSION_TOKEN"],
    },
  },
  others: {
    region: { config: "region", env: ["JDCLOUD_REGION", "JDCLOUD_REGION_ID"], form: regionForm("cn-north-1") },
    endpoint: { config: "endpoint", env: ["JD_REDIS_ENDPOINT"] },
    tagEndpoint: { config: "tagEndpoint", env: ["JD_TAG_ENDPOINT"] },
    renewalEndpoint: { config: "renewalEndpoint", env: ["JD_RENEWAL_ENDPOINT"] },
  },
  profile: { title: "the profile file ~/.jdc/config", read: readProfile },
};

/**
 * The profile of the vendor's `jdc` tool: the section of `~/.jdc/config` that `~/.jdc/current` names. The profile's
 * `endpoint` is not used, because it is the name of the general gateway and not an address of the Redis API.
 * @see jdc 1.2.11, jdcloud_cli/config.py
 */
function readProfile(env: Readonly<Record<string, string | undefined>>): ProfileValues {
  const folder = join(env.HOME || homedir(), ".jdc");
  const config = readText(join(folder, "config"));
  if (config === undefined) return { problem: "it is not there" };
  const name = readText(join(folder, "current"))?.trim() || "default";
  const profile = parseIni(config).get(name);
  if (!profile) return { problem: `it has no profile "${name}"` };
  return { id: profile.get("access_key"), secret: profile.get("secret_key"), region: profile.get("region_id") };
}

/** Sections of `key = value` lines. Python's configparser, which writes the file, doubles every `%`. */
function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line.startsWith("[") && line.endsWith("]")) {
      const name = line.slice(1, -1);
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const [key = ""] = line.split(/[=:]/, 1);
    const value = line.slice(key.length + 1).trim();
    if (!/^[#;]/.test(line) && value) section.set(key.trim().toLowerCase(), value.replaceAll("%%", "%"));
  }
  return sections;
}
