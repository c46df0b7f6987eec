import { means } from "../core/client/errors";
import { digest } from "../core/host/digest";
import { type Attributes, attributeMakers, isPartOf } from "../core/resource/attributes";
import type { InstanceDefinition } from "../core/resource/definition";
import { cancelOrder, isOrderCancelled, unsubscribe } from "./actions/billing";
import { deleteInstance, listInstances, showInstance } from "./actions/instance";
import type { HuaweiApi } from "./api";
import type {
  HuaweiArgs,
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiWhitelistGroup,
  NormalBssParam,
} from "./args";
import { updaters } from "./aspects";
import { birth as create } from "./birth";
import { huawei } from "./cloud";
import { type HuaweiInstance, isOldGeneration } from "./instance";
import { isSettled, observe } from "./observe";
import { outputs } from "./outputs";
import { sendsSecurityGroup } from "./rules";
import { huaweiDcsInstanceSchema } from "./schema";
import { isResizable, parseSpecCode } from "./specCode";
import { statuses } from "./statuses";
import { comparableTags, sameTags, tagsBesideMark, withoutMark } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<HuaweiInstance>();

type Args = Partial<HuaweiArgs>;

const attributes: Attributes<HuaweiArgs, HuaweiInstance> = {
  region: replace((observed) => observed.region),
  name: inPlace<string | undefined>("attribute", (observed) => observed.name),
  engine: replace((observed) => observed.engine as HuaweiArgs["engine"] | undefined),
  engineVersion: replace((observed) => observed.engineVersion).effectiveWhen(
    ({ engine }: Args) => engine !== "Memcached",
  ),
  capacity: inPlace<number | undefined>("spec", (observed) => observed.capacity).replacesWhen(
    // A cluster of 3.0 cannot shrink. [doc]
    (from: number, to: number, { specCode = "" }: Args) =>
      to < from && parseSpecCode(specCode)?.isOld === true && parseSpecCode(specCode)?.mode === "proxy",
  ),
  specCode: inPlace<string | undefined>("spec", (observed) => observed.specCode).replacesWhen(
    (from: string, to: string, { engineVersion }: Args) => !isResizable(from, to, engineVersion),
  ),
  azCodes: inPlace<string[] | undefined>("zones", (observed) => observed.azCodes && [...observed.azCodes])
    .comparedBy((actual: readonly string[], wanted: readonly string[]) => sorted(actual) === sorted(wanted))
    .replacesWhen((from: readonly string[], to: readonly string[]) => from.length !== 1 || to.length === 1),
  vpcId: replace((observed) => observed.vpcId),
  subnetId: inPlace<string | undefined>("subnet", (observed) => observed.subnetId).replacesWhen(
    (_from: string, _to: string, args: Args) => isOldGeneration(args),
  ),
  securityGroupId: inPlace("attribute", (observed) => observed.securityGroupId).effectiveWhen(sendsSecurityGroup),
  publicipId: inPlace("publicAccess", (observed) => observed.publicipId).effectiveWhen(
    ({ enablePublicip }: Args) => enablePublicip === true,
  ),
  enablePublicip: inPlace("publicAccess", (observed) => observed.enablePublicip).whenRemoved(false),
  enterpriseProjectId: inPlace("enterpriseProject", (observed) => observed.enterpriseProjectId),
  enterpriseProjectName: requestOption(),
  description: inPlace("attribute", (observed) => observed.description).whenRemoved(""),
  enableSsl: inPlace("ssl", (observed) => observed.enableSsl)
    .whenRemoved(false)
    .replacesWhen((_from: boolean, _to: boolean, args: Args) => isOldGeneration(args)),
  privateIp: replace((observed) => (observed.ip?.includes(",") ? undefined : observed.ip)).deleteBeforeReplace(),
  instanceNum: requestOption(),
  maintainBegin: inPlace("attribute", (observed) => observed.maintainBegin),
  maintainEnd: inPlace("attribute", (observed) => observed.maintainEnd),
  password: inPlace<string | undefined>("password").writeOnly().secret(),
  noPasswordAccess: inPlace("password", (observed) => observed.noPasswordAccess),
  bssParam: inPlace<NormalBssParam | undefined>("billing", ({ chargingMode, isAutoRenew }) =>
    chargingMode === undefined ? undefined : { chargingMode, isAutoRenew },
  )
    .comparedBy(sameBilling)
    .replacesWhen((from: NormalBssParam, to: NormalBssParam) => modeOf(from) !== modeOf(to))
    .normalizedBy((actual: NormalBssParam, declared: NormalBssParam) => ({
      ...declared,
      isAutoRenew: actual.isAutoRenew,
    })),
  instanceBackupPolicy: inPlace<HuaweiBackupPolicy | undefined>(
    "attribute",
    (observed) => observed.instanceBackupPolicy,
  )
    .comparedBy(sameBackups)
    .whenRemoved({ backupType: "manual" }),
  tags: inPlace<Record<string, string> | undefined>("tags", comparableTags)
    .comparedBy(sameTags)
    .normalizedBy(withoutMark)
    .whenRemoved({}),
  accessUser: replace((observed) => observed.accessUser),
  port: inPlace("port", (observed) => observed.port).whenRemoved(6379),
  renameCommands: inPlace<Record<string, string> | undefined>(
    "renameCommands",
    (observed) => observed.renameCommands,
  ).whenRemoved({}),
  templateId: createOnly(),
  whitelist: inPlace<HuaweiWhitelistGroup[] | undefined>("whitelist", (observed) => observed.whitelist).comparedBy(
    sameGroups,
  ),
  enableWhitelist: inPlace("whitelist", (observed) => observed.enableWhitelist),
  parameters: inPlace<Record<string, string> | undefined>("parameters", (observed) => observed.parameters)
    .comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted))
    .normalizedBy((actual: Record<string, string>, declared: object) =>
      Object.fromEntries(Object.keys(declared).map((name) => [name, actual[name]])),
    ),
  restartForParameters: requestOption(),
  transparentClientIp: inPlace("clientIp", (observed) => observed.transparentClientIp),
  bandwidthAutoscaling: inPlace<HuaweiBandwidthAutoscaling | undefined>(
    "bandwidth",
    (observed) => observed.bandwidthAutoscaling,
  )
    .comparedBy((actual: object, wanted: object) => !isNothing(wanted) && isPartOf(actual, wanted))
    // Nothing of a policy: none.
    .whenRemoved({} as HuaweiBandwidthAutoscaling),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: requestOption(),
};

const isNothing = (value: object) => Object.keys(value).length === 0;

function sorted(list: readonly string[]): string {
  return [...list].sort().join();
}

const modeOf = ({ chargingMode = "postPaid" }: NormalBssParam) => chargingMode;

/** Period and payment count at creation; an edit of them would be a renewal, which is the billing centre's. */
function sameBilling(actual: NormalBssParam, wanted: NormalBssParam): boolean {
  if (modeOf(actual) !== modeOf(wanted)) return false;
  const isRenewed = ({ isAutoRenew = false }: NormalBssParam) => isAutoRenew;
  return modeOf(wanted) === "postPaid" || isRenewed(actual) === isRenewed(wanted);
}

function sameBackups(actual: HuaweiBackupPolicy, wanted: HuaweiBackupPolicy): boolean {
  if (actual.backupType !== wanted.backupType) return false;
  if (wanted.backupType === "manual") return true;
  const { periodicalBackupPlan: there } = actual;
  const { periodicalBackupPlan: plan } = wanted;
  return actual.saveDays === wanted.saveDays && (plan === undefined || (there !== undefined && isPartOf(there, plan)));
}

function sameGroups(actual: readonly HuaweiWhitelistGroup[], wanted: readonly HuaweiWhitelistGroup[]): boolean {
  const normal = (groups: readonly HuaweiWhitelistGroup[]) =>
    digest(Object.fromEntries(groups.map(({ groupName, ipList }) => [groupName, sorted([...new Set(ipList)])])));
  return normal(actual) === normal(wanted);
}

export const huaweiDcsInstanceKind: InstanceDefinition<HuaweiArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsInstance",
  cloud: huawei,
  schema: huaweiDcsInstanceSchema,
  attributes,
  updaters,
  regionArgument: "region",
  // Deletion takes up to half an hour by the vendor's manual.
  timeoutsMs: { create: 60 * 60_000, update: 60 * 60_000, delete: 40 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs: ["orderId"],
  observe,
  listStatuses: async (api, ids) => {
    const listed = await listInstances(api, ids.length === 1 ? ids[0] : undefined);
    return new Map(listed.map(({ id, status }) => [id, status]));
  },
  statuses,
  isSettled,
  becomesReady: ({ status }, { bssParam }) => status === "PAYING" && bssParam?.isAutoPay === true,
  explain,
  afterUntag: (api, id, { tags }) => tagsBesideMark(api, id, tags),
  delete: remove,
  whyUndeletable: () => undefined,
  prepaid: {
    // What was never paid for, or never made, costs nothing and is deleted like any other.
    isPrepaid: ({ chargingMode, status }) =>
      chargingMode === "prePaid" && status !== "PAYING" && status !== "CREATEFAILED",
    expiry: ({ expireTime }) => (typeof expireTime === "string" ? expireTime : undefined),
    unsubscribe: async (api, id) => {
      const isGoing = (await statusOf(api, id)) === "DELETING";
      if (!isGoing) await unsubscribe(api, id);
    },
  },
  outputs,
};

function explain({ status, orderId, chargingMode }: HuaweiInstance): string | undefined {
  switch (status) {
    case "PAYING":
      return `Order ${orderId ?? "(see the billing centre)"} is not paid. Pay it in Huawei Cloud's billing centre under "My Orders", then run \`pulumi up\`; \`pulumi destroy\` cancels it.`;
    case "FROZEN":
      return chargingMode === "prePaid"
        ? "It is expired or frozen by an administrator; renew it in the billing centre."
        : "The account is in arrears, or an administrator froze it.";
    default:
      return undefined;
  }
}

async function remove(api: HuaweiApi, id: string): Promise<void> {
  const { status, orderId } = await showInstance(api, id);
  if (status === "DELETING") return;
  if (status === "PAYING" && orderId !== undefined) await cancel(api, orderId);
  else await deleteInstance(api, id);
}

/** The members of a batch have one order: the first of them that goes cancels it for all. */
async function cancel(api: HuaweiApi, orderId: string): Promise<void> {
  try {
    await cancelOrder(api, orderId);
  } catch (error) {
    if (!means(error, "input") || !(await isOrderCancelled(api, orderId))) throw error;
  }
}

async function statusOf(api: HuaweiApi, id: string): Promise<string> {
  try {
    return (await showInstance(api, id)).status;
  } catch (error) {
    if (means(error, "notFound")) return "DELETING";
    throw error;
  }
}
