import { chmodSync, copyFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fail, ToolError } from "../lib/tool-error.mjs";
import { fill, findInCache } from "./cache.mjs";
import { download } from "./download.mjs";
import { buildWithGo } from "./go-build.mjs";
import { findOnPath } from "./on-path.mjs";
import { acceptedOnPath, cliVersion, programs } from "./recipe.mjs";
import { Unavailable } from "./unavailable.mjs";

const ways = {
  path: () => ({ ...findOnPath(), from: "PATH" }),
  cache: () => {
    const folder = findInCache();
    if (!folder) throw new Unavailable("none is cached from an earlier run");
    return { folder, version: cliVersion, from: "cache" };
  },
  download: async (note) => ({ folder: await keep(download, note), version: cliVersion, from: "download" }),
  build: async (note) => ({ folder: await keep(buildWithGo, note), version: cliVersion, from: "build" }),
};

/**
 * The folder with `pulumi` and what it needs to run Node programs, from the first way that works.
 * @returns {Promise<{folder: string, version: string, from: "PATH" | "cache" | "download" | "build"}>}
 */
export async function obtainPulumiCli({ note = () => {}, only = Object.keys(ways) } = {}) {
  const reasons = [];
  for (const way of only) {
    try {
      return await ways[way](note);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      reasons.push(error.message);
    }
  }
  const { from, below } = acceptedOnPath;
  throw new ToolError(
    `No Pulumi CLI could be found or made: ${reasons.join("; ")}. ` +
      `Install Pulumi ${from} or later, before ${below} (https://www.pulumi.com/docs/install/), or Go 1.25 or later, and run this again.`,
  );
}

function keep(make, note) {
  return fill(async (temporary) => {
    const folder = await make(temporary, note);
    const launcher = join(folder, programs.dynamicProvider);
    if (!existsSync(launcher)) {
      const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
      copyFileSync(join(sdk, programs.dynamicProvider), launcher);
      chmodSync(launcher, 0o755);
    }
    return folder;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv
    .find((arg) => arg.startsWith("--only="))
    ?.slice("--only=".length)
    .split(",");
  try {
    const { folder } = await obtainPulumiCli({ note: (line) => console.error(line), ...(only && { only }) });
    console.log(folder);
  } catch (error) {
    fail(error);
  }
}
