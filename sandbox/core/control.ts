import type { Drift, SandboxInstance } from "./cloud";
import { type Fault, faultKinds } from "./faults";
import { type HttpRequest, json, type Reply } from "./http";
import type { RequestRecord } from "./journal";
import { isRecord } from "./keys";

/** What the control port offers; a test can do the same in process. */
export interface Controls {
  instances(): SandboxInstance[];
  requests(): RequestRecord[];
  fault(fault: Fault): void;
  release(): void;
  drift(drift: Drift): void;
  reset(): void;
}

type Route = (controls: Controls, request: HttpRequest) => unknown;

const routes: Record<string, Route> = {
  "GET /": () => ({ routes: Object.keys(routes), faults: faultKinds }),
  "GET /instances": (controls) => controls.instances().map(({ secrets: _secrets, ...visible }) => visible),
  "GET /requests": (controls) => controls.requests(),
  "POST /faults": (controls, request) => controls.fault(bodyOf<Fault>(request)),
  "POST /release": (controls) => controls.release(),
  "POST /drift": (controls, request) => controls.drift(bodyOf<Drift>(request)),
  "POST /pay": (controls, request) => {
    const { cloud, orderId } = bodyOf<{ cloud: string; orderId: string | number }>(request);
    controls.drift({ cloud, id: String(orderId), set: { paid: true } });
  },
  "POST /reset": (controls) => controls.reset(),
};

export function control(controls: Controls, request: HttpRequest): Reply {
  const route = routes[`${request.method} ${request.path}`];
  if (route === undefined) {
    return json(404, { error: `no ${request.method} ${request.path}; there are: ${Object.keys(routes).join(", ")}` });
  }
  try {
    return json(200, route(controls, request) ?? { ok: true });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function bodyOf<T>(request: HttpRequest): T {
  const value = JSON.parse(request.body.toString("utf8")) as unknown;
  if (!isRecord(value)) throw new Error("the body has to be a JSON object");
  return value as T;
}
