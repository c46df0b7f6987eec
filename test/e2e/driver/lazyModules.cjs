const Module = require("node:module");

/*
 * The SDK loads the compiler and npm's reader of dependency trees as it starts, though it needs them only for functions that it
 * serializes. Each command of the CLI starts two processes that load the SDK, and these two packages are more than half of it.
 * Loaded with --require, this makes the SDK load them when it first uses them. What translates stack traces by source maps, of
 * which the SDK makes one for every resource and promise, it never uses by name: it is not loaded.
 */

const rarelyUsed = new Set(["typescript", "@npmcli/arborist", "source-map-support/register"]);
const sdk = /[\\/](@pulumi[\\/]pulumi|pulumi-lowest|pulumi-newest)[\\/]/;
const load = Module.prototype.require;

Module.prototype.require = function requireOrDefer(id) {
  const isDeferred = rarelyUsed.has(id) && sdk.test(this.filename);
  return isDeferred ? deferred(() => load.call(this, id)) : load.call(this, id);
};

function deferred(module) {
  // The SDK imports an ES module as it is, and copies every property of another, which would load it.
  const get = (_target, name) => (name === "__esModule" ? true : module()[name]);
  return new Proxy({}, { get });
}
