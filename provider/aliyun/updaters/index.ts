import type { Updater } from "../../core/resource/definition";
import { modifySsl } from "../actions/encryption";
import { modifyInstanceAttribute } from "../actions/instance";
import {
  applyParameterGroup,
  modifyAutoUpgrade,
  modifyMajorVersion,
  modifyResourceGroup,
} from "../actions/maintenance";
import {
  modifyGlobalSecurityGroups,
  modifySecurityGroups,
  modifySecurityIps,
  modifyVpcAuthMode,
} from "../actions/security";
import { modifyBandwidth } from "../actions/spec";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";
import { syncTags } from "../tagSync";
import { changeEndpoint, changePublicEndpoint, migrate, moveNetwork } from "./network";
import { changeSpec } from "./resize";
import {
  changeBackup,
  changeBilling,
  changeConfig,
  changeMaintenance,
  changeRenewal,
  changeTde,
  changeWhitelists,
} from "./settings";

/**
 * In the order of the calls: what takes a moment, then where the instance is, then what it is, then how it is paid.
 * Money last: a refused order must not hold up a rename or a whitelist.
 *
 * - zone before spec: nodes of the second zone need one
 * - version before spec: the order of a class names the version
 * - spec before bandwidth: a class brings its own bandwidth
 * - network before vpcAuthMode: the classic network has none
 * - template before config: a template sets everything
 * - billing before renewal and protection: each is of one charge type only
 */
export const updaters: readonly Updater<AliyunRedisInputs, AliyunInstance, AliyunApi>[] = [
  { name: "attribute", apply: modifyInstanceAttribute },
  {
    name: "whitelist",
    apply: (api, id, { securityIps = [] }) => modifySecurityIps(api, id, securityIps),
  },
  { name: "whitelistGroups", apply: changeWhitelists },
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
    apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, observed.allTags),
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
  { name: "zone", apply: migrate },
  { name: "network", apply: moveNetwork, wait: "inSync" },
  { name: "endpoint", apply: changeEndpoint },
  { name: "publicEndpoint", apply: changePublicEndpoint },
  {
    name: "authMode",
    apply: (api, id, { vpcAuthMode = "Open" }) => modifyVpcAuthMode(api, id, vpcAuthMode),
  },
  { name: "ssl", apply: (api, id, { ssl = false }) => modifySsl(api, id, ssl) },
  { name: "tde", apply: changeTde },
  {
    name: "version",
    apply: (api, id, { engineVersion = "" }) => modifyMajorVersion(api, id, engineVersion),
    wait: "inSync",
  },
  {
    name: "template",
    apply: (api, id, { paramGroupId = "" }) => applyParameterGroup(api, id, paramGroupId),
  },
  { name: "config", apply: changeConfig },
  { name: "spec", apply: changeSpec },
  {
    name: "bandwidth",
    apply: (api, id, { bandwidth = 0 }) => modifyBandwidth(api, id, bandwidth),
    wait: "inSync",
  },
  { name: "billing", apply: changeBilling, wait: "inSync" },
  { name: "renewal", apply: changeRenewal },
  { name: "protection", apply: modifyInstanceAttribute },
];
