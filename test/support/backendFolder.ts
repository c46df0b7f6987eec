import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for states, as `pulumi login file://…` uses it. */
export function backendFolder() {
  const parent = mkdtempSync(join(tmpdir(), "cn-cache-backend-"));
  return {
    folder: join(parent, "states"),
    /** A folder there, which the stacks use from now on. */
    mount(env: Readonly<Record<string, string>>, folder: string): void {
      mkdirSync(join(folder, ".pulumi"), { recursive: true });
      Object.assign(env, { PULUMI_BACKEND_URL: `file://${folder}` });
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
