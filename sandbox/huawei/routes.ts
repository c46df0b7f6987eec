import { type OperationName, operations } from "./operations";

interface Route {
  readonly name: OperationName;
  readonly method: string;
  readonly segments: readonly string[];
  readonly literals: number;
}

export interface Match {
  readonly name: OperationName;
  readonly path: Readonly<Record<string, string>>;
}

const isParameter = (segment: string) => segment.startsWith("{");

const routes: readonly Route[] = Object.entries(operations)
  .map(([name, { route }]): Route => {
    const [method = "", path = ""] = route.split(" ");
    const segments = path.split("/").slice(1);
    const literals = segments.filter((one) => !isParameter(one)).length;
    return { name: name as OperationName, method, segments, literals };
  })
  // /v2/instances/maintain-windows before /v2/{project_id}/instances: what is written out wins.
  .sort((a, b) => b.literals - a.literals);

/** Which operation a method and a path are; undefined when none that is imitated. */
export function matchRoute(method: string, path: string): Match | undefined {
  const given = path.replace(/\/$/, "").split("/").slice(1);
  for (const route of routes) {
    if (route.method !== method || route.segments.length !== given.length) continue;
    if (!route.segments.every((one, index) => isParameter(one) || one === given[index])) continue;
    const pairs = route.segments.flatMap((one, index) =>
      isParameter(one) ? [[one.slice(1, -1), given[index] ?? ""] as const] : [],
    );
    return { name: route.name, path: Object.fromEntries(pairs) };
  }
  return undefined;
}
