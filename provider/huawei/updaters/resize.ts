import { UserError } from "../../core/client/errors";
import type { UpdateContext } from "../../core/resource/definition";
import { listFlavors } from "../actions/catalogue";
import { listNodes } from "../actions/instance";
import { type Resize, resizeInstance } from "../actions/resize";
import type { ParsedArgs } from "../args";
import type { HuaweiApi } from "../client";
import type { HuaweiInstance } from "../instance";
import { parseSpecCode, withReplicas } from "../specCode";

/** More steps than any change needs; each removed replica is one. */
const maxSteps = 16;

/**
 * Changes size, replicas or type, step by step: one call makes one sort of change and removes at most one replica.
 * Waits for each step, and derives the next one from the instance as it is then.
 * @throws UserError  the order of a prepaid instance waits for payment; several orders cannot wait for the window
 */
export async function resize(
  api: HuaweiApi,
  id: string,
  change: Partial<ParsedArgs>,
  { args, observed, waitUntilReady }: UpdateContext<ParsedArgs, HuaweiInstance>,
): Promise<void> {
  const wanted = {
    specCode: change.specCode ?? args.specCode ?? observed.specCode ?? "",
    capacity: change.capacity ?? args.capacity ?? observed.capacity ?? 0,
  };
  const isPrepaid = observed.chargingMode === "prePaid";
  const isAutoPay = isPrepaid ? (args.bssParam?.isAutoPay ?? false) : undefined;
  const isImmediate = args.executeImmediately !== false;
  let now = observed;
  for (let step = 0; step < maxSteps; step++) {
    const { specCode, capacity } = now;
    if (specCode === wanted.specCode && capacity === wanted.capacity) return;
    const next = await nextStep(api, id, now, wanted, args);
    if (!isImmediate && (next.specCode !== wanted.specCode || next.capacity !== wanted.capacity)) {
      throw new UserError(
        `the change from ${specCode} to ${wanted.specCode} takes several orders, and only one can wait for the maintenance window. Change to ${next.specCode} with ${next.capacity} GB first, or remove executeImmediately.`,
      );
    }
    const order = await resizeInstance(api, id, next, { isImmediate, isAutoPay });
    if (order !== undefined && !isAutoPay) {
      throw new UserError(
        `the change of size waits for payment of order ${order}. Pay it in Huawei Cloud's billing centre, then run \`pulumi up\`.`,
      );
    }
    if (!isImmediate) return;
    now = await waitUntilReady((later) => later.specCode !== specCode || later.capacity !== capacity);
  }
}

interface Size {
  readonly specCode: string;
  readonly capacity: number;
}

interface Shape {
  readonly mode: string | undefined;
  readonly replicas: number | undefined;
}

/** Compares the flavours as terraform-provider-huaweicloud does. [tf] */
async function nextStep(
  api: HuaweiApi,
  id: string,
  observed: HuaweiInstance,
  wanted: Size,
  { azCodes, deletedNodes = [], reservedIps }: Partial<ParsedArgs>,
): Promise<Resize> {
  const from: Size = { specCode: observed.specCode ?? "", capacity: observed.capacity ?? 0 };
  const [old, target] = await Promise.all([shapeOf(api, from.specCode), shapeOf(api, wanted.specCode)]);
  if (old.mode !== target.mode) return { ...wanted, changeType: "instanceType" };
  const [before, after] = [old.replicas ?? 0, target.replicas ?? 0];
  const reserved = old.mode === "cluster" && wanted.capacity < from.capacity ? { reservedIps } : {};
  if (before === after) return { ...wanted, ...reserved };
  // First the size with the present number of replicas, then the replicas.
  if (from.capacity !== wanted.capacity) {
    return { specCode: withReplicas(wanted.specCode, before), capacity: wanted.capacity, ...reserved };
  }
  if (after > before) {
    const codes = azCodes ?? observed.azCodes ?? [];
    const zones = Array.from({ length: after - before }, (_, index) => zoneFor(codes, before + index));
    return { ...wanted, changeType: "createReplication", zones };
  }
  if (old.mode === "cluster") return { ...wanted, changeType: "deleteReplication" };
  const replicas = (await listNodes(api, id)).flatMap(({ nodeId, role }) =>
    nodeId && role === "slave" ? [nodeId] : [],
  );
  const named = deletedNodes.filter((node) => replicas.includes(node));
  const nodes = named.length > 0 ? named.slice(0, 1) : replicas.slice(-1);
  return {
    specCode: withReplicas(wanted.specCode, before - 1),
    capacity: wanted.capacity,
    changeType: "deleteReplication",
    nodes,
  };
}

/** Zones are listed from the master's on; replicas beyond the list go into the last one. */
function zoneFor(azCodes: readonly string[], replica: number): string {
  return azCodes[replica] ?? azCodes.at(-1) ?? "";
}

async function shapeOf(api: HuaweiApi, specCode: string): Promise<Shape> {
  const [listed] = (await listFlavors(api, { specCode })).filter((one) => one.specCode === specCode);
  if (listed) return { mode: listed.cacheMode, replicas: listed.replicas };
  const parsed = parseSpecCode(specCode);
  return { mode: parsed?.mode, replicas: parsed?.replicas };
}
