import { join } from "node:path";

/** NODE_OPTIONS of every process that loads an SDK. */
export const nodeOptions = `--require ${JSON.stringify(join(__dirname, "lazyModules.cjs"))}`;
