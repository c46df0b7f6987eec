#!/usr/bin/env node
import { adopt } from "./adopt";
import { runCommandLine } from "./commandLine";
import { docs } from "./docs";
import { doctor } from "./doctor";
import { list } from "./list";
import { orphans } from "./orphans";
import { sandbox } from "./sandbox";

void runCommandLine(process.argv.slice(2), [adopt, docs, doctor, list, orphans, sandbox]).then((code) => {
  process.exitCode = code;
});
