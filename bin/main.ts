#!/usr/bin/env node
import { adopt } from "./adopt";
import { runCommandLine } from "./commandLine";
import { docs } from "./docs";
import { doctor } from "./doctor";
import { list } from "./list";
import { orphans } from "./orphans";
import { sandbox } from "./sandbox";

// A reader may end early, like `head`: it has what it wants, and what the command does beside writing is still done.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

void runCommandLine(process.argv.slice(2), [adopt, docs, doctor, list, orphans, sandbox]).then((code) => {
  process.exitCode = code;
});
