import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

type Saved = Record<string, [string, unknown][]>;

/** Named maps of plain JSON values. They survive a restart with `--state`, and a reset empties them. */
export interface Tables {
  table<T>(name: string): Map<string, T>;
}

export class State implements Tables {
  private readonly maps = new Map<string, Map<string, unknown>>();

  /** @param file Where the maps are saved; without one they end with the process. */
  constructor(private readonly file?: string) {
    if (file === undefined || !existsSync(file)) return;
    const saved = JSON.parse(readFileSync(file, "utf8")) as Saved;
    for (const [name, entries] of Object.entries(saved)) this.maps.set(name, new Map(entries));
  }

  table<T>(name: string): Map<string, T> {
    let map = this.maps.get(name);
    if (map === undefined) {
      map = new Map();
      this.maps.set(name, map);
    }
    return map as Map<string, T>;
  }

  /** The same tables under a prefix, so that two clouds cannot touch each other's. */
  of(cloud: string): Tables {
    return { table: <T>(name: string) => this.table<T>(`${cloud}/${name}`) };
  }

  /** Remembers all tables. The returned function takes them back to that, as often as it is called. */
  remember(): () => void {
    const before = new Map([...this.maps].map(([name, map]) => [name, structuredClone(map)]));
    return () => {
      this.clear();
      for (const [name, map] of before)
        for (const [key, value] of structuredClone(map)) this.table(name).set(key, value);
    };
  }

  clear(): void {
    for (const map of this.maps.values()) map.clear();
  }

  /** Writes a temporary file and renames it, so that a kill leaves the last complete file. Mode 600, because it holds passwords. */
  save(): void {
    if (this.file === undefined) return;
    const saved: Saved = Object.fromEntries([...this.maps].map(([name, map]) => [name, [...map]]));
    const aside = `${this.file}.${process.pid}.tmp`;
    writeFileSync(aside, JSON.stringify(saved), { mode: 0o600 });
    renameSync(aside, this.file);
  }
}
