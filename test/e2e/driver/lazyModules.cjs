const Module = require("node:module");

/*
 * As it starts, the SDK loads the compiler and npm's readers of packages, though it needs them only for functions that it
 * serializes, and the Automation API, which few programs use. Each command of the CLI starts two processes that load the SDK,
 * and these are two thirds of it. Loaded with --require, this makes the SDK load them when it first uses them. What translates
 * stack traces by source maps, of which the SDK makes one for every resource and promise, it never uses by name: it is not loaded.
 */

const forFunctions = ["typescript", "@npmcli/arborist", "normalize-package-data"];
const rarelyUsed = new Set([...forFunctions, "./automation", "source-map-support/register"]);
const sdk = /[\\/](@pulumi[\\/]pulumi|pulumi-lowest|pulumi-newest)[\\/]/;
const load = Module.prototype.require;

Module.prototype.require = function requireOrDefer(id) {
  const isDeferred = rarelyUsed.has(id) && sdk.test(this.filename);
  return isDeferred ? deferred(() => load.call(this, id)) : load.call(this, id);
};

function deferred(module) {
  // The SDK imports an ES module as it is, and copies every property of another, which would load it. None of these has
  // a default export: what is imported as one is the module itself.
  const get = (_target, name) => name === "__esModule" || (name === "default" ? module() : module()[name]);
  return new Proxy({}, { get });
}
