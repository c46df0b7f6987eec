/** Required by every Node process of a storm: keeps the ids of those that load our package, in the folder that LOADS_FOLDER names. */
const { writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");

const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === "pulumi-cn-cache/dynamic") writeFileSync(join(process.env.LOADS_FOLDER, String(process.pid)), "");
  return load.call(this, request, ...rest);
};
