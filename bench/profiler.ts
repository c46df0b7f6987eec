import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";

// Loaded with --require into every process of a profiled run: Node 20 does not take --cpu-prof from NODE_OPTIONS.

/** Names the folder for the profiles. */
export const profileFolder = "CN_CACHE_BENCH_PROFILES";

const folder = process.env[profileFolder];
if (folder !== undefined) {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.start");
  process.once("exit", () => {
    session.post("Profiler.stop", (error, { profile }) => {
      if (!error) writeFileSync(join(folder, `${process.pid}.cpuprofile`), JSON.stringify(profile));
    });
  });
}
