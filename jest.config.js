/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // Types are checked by tsc; 151001 asks for esModuleInterop, which this code does not need.
  transform: { "^.+\\.ts$": ["ts-jest", { diagnostics: { ignoreCodes: [151001] } }] },
  // On two cores jest would use one, though most of the time goes to processes of the CLI, which wait for each other. With four
  // both cores are busy for 95 % of the time.
  maxWorkers: 4,
  testSequencer: "<rootDir>/test/support/longestFirst.js",
  // With --coverage only; what no test loads counts as not covered. By istanbul, jest's own choice: the contracts take as long
  // with it as without, and nearly twice as long when V8 counts.
  collectCoverageFrom: ["{provider,sandbox}/**/*.ts"],
  // jest runs each file in a context of its own, where V8 asks for a global each time it is used: a tenth of what the contracts
  // take, so these are handed to each module. Not Date, which jest's fake timers replace.
  sandboxInjectedGlobals:
    "Array BigInt Error JSON Map Math Number Object Promise RegExp Set String Symbol TypeError".split(" "),
  // Nothing waits for time to pass, but machines are shared; a minute is a hang.
  testTimeout: 120_000,
  moduleNameMapper: {
    "^pulumi-cn-cache$": "<rootDir>/provider/index.ts",
    // Of zod's messages in sixty languages, which every file of tests would load, only the English ones are used.
    "^\\.\\./locales/index\\.cjs$": "<rootDir>/node_modules/zod/v4/locales/en.cjs",
  },
};
