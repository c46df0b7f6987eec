/** What the table holds for a request, and what stands in the path's places. */
export interface Match<T> {
  readonly route: T;
  /** `{name}` → the text in its place, percent-decoded; "" when there is none. */
  readonly params: Readonly<Record<string, string>>;
}

interface Row<T> {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly route: T;
}

/**
 * Which row of a REST API's table a request is meant for. Rows are `METHOD /path/{name}:verb`; the first that fits counts.
 * A place never reaches over a slash or a colon, and may be empty: some APIs answer `/things/` in a way of their own.
 */
export class Routes<T> {
  private readonly rows: readonly Row<T>[];

  constructor(table: Readonly<Record<string, T>>) {
    this.rows = Object.entries(table).map(([line, route]) => {
      const [method = "", path = ""] = line.split(" ");
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
      const pattern = path
        .split(/\{\w+\}/)
        .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join("([^/:]*)");
      return { method, pattern: new RegExp(`^${pattern}$`), names, route };
    });
  }

  /** @param path As sent: it is decoded here, so `%3A` is a colon. Undefined when no row fits. */
  match(method: string, path: string): Match<T> | undefined {
    const decoded = decode(path);
    for (const row of this.rows) {
      const found = row.method === method ? row.pattern.exec(decoded) : null;
      if (found === null) continue;
      return { route: row.route, params: Object.fromEntries(row.names.map((name, at) => [name, found[at + 1] ?? ""])) };
    }
    return undefined;
  }

  /** The routes, in the order of the table: for an error that says what there is. */
  all(): T[] {
    return this.rows.map(({ route }) => route);
  }
}

/** Text with a broken escape is taken as it is: it will fit no row. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
