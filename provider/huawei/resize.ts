import { UserError } from "../core/client/errors";
import type { UpdateContext } from "../core/resource/definition";
import { listReplicaNodes } from "./actions/instance";
import { listFlavors, type Resize, resizeInstance } from "./actions/spec";
import type { HuaweiArgs } from "./args";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { parseSpecCode, withReplicas } from "./specCode";

/** More steps than any change needs: each copy that goes is one. */
const mostSteps = 16;

/**
 * Changes size, copies or kind, one step at a time: the API takes one kind of change in a call, and of an instance with
 * copies one node. Each step is waited for, and the next one is found from what is then there.
 * @throws UserError  the order of a prepaid instance waits for somebody to pay
 */
export async function resize(
  api: HuaweiApi,
  id: string,
  change: Partial<HuaweiArgs>,
  { args, observed, waitUntilReady }: UpdateContext<HuaweiArgs, HuaweiInstance>,
): Promise<void> {
  const wanted = {
    specCode: change.specCode ?? args.specCode ?? observed.specCode ?? "",
    capacity: change.capacity ?? args.capacity ?? observed.capacity ?? 0,
  };
  const isPrepaid = observed.chargingMode === "prePaid";
  const isAutoPay = isPrepaid ? (args.bssParam?.isAutoPay ?? false) : undefined;
  let now = observed;
  for (let step = 0; step < mostSteps; step++) {
    const { specCode, capacity } = now;
    if (specCode === wanted.specCode && capacity === wanted.capacity) return;
    const next = await nextStep(api, id, now, wanted, args.azCodes ?? observed.azCodes ?? []);
    const order = await resizeInstance(api, id, next, isAutoPay);
    if (order !== undefined && !isAutoPay) {
      throw new UserError(
        `the change of size waits for payment of order ${order}. Pay it in Huawei Cloud's billing centre, then run \`pulumi up\`.`,
      );
    }
    now = await waitUntilReady((seen) => seen.specCode !== specCode || seen.capacity !== capacity);
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

/** The rule of terraform-provider-huaweicloud: compare what the flavours are. [tf] */
async function nextStep(
  api: HuaweiApi,
  id: string,
  observed: HuaweiInstance,
  wanted: Size,
  azCodes: readonly string[],
): Promise<Resize> {
  const from: Size = { specCode: observed.specCode ?? "", capacity: observed.capacity ?? 0 };
  const [old, target] = await Promise.all([shapeOf(api, from.specCode), shapeOf(api, wanted.specCode)]);
  if (old.mode !== target.mode) return { ...wanted, changeType: "instanceType" };
  const [before, after] = [old.replicas ?? 0, target.replicas ?? 0];
  if (before === after) return wanted;
  // First the size with as many copies as there are, then the copies.
  if (from.capacity !== wanted.capacity) {
    return { specCode: withReplicas(wanted.specCode, before), capacity: wanted.capacity };
  }
  if (after > before) {
    const zones = Array.from({ length: after - before }, (_, index) => zoneFor(azCodes, before + index));
    return { ...wanted, changeType: "createReplication", zones };
  }
  if (old.mode === "cluster") return { ...wanted, changeType: "deleteReplication" };
  const nodes = (await listReplicaNodes(api, id)).slice(-1);
  return {
    specCode: withReplicas(wanted.specCode, before - 1),
    capacity: wanted.capacity,
    changeType: "deleteReplication",
    nodes,
  };
}

/** As the zones are listed, the master's first; those that are not listed one by one go into the last. */
function zoneFor(azCodes: readonly string[], replica: number): string {
  return azCodes[replica] ?? azCodes.at(-1) ?? "";
}

async function shapeOf(api: HuaweiApi, specCode: string): Promise<Shape> {
  const [sold] = (await listFlavors(api, { specCode })).filter((one) => one.specCode === specCode);
  if (sold) return { mode: sold.cacheMode, replicas: sold.replicas };
  const createOnlyOutputs = parseSpecCode(specCode);
  return { mode: createOnlyOutputs?.mode, replicas: createOnlyOutputs?.replicas };
}
