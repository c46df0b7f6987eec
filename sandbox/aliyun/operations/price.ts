import { isRecord } from "../../core/keys";
import { findClass, priceOf } from "../catalogue";
import { ApiError, invalid } from "../errors";
import { nodeOf } from "../nodes";
import { type Context, lookUp, type Operation } from "../state";

/** What an order names, under the names of the call. */
type Ordered = (name: string) => string | undefined;

export const describePrice: Operation = {
  mutating: false,
  known:
    "[sdk] shape, order types, amounts as text, which orders have to be in Instances; [doc] its sample and ShardClass; [guess] its other names, the prices themselves",
  handle: (context) => {
    const { args } = context;
    const chargeType = args.text("ChargeType") ?? "PostPaid";
    const months = args.int("Period");
    if (chargeType === "PrePaid" && months === undefined) throw invalid("Period is mandatory with PrePaid.");
    const list = args.text("Instances");
    const orders: readonly Ordered[] = list === undefined ? [(name) => args.text(name)] : readList(list);
    const amount = orders.reduce((sum, ordered) => {
      const period = Number(ordered("Period") ?? months ?? 1);
      return sum + Number(ordered("Quantity") ?? 1) * priceOf(memoryOf(context, ordered), chargeType, period);
    }, 0);
    const text = amount.toFixed(2);
    return {
      content: {
        Order: {
          OriginalAmount: text,
          TradeAmount: text,
          DiscountAmount: "0.00",
          Currency: "CNY",
          RuleIds: { RuleId: [] },
          Coupons: { Coupon: [] },
        },
        Rules: { Rule: [] },
        SubOrders: { SubOrder: [] },
      },
    };
  },
};

/** What is paid for, in MB of an instance with two nodes. */
function memoryOf(context: Context, ordered: Ordered): number {
  const id = ordered("InstanceId");
  const name =
    ordered("ShardClass") ??
    ordered("InstanceClass") ??
    (id === undefined ? undefined : lookUp(context, id)?.properties.RealInstanceClass);
  const made = name === undefined ? undefined : findClass(name);
  const capacity = name === undefined ? Number(ordered("Capacity")) : made?.capacityMb;
  if (!capacity) throw new ApiError("InvalidInstanceClass.NotFound");
  if (made?.product === "Tair_essd") return Number(ordered("Storage") ?? 0) * 1024;
  const count = (role: string) => Number(ordered(`${role}Count`) ?? 0) + Number(ordered(`Slave${role}Count`) ?? 0);
  const replicas = nodeOf(ordered("NodeType")) === "single" ? 0 : Math.max(1, count("Replica"));
  const nodes = made === undefined || made.product === "Local" ? 2 : 1 + replicas + count("ReadOnly");
  return (capacity * Number(ordered("ShardCount") ?? 1) * nodes) / 2;
}

/** Of these the vendor's sample has all but those for nodes and disks, which have the names of the orders. [guess] */
const listNames: ReadonlySet<string> = new Set(
  (
    "RegionId ZoneId SecondaryZoneId InstanceId InstanceClass ShardClass ShardCount Capacity EngineVersion NodeType Period Quantity " +
    "ReplicaCount SlaveReplicaCount ReadOnlyCount SlaveReadOnlyCount Storage StorageType"
  ).split(" "),
);

function readList(text: string): Ordered[] {
  const list: unknown = parsed(text);
  if (!Array.isArray(list) || list.length === 0) throw invalid("Instances has to be a JSON array of at least one.");
  return list.map((element: unknown) => {
    if (!isRecord(element)) throw invalid("An element of Instances has to be an object.");
    const unknown = Object.keys(element).find((name) => !listNames.has(name));
    if (unknown !== undefined) throw invalid(`Instances: there is no "${unknown}".`);
    return (name) => (element[name] === undefined ? undefined : String(element[name]));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("Instances is no JSON.");
  }
}
