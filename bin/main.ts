#!/usr/bin/env node
import { runCommandLine } from "./commandLine";
import { docs } from "./docs";
import { orphans } from "./orphans";
import { sandbox } from "./sandbox";

void runCommandLine(process.argv.slice(2), [docs, orphans, sandbox]).then((code) => {
  process.exitCode = code;
});
