const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, resolve } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { constants, Script } = require("node:vm");

/*
 * Each command of the CLI starts two processes that load the SDK, and more than a third of that is the compilation of the same code.
 * Node keeps compiled code itself (NODE_COMPILE_CACHE) from version 22 on; loaded with --require, this does it for Node 20.
 */

const folder = resolve(__dirname, "../../../node_modules/.cache/compiled", process.version);
const compile = Module.prototype._compile;
const compiled = new Map();

// The SDK sets it as it loads, and V8 rejects code that was compiled with other flags.
setFlagsFromString("--allow-natives-syntax");

Module.prototype._compile = function compileOrReuse(content, filename) {
  if (!isReusable(filename, content)) return compile.call(this, content, filename);
  const file = join(folder, nameOf(filename));
  const options = { filename, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const cachedData = read(file);
  const script = new Script(Module.wrap(content), { ...options, cachedData });
  if (!cachedData || script.cachedDataRejected) compiled.set(file, script);
  const wrapper = script.runInThisContext();
  return wrapper.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
};

/**
 * What npm has installed is the same for all, and does not change while tests run. But the SDK's own programs import the user's by
 * `eval`, which needs Node's own way; and Node alone takes the first line off that names an interpreter.
 */
const isReusable = (filename, content) =>
  /[\\/]node_modules[\\/]/.test(filename) && !/[\\/]cmd[\\/]/.test(filename) && !content.startsWith("#!");

/** As Node's own, which is not public; `createRequire` would forget who the parent of a module is. */
function requireOf(module) {
  const resolveFrom = (request, options) => Module._resolveFilename(request, module, false, options);
  const paths = (request) => Module._resolveLookupPaths(request, module);
  return Object.assign((id) => module.require(id), {
    resolve: Object.assign(resolveFrom, { paths }),
    main: process.mainModule,
    extensions: Module._extensions,
    cache: Module._cache,
  });
}

/** V8 looks at the length of a source only, so another version of a package needs another name. */
function nameOf(filename) {
  const { mtimeMs, size } = statSync(filename);
  return createHash("sha256").update(`${filename} ${size} ${mtimeMs}`).digest("hex");
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

// At the end: then the functions that were called are compiled too.
process.on("exit", () => {
  mkdirSync(folder, { recursive: true });
  for (const [file, script] of compiled) {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, file);
  }
});
