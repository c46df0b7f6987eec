import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where stopped real servers keep their data: a folder of this process, removed when it ends. */
export class Dumps {
  private path: string | undefined;

  folder(): string {
    this.path ??= mkdtempSync(join(tmpdir(), "sandbox-dumps-"));
    return this.path;
  }

  nameOf(id: string): string {
    return `${encodeURIComponent(id)}.rdb`;
  }

  drop(id: string): void {
    if (this.path !== undefined) rmSync(join(this.path, this.nameOf(id)), { force: true });
  }

  /** Drops the data of everything that is not among `ids`. */
  keepOnly(ids: ReadonlySet<string>): void {
    if (this.path === undefined) return;
    const names = new Set([...ids].map((id) => this.nameOf(id)));
    for (const name of readdirSync(this.path)) {
      if (name.endsWith(".rdb") && !names.has(name)) rmSync(join(this.path, name), { force: true });
    }
  }

  close(): void {
    if (this.path !== undefined) rmSync(this.path, { recursive: true, force: true });
    this.path = undefined;
  }
}
