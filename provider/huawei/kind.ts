import { means } from "../core/calls/errors";
import { digest } from "../core/digest";
import type { Kind } from "../core/kind/kind";
import { isPartOf, type Plan, rows } from "../core/kind/plan";
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
import { aspects } from "./aspects";
import { birth } from "./birth";
import { huawei } from "./cloud";
import { type HuaweiInstance, isOldGeneration } from "./instance";
import { isSettled, observe } from "./observe";
import { outputs } from "./outputs";
import { sendsSecurityGroup } from "./rules";
import { huaweiDcsInstanceSchema } from "./schema";
import { isResizable, parseSpecCode } from "./specCode";
import { statuses } from "./statuses";
import { comparableTags, sameTags, tagsBesideMark, withoutMark } from "./tags";

const { inPlace, replace, createOnly, callOption, stateOnly } = rows<HuaweiInstance>();

type Args = Partial<HuaweiArgs>;

const plan: Plan<HuaweiArgs, HuaweiInstance> = {
  region: replace((live) => live.region),
  name: inPlace<string | undefined>("attribute", (live) => live.name),
  engine: replace((live) => live.engine as HuaweiArgs["engine"] | undefined),
  engineVersion: replace((live) => live.engineVersion).countsWhen(({ engine }: Args) => engine !== "Memcached"),
  capacity: inPlace<number | undefined>("spec", (live) => live.capacity).butReplacesWhen(
    // A cluster of 3.0 cannot shrink. [doc]
    (from: number, to: number, { specCode = "" }: Args) =>
      to < from && parseSpecCode(specCode)?.isOld === true && parseSpecCode(specCode)?.mode === "proxy",
  ),
  specCode: inPlace<string | undefined>("spec", (live) => live.specCode).butReplacesWhen(
    (from: string, to: string, { engineVersion }: Args) => !isResizable(from, to, engineVersion),
  ),
  azCodes: inPlace<string[] | undefined>("zones", (live) => live.azCodes && [...live.azCodes])
    .comparedBy((actual: readonly string[], wanted: readonly string[]) => sorted(actual) === sorted(wanted))
    .butReplacesWhen((from: readonly string[], to: readonly string[]) => from.length !== 1 || to.length === 1),
  vpcId: replace((live) => live.vpcId),
  subnetId: inPlace<string | undefined>("subnet", (live) => live.subnetId).butReplacesWhen(
    (_from: string, _to: string, args: Args) => isOldGeneration(args),
  ),
  securityGroupId: inPlace("attribute", (live) => live.securityGroupId).countsWhen(sendsSecurityGroup),
  publicipId: inPlace("publicAccess", (live) => live.publicipId).countsWhen(
    ({ enablePublicip }: Args) => enablePublicip === true,
  ),
  enablePublicip: inPlace("publicAccess", (live) => live.enablePublicip).removedMeans(false),
  enterpriseProjectId: inPlace("enterpriseProject", (live) => live.enterpriseProjectId),
  enterpriseProjectName: callOption(),
  description: inPlace("attribute", (live) => live.description).removedMeans(""),
  enableSsl: inPlace("ssl", (live) => live.enableSsl)
    .removedMeans(false)
    .butReplacesWhen((_from: boolean, _to: boolean, args: Args) => isOldGeneration(args)),
  privateIp: replace((live) => (live.ip?.includes(",") ? undefined : live.ip)).deleteFirst(),
  instanceNum: callOption(),
  maintainBegin: inPlace("attribute", (live) => live.maintainBegin),
  maintainEnd: inPlace("attribute", (live) => live.maintainEnd),
  password: inPlace<string | undefined>("password").writeOnly().secret(),
  noPasswordAccess: inPlace("password", (live) => live.noPasswordAccess),
  bssParam: inPlace<NormalBssParam | undefined>("billing", ({ chargingMode, isAutoRenew }) =>
    chargingMode === undefined ? undefined : { chargingMode, isAutoRenew },
  )
    .comparedBy(sameBilling)
    .butReplacesWhen((from: NormalBssParam, to: NormalBssParam) => modeOf(from) !== modeOf(to))
    .shownAs((actual: NormalBssParam, declared: NormalBssParam) => ({ ...declared, isAutoRenew: actual.isAutoRenew })),
  instanceBackupPolicy: inPlace<HuaweiBackupPolicy | undefined>("attribute", (live) => live.instanceBackupPolicy)
    .comparedBy(sameBackups)
    .removedMeans({ backupType: "manual" }),
  tags: inPlace<Record<string, string> | undefined>("tags", comparableTags)
    .comparedBy(sameTags)
    .shownAs(withoutMark)
    .removedMeans({}),
  accessUser: replace((live) => live.accessUser),
  port: inPlace("port", (live) => live.port).removedMeans(6379),
  renameCommands: inPlace<Record<string, string> | undefined>(
    "renameCommands",
    (live) => live.renameCommands,
  ).removedMeans({}),
  templateId: createOnly(),
  whitelist: inPlace<HuaweiWhitelistGroup[] | undefined>("whitelist", (live) => live.whitelist).comparedBy(sameGroups),
  enableWhitelist: inPlace("whitelist", (live) => live.enableWhitelist),
  parameters: inPlace<Record<string, string> | undefined>("parameters", (live) => live.parameters)
    .comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted))
    .shownAs((actual: Record<string, string>, declared: object) =>
      Object.fromEntries(Object.keys(declared).map((name) => [name, actual[name]])),
    ),
  restartForParameters: callOption(),
  transparentClientIp: inPlace("clientIp", (live) => live.transparentClientIp),
  bandwidthAutoscaling: inPlace<HuaweiBandwidthAutoscaling | undefined>(
    "bandwidth",
    (live) => live.bandwidthAutoscaling,
  )
    .comparedBy((actual: object, wanted: object) => !isNothing(wanted) && isPartOf(actual, wanted))
    // Nothing of a policy: none.
    .removedMeans({} as HuaweiBandwidthAutoscaling),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: callOption(),
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

export const huaweiDcsInstanceKind: Kind<HuaweiArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsInstance",
  cloud: huawei,
  schema: huaweiDcsInstanceSchema,
  plan,
  aspects,
  regionArgument: "region",
  // Deletion takes up to half an hour by the vendor's manual.
  timeoutsMs: { create: 60 * 60_000, update: 60 * 60_000, delete: 40 * 60_000 },
  isBirthRepeatable: false,
  birth,
  birthOutputs: ["orderId"],
  observe,
  glance: async (api, ids) => {
    const listed = await listInstances(api, ids.length === 1 ? ids[0] : undefined);
    return new Map(listed.map(({ id, status }) => [id, status]));
  },
  statuses,
  isSettled,
  awaits: ({ status }, { bssParam }) => status === "PAYING" && bssParam?.isAutoPay === true,
  explain,
  afterMark: (api, id, { tags }) => tagsBesideMark(api, id, tags),
  remove,
  undeletable: () => undefined,
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
    if (means(error, "gone")) return "DELETING";
    throw error;
  }
}
