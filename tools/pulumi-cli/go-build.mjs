import { chmodSync, copyFileSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { start } from "../lib/child.mjs";
import { goBuildFlags, goModules, languageHostLauncher, programs } from "./recipe.mjs";
import { Unavailable } from "./unavailable.mjs";

const everyMs = 4000;

/** Builds both programs into `folder`. Go names every package as it compiles it: that is the progress shown. */
export async function buildWithGo(folder, note) {
  for (const module of goModules) await build(module, folder, note);
  if (process.platform !== "win32") putLauncher(folder);
  return folder;
}

function putLauncher(folder) {
  const launcher = join(folder, programs.languageHost);
  mkdirSync(join(folder, "host"));
  renameSync(launcher, join(folder, "host", programs.languageHost));
  copyFileSync(languageHostLauncher, launcher);
  chmodSync(launcher, 0o755);
}

async function build(module, folder, note) {
  const seen = { fetched: 0, compiled: 0 };
  const errors = [];
  const onLine = (line) => {
    if (line.startsWith("go: downloading ")) seen.fetched++;
    else if (/^\S+$/.test(line)) seen.compiled++;
    else errors.push(line);
  };
  const args = ["build", "-v", ...goBuildFlags, "-o", join(folder, module.program), module.package];
  const began = Date.now();
  const tell = () => {
    const fetched = seen.fetched > 0 ? `${seen.fetched} modules downloaded, ` : "";
    const seconds = Math.round((Date.now() - began) / 1000);
    note(
      `building ${module.program} with Go: ${fetched}${seen.compiled} packages compiled, ${seconds} s (the first build takes about 3 minutes)`,
    );
  };
  note(`building ${module.program} with Go`);
  const timer = setInterval(tell, everyMs);
  // GOWORK=off: a workspace file in some folder above the clone must not swallow the module.
  const child = start("go", args, { cwd: module.folder, env: { ...process.env, GOWORK: "off" }, onLine });
  const { code, missing } = await child.ended;
  clearInterval(timer);
  if (missing) throw new Unavailable("Go is not installed");
  if (code !== 0) throw new Unavailable(`Go could not build ${module.program} (${lastOf(errors)})`);
}

function lastOf(errors) {
  return errors.slice(-3).join("; ").slice(-400) || "no error output";
}
