/** The row for a request, and the values of the path's placeholders. */
export interface Match<T> {
  readonly route: T;
  /** `{name}` → its value, percent-decoded; "" when it is empty. */
  readonly params: Readonly<Record<string, string>>;
}

interface Row<T> {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly route: T;
}

/**
 * Finds the row of a REST API's table for a request. Rows are `METHOD /path/{name}:verb`; the first match counts. A placeholder
 * matches neither a slash nor a colon, and may be empty, because some APIs have an answer of their own for `/things/`.
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

  /** @param path As sent; it is decoded here, so `%3A` is a colon. */
  match(method: string, path: string): Match<T> | undefined {
    const decoded = decode(path);
    for (const row of this.rows) {
      const found = row.method === method ? row.pattern.exec(decoded) : null;
      if (found === null) continue;
      return { route: row.route, params: Object.fromEntries(row.names.map((name, at) => [name, found[at + 1] ?? ""])) };
    }
    return undefined;
  }

  /** The routes in the order of the table, for an error that lists them. */
  all(): T[] {
    return this.rows.map(({ route }) => route);
  }
}

/** Text with a broken escape stays as it is and matches no row. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
