import { randomBytes } from "node:crypto";
import { pulumiCli } from "./demo/pulumi.mjs";
import { redisCommands } from "./demo/resp.mjs";
import { hasRedisServer, startSandbox } from "./demo/sandbox.mjs";
import { makeWorkspace } from "./demo/workspace.mjs";
import { fail, ToolError } from "./lib/tool-error.mjs";
import { setUp } from "./setup.mjs";

const keep = process.argv.includes("--keep");
const password = `Demo-${randomBytes(6).toString("hex")}`;
// Long enough to see the status line change, short enough for a demonstration.
const provisionMs = 6000;
const small = "redis.master.small.default";
const larger = "redis.master.mid.default";

/** Claim → whether it held every time. */
const checked = new Map();
const cleanups = [];
let ending = false;
let afterSummary = () => {};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(130));

try {
  await demo();
} catch (error) {
  if (!ending) fail(error);
}
if (!ending) await end(process.exitCode ?? summary());

async function demo() {
  say("A Redis instance on Alibaba Cloud, from preview to destroy, with the real Pulumi CLI.");
  say(
    "The cloud is the sandbox, which serves Alibaba Cloud's API on this machine. No account is needed, and nothing is billed.",
  );
  const { folder: cliFolder, version, from } = await setUp((line) => console.log(`set-up: ${line}`));
  say(`Pulumi CLI: ${version} (${from}).`);

  const workspace = makeWorkspace();
  cleanups.push(workspace.remove);
  const cloud = await startSandbox(workspace.folder, provisionMs);
  cleanups.push(cloud.stop);
  say(
    `The sandbox listens on ${cloud.env.ALIYUN_REDIS_ENDPOINT} and takes ${provisionMs / 1000} s to create an instance.`,
  );
  const { own, whole } = workspace.environment(cliFolder, cloud.env);
  const pulumi = pulumiCli(workspace.project, whole);
  cleanups.push(pulumi.interrupt);

  const callsDuring = async (action) => {
    const before = (await cloud.requests()).length;
    await action();
    return (await cloud.requests()).slice(before);
  };
  const succeed = async (args, options) => {
    const { code, stdout } = ending ? {} : await pulumi.run(args, options);
    if (code !== 0 || ending) throw new ToolError(`\`pulumi ${args.join(" ")}\` exited with code ${code}.`);
    return stdout;
  };
  const up = () => succeed(["up", "--yes", "--skip-preview"], { live: true });
  const output = async (name) => (await succeed(["stack", "output", name], {})).trim();
  const only = async () => {
    const [instance, ...others] = await cloud.instances();
    check("The cloud holds exactly one instance", instance !== undefined && others.length === 0);
    return instance ?? {};
  };
  const edit = (what, from, to) => {
    say(what);
    const text = workspace.readProgram();
    if (!text.includes(from)) throw new ToolError(`The quickstart has no line "${from}" to edit.`);
    const lines = (sign, part) =>
      part
        .split("\n")
        .map((line) => `${sign} ${line}`)
        .join("\n");
    console.log(`\nindex.ts\n${lines("-", from)}\n${lines("+", to)}`);
    workspace.writeProgram(text.replace(from, to));
    return () => workspace.writeProgram(text);
  };

  title("The program");
  console.log(workspace.readProgram());
  await succeed(["stack", "init", "demo"]);
  await succeed(["config", "set", "--secret", "password"], {
    input: password,
    aside: "the password is read from stdin",
  });

  title("Preview");
  const previewed = await callsDuring(() => succeed(["preview"]));
  check("A preview makes no API call", previewed.length === 0);

  title("Create, and wait until the instance is ready");
  await up();
  const created = await only();
  check("The instance is ready (Normal) when up ends", created.status === "Normal");
  const state = await succeed(["stack", "export"], { quiet: true, aside: "searched for the password, not shown" });
  check("The password is not in the state", state.length > 0 && !state.includes(password));

  title("Connect to it");
  const address = { host: await output("connectionDomain"), port: Number(await output("port")) };
  if (hasRedisServer) await talkTo(address);
  else say("To connect to a real Redis as well, install redis-server or valkey-server and run the demo again.");

  title("Run the same program again");
  const unchanged = await callsDuring(() => succeed(["preview", "--expect-no-changes"]));
  check("An unchanged program shows no change and makes no API call", unchanged.length === 0);

  title("Change it in place");
  edit("Choose a larger class:", `  instanceClass: "${small}",`, `  instanceClass: "${larger}",`);
  const resizing = await succeed(["preview"]);
  check("The preview of a larger class is an update", /\bupdate\b/.test(resizing) && !/\breplace\b/.test(resizing));
  await up();
  const resized = await only();
  check(
    "The instance was resized, not replaced",
    resized.id === created.id && resized.properties.InstanceClass === larger,
  );

  title("Drift");
  say("Somebody renames the instance in the console. A refresh shows it, and the next up corrects it.");
  await cloud.drift(created.id, { InstanceName: "renamed-in-the-console" });
  const refreshed = await succeed(["refresh", "--yes", "--skip-preview", "--diff"]);
  check("A refresh finds the drift", refreshed.includes("renamed-in-the-console"));
  await up();
  check("The next up corrects the drift", (await only()).name === created.name);

  title("A change that would replace it (preview only)");
  const undo = edit(
    "Choose an older engine version, which needs a new instance:",
    `  instanceClass: "${larger}",`,
    `  instanceClass: "${larger}",\n  engineVersion: "4.0",`,
  );
  const replacing = await succeed(["preview"]);
  check("The preview of an older engine version is a replacement", /\breplace\b/.test(replacing));
  undo();
  say("The edit is undone without running up.");

  if (keep) {
    afterSummary = () => keepAll(workspace, cloud, own);
    return;
  }
  title("Destroy it");
  await succeed(["destroy", "--yes", "--skip-preview"], { live: true });
  const left = await cloud.instances();
  const calls = await cloud.requests();
  const rejected = calls.filter(({ status }) => status !== 200);
  console.log(`\nInstances in the sandbox: ${JSON.stringify(left)}`);
  say(
    `The sandbox answered ${calls.length} signed API calls; ${calls.filter(({ mutating }) => mutating).length} of them changed something.`,
  );
  check("No API call was rejected", rejected.length === 0);
  check("Nothing is left in the cloud", left.length === 0);
}

async function talkTo(address) {
  const commands = [["AUTH", password], ["PING"], ["SET", "greeting", "hello"], ["GET", "greeting"]];
  say(`A Redis client connects to ${address.host}:${address.port}.`);
  const answers = await redisCommands(address, commands);
  commands.forEach(([name, ...words], i) => {
    console.log(`> ${[name, ...(name === "AUTH" ? ["********"] : words)].join(" ")}   ${answers[i]}`);
  });
  check("Redis answers at the printed address with the password", answers.join() === "OK,PONG,OK,hello");
}

function keepAll(workspace, cloud, own) {
  cleanups.length = 0;
  cloud.detach();
  const file = workspace.writeShellFile(own);
  title("Still running");
  say("The sandbox and the stack stay up. To experiment with them:");
  console.log(`\neval "$(cat ${file})" && cd ${workspace.project}\n`);
  say(`To clean up: kill ${cloud.pid}; rm -r ${workspace.folder}`);
}

function summary() {
  title("Checks");
  for (const [what, held] of checked) console.log(`${held ? "ok    " : "FAILED"} ${what}`);
  afterSummary();
  return [...checked.values()].every(Boolean) ? 0 : 1;
}

/** Ends what was started, in reverse order. */
async function end(code) {
  if (ending) return;
  ending = true;
  for (const cleanup of cleanups.reverse()) await cleanup();
  process.exit(code);
}

function check(what, held) {
  checked.set(what, held && checked.get(what) !== false);
  if (!held) say(`FAILED: ${what}.`);
}

function title(text) {
  console.log(`\n${process.stdout.isTTY ? `\x1b[1;36m── ${text}\x1b[0m` : `── ${text}`}`);
}

function say(text) {
  console.log(text);
}
