import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { root } from "./lib/root.mjs";
import { compiler } from "./lib/steps.mjs";
import { fail } from "./lib/tool-error.mjs";
import { setUp } from "./setup.mjs";

const lingerMs = 10_000;
/**
 * What a contract allocates is soon garbage: with more room for young objects V8 copies a tenth less of the time. And a
 * file runs for seconds: V8 spends a tenth less on it when it optimizes a function much later than by default.
 */
const workerFlags = ["--max-semi-space-size=64", "--interrupt-budget=1000000"];
const isCovering = Boolean(process.env.CI) || process.argv.includes("--coverage");
/** With the real CLI. */
const e2e = ["test/e2e/", "test/programs/", "test/chaos/", "test/upgrade/"];
const layers = { "--unit": ["--testPathIgnorePatterns", ...e2e.map((folder) => `/${folder}`)], "--e2e": e2e };

/** What is said when it fails, and what is run. */
const checks = [
  ["biome check", "node_modules/@biomejs/biome/bin/biome", "check", "."],
  // jest keeps the other cores busy.
  ["tsc --noEmit", compiler, "--noEmit", "--singleThreaded"],
  ["knip: unused or undeclared code", "node_modules/knip/bin/knip.js"],
  ["markdown and links", "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"],
  [
    "etc/pulumi-cn-cache.api.md is out of date: run `npm run api` and read the diff",
    "node_modules/@microsoft/api-extractor/bin/api-extractor",
    ...["run", "--config", "tools/api-extractor.json"],
  ],
];
const demo = ["npm run demo", "tools/demo.mjs"];
const release = ["npm run release -- --dry-run", "tools/release.mjs", "--dry-run"];

const totals = { passed: 0, failed: 0 };
const count = (what, ok) => {
  totals[ok ? "passed" : "failed"]++;
  if (!ok) console.log(`failed: ${what}`);
};

try {
  await main(process.argv.slice(2).filter((arg) => arg !== "--coverage"));
} catch (error) {
  fail(error);
  totals.failed++;
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;

async function main(args) {
  const { folder, version, from } = await setUp((line) => console.log(`set-up: ${line}`));
  console.log(`set-up: pulumi ${version} (${from})`);
  const isWhole = args.length === 0;
  const [results] = await Promise.all([
    runJest(
      args.flatMap((arg) => layers[arg] ?? [arg]),
      folder,
    ),
    runBeside(isWhole ? [...checks, demo] : checks),
  ]);
  totals.passed += results.numPassedTests;
  totals.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  if (results.numTotalTests === 0) count("no test ran", false);
  if (!isWhole) return;
  requireWholeRun(results);
  // Last, as it builds dist/ anew, on which everything else stands.
  await runBeside([release]);
}

/** A run that left something out must not look like one that proved it. */
function requireWholeRun(results) {
  const ranUnder = (folder) =>
    results.testResults.some(
      ({ name, assertionResults }) =>
        relative(root, name).startsWith(folder.replaceAll("/", sep)) &&
        assertionResults.some(({ status }) => status === "passed"),
    );
  for (const folder of [...e2e, "test/harness/"]) {
    if (!ranUnder(folder)) count(`no test in ${folder} ran`, false);
  }
  const skipped = results.numPendingTests + results.numTodoTests;
  if (skipped > 0) count(`${skipped} tests were skipped`, !process.env.CI);
}

/** One after the other, while jest runs: each of them alone leaves a core idle. What it printed comes in one piece. */
async function runBeside(scripts) {
  for (const [what, script, ...options] of scripts) {
    const { status, output } = await run([join(root, script), ...options]);
    if (output) console.log(output);
    count(what, status === 0);
  }
}

async function run(command) {
  // The compiler and the CLI end before there is much garbage to collect.
  const env = { ...process.env, GOGC: "off" };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const pieces = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => pieces.push(piece));
  const [status] = await once(child, "close");
  return { status, output: Buffer.concat(pieces).toString().trim() };
}

async function runJest(args, cli) {
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-test-"));
  const report = join(scratch, "report.json");
  // The tests would find the CLI themselves; told here, they need not ask once a file.
  const env = { ...process.env, PULUMI_CN_CACHE_CLI: cli };
  if (process.env.CI && !process.env.SEED) {
    env.NEW_SEED = String(randomInt(2 ** 31));
    console.log(`random walks: the fixed seed and ${env.NEW_SEED}; SEED=${env.NEW_SEED} repeats them`);
  }
  const coverage = ["--coverage", "--coverageReporters=json-summary", `--coverageDirectory=${scratch}`];
  const options = ["--json", `--outputFile=${report}`, ...(isCovering ? coverage : []), ...args];
  const command = [...workerFlags, join(root, "node_modules/jest/bin/jest.js"), ...options];
  try {
    // stdout would repeat the report.
    const jest = spawn(process.execPath, command, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
    await endOf(jest, report);
    if (isCovering) tellCoverage(join(scratch, "coverage-summary.json"));
    return JSON.parse(readFileSync(report, "utf8"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Of provider/ and sandbox/, as far as it ran in jest's own processes: what the CLI's and the plugin's ran is not in it. */
function tellCoverage(summary) {
  const { total } = JSON.parse(readFileSync(summary, "utf8"));
  const figures = ["lines", "branches", "functions"].map((what) => `${what} ${total[what].pct.toFixed(1)} %`);
  console.log(`coverage: ${figures.join(", ")}`);
}

/** jest waits for ever for what a test left open; it has to end soon after it has written its report. */
async function endOf(jest, report) {
  let reportedAt;
  const timer = setInterval(() => {
    reportedAt ??= existsSync(report) ? Date.now() : undefined;
    if (reportedAt && Date.now() - reportedAt > lingerMs) jest.kill("SIGKILL");
  }, 500);
  const [, signal] = await once(jest, "exit");
  clearInterval(timer);
  if (signal === "SIGKILL") count("a test left something open, so jest did not exit", false);
}
