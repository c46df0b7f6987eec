import type { Updater } from "../../core/resource/definition";
import { modifyAuditLog } from "../actions/auditLog";
import { modifySsl, renewCertificate } from "../actions/encryption";
import { modifyInstanceAttribute } from "../actions/instance";
import { decryptPassword } from "../actions/kms";
import {
  applyParameterGroup,
  modifyAutoUpgrade,
  modifyMajorVersion,
  modifyMinorVersion,
  modifyResourceGroup,
} from "../actions/maintenance";
import {
  modifyGlobalSecurityGroups,
  modifySecurityGroups,
  modifySecurityIps,
  modifyVpcAuthMode,
} from "../actions/security";
import { modifyBandwidth } from "../actions/size";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";
import { syncTags } from "../tagSync";
import { changeEndpoint, changeNetwork, changePublicEndpoint, changeZone } from "./network";
import { resize } from "./resize";
import {
  changeBackup,
  changeBilling,
  changeConfig,
  changeMaintenance,
  changeRenewal,
  changeTde,
  syncWhitelists,
} from "./settings";

const isDeferred = ({ effectiveTime }: Partial<AliyunRedisInputs>): boolean => effectiveTime === "MaintainTime";

/**
 * In calling order: quick changes, then placement and network, then engine and size, then billing. Orders come late: a
 * rejected one must not hold up a rename or a whitelist.
 *
 * - zone before size: nodes in the second zone need that zone
 * - version before size: the order of a class names the version
 * - size before bandwidth: a class has its own bandwidth
 * - network before authMode: the classic network has no such mode
 * - template before config: a template sets every setting
 * - billing before renewal and protection: each requires one charge type
 */
export const updaters: readonly Updater<AliyunRedisInputs, AliyunInstance, AliyunApi>[] = [
  { name: "attribute", apply: modifyInstanceAttribute },
  {
    name: "kmsPassword",
    apply: async (api, id, _change, { args }) => {
      const password = await decryptPassword(api, args);
      if (password !== undefined) await modifyInstanceAttribute(api, id, { password });
    },
  },
  {
    name: "whitelist",
    apply: (api, id, { securityIps = [] }) => modifySecurityIps(api, id, securityIps),
  },
  { name: "whitelistGroups", apply: syncWhitelists },
  {
    name: "securityGroups",
    apply: (api, id, { securityGroupIds = [] }) => modifySecurityGroups(api, id, securityGroupIds),
  },
  {
    name: "globalSecurityGroups",
    apply: (api, id, { globalSecurityGroupIds = [] }) => modifyGlobalSecurityGroups(api, id, globalSecurityGroupIds),
  },
  {
    name: "tags",
    apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, observed),
    wait: "nothing",
  },
  {
    name: "resourceGroup",
    apply: (api, id, { resourceGroupId = "" }) => modifyResourceGroup(api, id, resourceGroupId),
    wait: "nothing",
  },
  { name: "maintenance", apply: changeMaintenance },
  { name: "backup", apply: changeBackup },
  {
    name: "autoUpgrade",
    apply: (api, id, { minorVersionAutoUpgrade = false }) => modifyAutoUpgrade(api, id, minorVersionAutoUpgrade),
  },
  { name: "zone", isOrder: true, isDeferred, brings: ["vSwitchId"], apply: changeZone },
  { name: "network", apply: changeNetwork },
  { name: "endpoint", apply: changeEndpoint },
  { name: "publicEndpoint", apply: changePublicEndpoint },
  {
    name: "authMode",
    apply: (api, id, { vpcAuthMode = "Open" }) => modifyVpcAuthMode(api, id, vpcAuthMode),
  },
  { name: "ssl", apply: (api, id, { ssl = false }) => modifySsl(api, id, ssl) },
  { name: "sslRenewal", apply: (api, id) => renewCertificate(api, id) },
  { name: "tde", apply: changeTde },
  {
    name: "auditLog",
    apply: (api, id, { auditLog = { enabled: false } }) => modifyAuditLog(api, id, auditLog),
  },
  {
    name: "version",
    isOrder: true,
    isDeferred,
    apply: (api, id, { engineVersion = "" }, { args }) =>
      modifyMajorVersion(api, id, engineVersion, args.effectiveTime ?? "Immediately"),
  },
  // After the version, which brings its newest minor version.
  {
    name: "minorVersion",
    isOrder: true,
    isDeferred,
    apply: (api, id, _change, { args }) => modifyMinorVersion(api, id, args.effectiveTime ?? "Immediately"),
  },
  {
    name: "template",
    apply: (api, id, { paramGroupId = "" }) => applyParameterGroup(api, id, paramGroupId),
  },
  { name: "config", apply: changeConfig },
  { name: "size", isOrder: true, isDeferred, apply: resize },
  {
    name: "bandwidth",
    apply: (api, id, { bandwidth = 0 }) => modifyBandwidth(api, id, bandwidth),
  },
  { name: "billing", apply: changeBilling },
  { name: "renewal", apply: changeRenewal },
  { name: "protection", apply: modifyInstanceAttribute },
];
