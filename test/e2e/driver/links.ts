import { symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../../..");

/** What `npm install` would have put into the folder: this clone's own packages. */
export function linkPackages(folder: string): void {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}
