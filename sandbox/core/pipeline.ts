import type { Addresses } from "./addresses";
import type { Call, Cloud, Rejection } from "./cloud";
import { type Fault, type Faults, type FaultTime, timeOf } from "./faults";
import type { HttpRequest, Reply } from "./http";
import type { Journal, RequestRecord } from "./journal";
import type { RedisServers } from "./redis";
import type { State } from "./state";

export interface RequestNotice {
  readonly cloud: string;
  readonly action: string;
  readonly mutating: boolean;
  readonly instanceId?: string;
}
export type RequestListener = (request: RequestNotice) => void | Promise<void>;

/** What every call of every cloud needs. */
export interface Pipeline {
  readonly now: () => number;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly listeners: ReadonlySet<RequestListener>;
  readonly state: State;
  readonly real?: { readonly addresses: Addresses; readonly servers: RedisServers };
}

/** "cut": the connection is closed without a byte. "silence": it stays open without a byte. */
export type Answer = Reply | "cut" | "silence";

const proxyPage: Reply = {
  status: 502,
  headers: { "content-type": "text/html" },
  body: "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n",
};

/** journal → listeners → faults before → effect → faults on the effect → faults after → answer. */
export async function handleCall(
  pipeline: Pipeline,
  name: string,
  cloud: Cloud,
  request: HttpRequest,
): Promise<Answer> {
  const call = cloud.identify(request);
  const record = pipeline.journal.add({
    cloud: name,
    action: call.action,
    ...(call.instanceId === undefined ? {} : { instanceId: call.instanceId }),
    status: 0,
    at: new Date(pipeline.now()).toISOString(),
    mutating: call.mutating,
    params: call.params,
  });
  for (const listener of pipeline.listeners) await listener(notice(name, call));
  const faults = pipeline.faults.take(name, call.action);
  if (faults[0] !== undefined) record.faulted = faults[0].kind;
  const answer =
    (await applyFaults(pipeline, cloud, request, faults, "before")) ??
    (await takeEffect(pipeline, cloud, request, call, record, faults));
  if (typeof answer !== "object") return answer;
  record.status = answer.status;
  return { ...answer, headers: { date: new Date(pipeline.now()).toUTCString(), ...answer.headers } };
}

async function takeEffect(
  pipeline: Pipeline,
  cloud: Cloud,
  request: HttpRequest,
  call: Call,
  record: RequestRecord,
  faults: readonly Fault[],
): Promise<Answer> {
  if (call.creates > 0) await pipeline.real?.addresses.keepReady(call.creates);
  const giveUp = faults.some(({ kind }) => kind === "giveUp") ? cloud.remember() : undefined;
  const { reply, touched } = cloud.handle(request);
  if (touched[0] !== undefined) record.instanceId ??= touched[0];
  for (const fault of faults) {
    if (timeOf(fault) !== "effect") continue;
    for (const id of touched) {
      if (fault.kind === "fail") cloud.fail(id);
      else if (fault.kind === "stuck") cloud.stall(id);
      else giveUp?.(id);
    }
  }
  if (call.mutating) {
    pipeline.state.save();
    await pipeline.real?.servers.follow();
  }
  return (await applyFaults(pipeline, cloud, request, faults, "after")) ?? reply;
}

/** The answer that the faults of this moment cause; undefined when the call goes on. */
async function applyFaults(
  pipeline: Pipeline,
  cloud: Cloud,
  request: HttpRequest,
  faults: readonly Fault[],
  time: FaultTime,
): Promise<Answer | undefined> {
  for (const fault of faults) {
    if (timeOf(fault) !== time) continue;
    switch (fault.kind) {
      case "hold":
        if (!(await pipeline.faults.held())) return "cut";
        break;
      case "slow":
        await pipeline.faults.slowed(fault.ms ?? 1000);
        break;
      case "dropBefore":
      case "dropAfter":
        return "cut";
      case "hang":
        return "silence";
      case "html":
        return proxyPage;
      case "error200":
        return { ...cloud.reject("error500", request), status: 200 };
      case "fail":
      case "stuck":
      case "giveUp":
        break;
      default:
        return cloud.reject(fault.kind satisfies Rejection, request);
    }
  }
  return undefined;
}

function notice(cloud: string, call: Call): RequestNotice {
  const { action, mutating, instanceId } = call;
  return { cloud, action, mutating, ...(instanceId === undefined ? {} : { instanceId }) };
}
