import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Sandbox, startSandbox } from "../../sandbox";
import { sha256 } from "../sandbox/wire";
import { useForAll } from "../support/useEach";

export type Result = Readonly<Record<string, unknown>>;
type CloudName = "aliyun" | "huawei" | "jd";

const requirements = join(__dirname, "requirements.txt");
const cache = join(__dirname, "../../node_modules/.cache");

/** @returns the folder that holds the SDKs' packages, or why there is none */
function install(): { readonly folder: string } | { readonly missing: string } {
  const folder = join(cache, `vendors-sdks-${sha256(readFileSync(requirements, "utf8")).slice(0, 12)}`);
  if (existsSync(folder)) return { folder };
  // Under another name until it is whole: an interrupted installation must not pass for one.
  const unfinished = `${folder}-${process.pid}`;
  const options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--target", unfinished];
  const { status, error, stderr } = spawnSync("python3", ["-m", "pip", "install", ...options, "-r", requirements], {
    encoding: "utf8",
  });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    return { missing: error?.message ?? stderr };
  }
  if (!existsSync(folder)) renameSync(unfinished, folder);
  return { folder };
}

/** One process with a vendor's SDK, which the sandbox serves. */
function startSdk(sandbox: Sandbox, cloud: CloudName, folder: string) {
  const { endpoint, region, ...rest } = sandbox.info[cloud] as Readonly<Record<string, string>>;
  const [key, secret] = [rest.accessKeyId ?? rest.accessKey, rest.accessKeySecret ?? rest.secretKey];
  const connection = [cloud, endpoint, key, secret, region, rest.projectId ?? ""].map(String);
  const child = spawn("python3", [join(__dirname, "driver.py"), ...connection], {
    env: { PATH: process.env.PATH, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: "1", HOME: folder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (operation: string, parameters: Result): Promise<{ result?: Result; error?: string }> => {
    child.stdin.write(`${JSON.stringify({ operation, parameters })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the SDK's process ended at ${operation}`);
    return JSON.parse(value as string);
  };
  return {
    /** The answer as the SDK understands it. */
    call: async (operation: string, parameters: Result = {}): Promise<Result> => {
      const { result, error } = await ask(operation, parameters);
      if (result === undefined) throw new Error(`${operation}: ${error}`);
      return result;
    },
    /** The error as the SDK shows it. */
    rejection: async (operation: string, parameters: Result = {}): Promise<string> =>
      (await ask(operation, parameters)).error ?? "no error",
    close: () => child.stdin.end(),
  };
}

const sdks = install();

/**
 * Tests that drive the sandbox by a vendor's own SDK as PyPI has it. A machine without Python and the packages goes without
 * them, with a warning; CI does not.
 */
export function describeSdk(cloud: CloudName, tests: (sdk: SdkFixture) => void): void {
  if ("missing" in sdks) {
    if (process.env.CI) throw new Error(sdks.missing);
    console.warn(`THE SANDBOX WAS NOT TESTED WITH THE SDK OF ${cloud}, pip could not install it: ${sdks.missing}`);
    describe.skip(`the SDK of ${cloud}`, () => test("drives the sandbox", () => {}));
    return;
  }
  const { folder } = sdks;
  describe(`the SDK of ${cloud}`, () => {
    // A change is over when it is next looked at: the SDKs sign by the machine's clock.
    const fixture = useForAll(async () => {
      const sandbox = await startSandbox({ provisionMs: 0, seed: 1 });
      const { close, ...sdk } = startSdk(sandbox, cloud, folder);
      return Object.assign(sdk, {
        sandbox,
        close: async () => {
          close();
          await sandbox.close();
        },
      });
    });
    tests(fixture);
  });
}

export type SdkFixture = Omit<ReturnType<typeof startSdk>, "close"> & { readonly sandbox: Sandbox };
