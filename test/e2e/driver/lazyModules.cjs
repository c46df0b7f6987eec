const Module = require("node:module");

/*
 * Each command of the CLI starts two processes that load the SDK, and most of what that takes is for what few programs use: the
 * compiler and npm's readers of packages, for functions that are serialized; what records traces; the Automation API. One of them
 * loads zod, with its messages in sixty languages. Loaded with --require, this makes them load these when they first use them.
 * What translates stack traces by source maps, of which the SDK makes one for every resource and promise, is never used by name:
 * it is not loaded. Nor does a program wait for V8's inspector, which computes a hash of every script that is loaded: it starts
 * with the first function that is serialized.
 */

const ofSdk = {
  folder: /[\\/](@pulumi[\\/]pulumi|pulumi-lowest|pulumi-newest)[\\/]/,
  late: /^(typescript|@npmcli\/arborist|normalize-package-data|@opentelemetry\/(?!api$).*|\.\/automation|source-map-support\/register)$/,
};
const ofZod = { folder: /[\\/]zod[\\/]/, late: /^\.\.\/locales\/index\.cjs$/ };
const inspector = "../../runtime/closure/v8Hooks";
const load = Module.prototype.require;

Module.prototype.require = function requireOrDefer(id) {
  if (id === inspector) return { isInitializedAsync: async () => {} };
  const isLate = [ofSdk, ofZod].some(({ folder, late }) => late.test(id) && folder.test(this.filename));
  return isLate ? deferred(() => load.call(this, id)) : load.call(this, id);
};

function deferred(module) {
  // An ES module is imported as it is, and every property of another is copied, which would load it. None of these has
  // a default export: what is imported as one is the module itself.
  const get = (_target, name) => name === "__esModule" || (name === "default" ? module() : module()[name]);
  return new Proxy({}, { get });
}
