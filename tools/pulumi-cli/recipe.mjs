import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const exe = process.platform === "win32" ? ".exe" : "";

/** What is built or downloaded: the version of the SDK that package-lock.json names. */
export const cliVersion = "3.245.0";

/**
 * What is accepted on PATH. Below 3.216 a refresh drops the inputs that `read` returns; from 3.268 on the engine sends
 * a request on `get` that Node SDKs before 3.268 cannot answer.
 */
export const acceptedOnPath = { from: "3.216.0", below: "3.268.0" };

export const programs = {
  cli: `pulumi${exe}`,
  languageHost: `pulumi-language-nodejs${exe}`,
  dynamicProvider: `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`,
};

const setVersion = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${cliVersion}`;

/** -buildvcs=false: in a checkout owned by somebody else git rejects to answer, and the build would end there. */
export const goBuildFlags = ["-trimpath", "-buildvcs=false", "-ldflags", `-s -w ${setVersion}`];

/** Two modules: the last sdk/v3 that holds the language host is 3.68.0, and one module cannot require two of them. */
export const goModules = [
  {
    folder: join(here, "pulumi"),
    program: programs.cli,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  },
  {
    folder: join(here, "pulumi-language-nodejs"),
    program: programs.languageHost,
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
];

export const languageHostLauncher = join(here, "pulumi-language-nodejs", "launcher.sh");

/** Names the cache entry, so that a changed recipe is built again and an unchanged one never is. */
export function recipeHash() {
  const hash = createHash("sha256").update(JSON.stringify([cliVersion, goBuildFlags]));
  for (const { folder } of goModules) {
    for (const file of readdirSync(folder).sort()) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}
