const Module = require("node:module");

/*
 * The SDK loads the compiler and npm's reader of dependency trees as it starts, though it needs them only for functions that it
 * serializes. Each command of the CLI starts two processes that load the SDK, and these two packages are more than half of it.
 * Loaded with --require, this makes the SDK load them when it first uses them.
 */

const rarelyUsed = new Set(["typescript", "@npmcli/arborist"]);
const load = Module.prototype.require;

Module.prototype.require = function requireOrDefer(id) {
  const isDeferred = rarelyUsed.has(id) && /[\\/]@pulumi[\\/]pulumi[\\/]/.test(this.filename);
  return isDeferred ? deferred(() => load.call(this, id)) : load.call(this, id);
};

function deferred(module) {
  // The SDK imports an ES module as it is, and copies every property of another, which would load it.
  const get = (_target, name) => (name === "__esModule" ? true : module()[name]);
  return new Proxy({}, { get });
}
