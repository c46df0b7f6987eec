import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writes } from "../../../provider/core/client/request";
import { type Answer, input, throttled, transient, Wire } from "../wire";

const secret = 'Pa$$ "word" (1)';
const root = join(__dirname, "../../..");

/** How a call with the secret fails. */
async function failureOf(wire: Wire): Promise<Error> {
  const error = await wire.send(writes("Modify"), { secrets: [undefined, secret] }).catch((reason: Error) => reason);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

const places: readonly (readonly [string, Answer])[] = [
  ["a rejection's text", input],
  ["a rejection's text after many attempts", throttled],
  ["trouble in the cloud", transient],
  ["a page of somebody on the way", "page"],
  ["a broken connection", "lost"],
  ["a connection that was never made", "noConnection"],
  ["a rejection's code", { status: 400, code: `Bad ${secret}` }],
];
const strict = encodeURIComponent(secret).replaceAll("(", "%28").replaceAll(")", "%29");

describe.each(places)("a secret of the call in %s", (_, answer) => {
  test.each([secret, encodeURIComponent(secret), strict])("is hidden, as %s", async (spelling) => {
    const wire = new Wire([answer]);
    wire.echo = `Password=${spelling}`;
    const error = await failureOf(wire);
    const shown = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
    expect(shown).toContain("[hidden]");
    expect(shown).not.toContain(spelling);
  });
});

const starts = [0, 990, 999, 1990, 16_300];
test.each(starts)("a secret that begins at %d of a long text is not left in halves", async (at) => {
  const text = `${"x".repeat(at)}${secret}${"y".repeat(8_000_000)}`;
  const { message } = await failureOf(new Wire([{ status: 400, code: "BadInput", message: text }]));
  expect(message).not.toContain(secret.slice(0, 4));
  expect(message.length).toBeLessThan(1200);
});

test("a request id that repeats a secret is not shown", async () => {
  const wire = new Wire([{ status: 400, code: "BadInput", requestId: `id-${secret}` }]);
  await expect(wire.send(writes("Modify"), { secrets: [secret] })).rejects.toThrow("request id-[hidden]");
});

describe("NODE_DEBUG=pulumi-cn-cache", () => {
  /** Runs calls in a process of its own, because the switch is read when Node starts. */
  function log(section: string): string {
    const script = `
      const { readFileSync } = require("node:fs");
      const ts = require("typescript");
      const options = { compilerOptions: { module: "commonjs", target: "es2023" } };
      require.extensions[".ts"] = (module, file) =>
        module._compile(ts.transpileModule(readFileSync(file, "utf8"), options).outputText, file);
      const { Wire, input } = require("./test/core/wire.ts");
      const { writes } = require("./provider/core/client/request.ts");
      const run = async () => {
        for (const script of [[input], ["lost", "ok"], ["page", "ok"]]) {
          const wire = new Wire(script);
          wire.echo = "Password=" + process.env.SECRET;
          await wire.send(writes("Modify"), { secrets: [process.env.SECRET] }).catch(() => undefined);
        }
      };
      run();`;
    const env = { ...process.env, NODE_DEBUG: section, SECRET: secret };
    const options = { cwd: root, env, encoding: "utf8" } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], options);
    expect([stdout, status]).toEqual(["", 0]);
    return stderr;
  }

  test("logs action, attempt, outcome, duration and request to stderr, without secrets", () => {
    const text = log("pulumi-cn-cache");
    expect(text).toMatch(/Modify attempt 1: 400 BadInput \(input\), \d+ ms, request -/);
    expect(text).toMatch(/Modify attempt 1: .*ECONNRESET.*\[hidden\]/);
    expect(text).toMatch(/Modify attempt 2: 200, \d+ ms/);
    expect(text).not.toContain(secret);
  });

  test("is silent when it is not asked for", () => {
    expect(log("another")).toBe("");
  });
});
