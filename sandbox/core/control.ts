import type { Drift, SandboxInstance } from "./cloud";
import { type Fault, faultKinds } from "./faults";
import { type HttpRequest, json, type Reply } from "./http";
import type { RequestRecord } from "./journal";
import { isRecord } from "./keys";
import { isLoopback } from "./loopback";

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
  const reason = whyForeign(request);
  if (reason !== undefined) return json(403, { error: reason });
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

/**
 * Any web page can make a browser on this machine send requests here: under a name of its own that resolves to loopback, or
 * from its origin. With JSON as the content type, a browser asks first, and is not answered.
 */
function whyForeign({ method, headers }: HttpRequest): string | undefined {
  const { host = "", origin, "content-type": type = "" } = headers;
  const own = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  if (own === undefined || !isLoopback(own.hostname)) return `the host has to be a loopback address, not "${host}"`;
  if (origin !== undefined && origin !== own.origin) return `no request of the origin "${origin}"`;
  if (headers["sec-fetch-site"] === "cross-site") return "no request of a web page";
  if (method === "POST" && type.split(";", 1)[0]?.trim().toLowerCase() !== "application/json") {
    return "a POST needs the header content-type: application/json";
  }
  return undefined;
}

function bodyOf<T>(request: HttpRequest): T {
  const value = JSON.parse(request.body.toString("utf8")) as unknown;
  if (!isRecord(value)) throw new Error("the body has to be a JSON object");
  return value as T;
}
