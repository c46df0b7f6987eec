import { existsSync } from "node:fs";
import { basename } from "node:path";
import { runCommandLine, type Subcommand, wholeNumber } from "../../bin/commandLine";
import { docs } from "../../bin/docs";
import { orphans } from "../../bin/orphans";
import { sandbox } from "../../bin/sandbox";
import * as manifest from "../../package.json";

/** A command whose run tells what it was given. */
const echo: Subcommand = {
  name: "echo",
  summary: "tells what it was given",
  declare: (command) =>
    command
      .argument("[word]", "any word")
      .option("--count <n>", "a number", wholeNumber(9))
      .option("--json", "as JSON"),
  run: async ({ args, options }) => {
    process.stdout.write(JSON.stringify([args, options]));
    if (args[0] === "fail") throw new Error("it cannot be told");
    return 1;
  },
};

describe("the command line", () => {
  const before = process.env;
  let out: string;
  let err: string;
  beforeEach(() => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...env } = before;
    process.env = env;
    out = "";
    err = "";
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += String(text);
      return true;
    });
    jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      err += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = before;
  });
  const run = (...words: string[]) => runCommandLine(words, [docs, echo, orphans, sandbox]);

  test.each([[[]], [["-h"]], [["--help"]], [["help"]]])(
    "%j prints all commands on stdout, and exits with 0",
    async (words) => {
      expect(await run(...words)).toBe(0);
      for (const text of ["echo", "orphans", "sandbox", "Exit codes", "NO_COLOR"]) expect(out).toContain(text);
      expect(err).toBe("");
    },
  );

  test.each(["-v", "--version"])("%s prints the version alone", async (word) => {
    expect([await run(word), out, err]).toEqual([0, `${manifest.version}\n`, ""]);
  });

  test.each(["echo", "orphans", "sandbox"])("%s has help of its own, with -h, --help and help", async (name) => {
    const texts = [];
    for (const words of [
      [name, "-h"],
      [name, "--help"],
      ["help", name],
    ]) {
      out = "";
      expect(await run(...words)).toBe(0);
      texts.push(out);
    }
    expect(texts[0]).toMatch(new RegExp(`Usage: pulumi-cn-cache ${name}`));
    expect(new Set(texts).size).toBe(1);
  });

  test.each([
    [["sandbax"], "unknown command 'sandbax'\n(Did you mean sandbox?)"],
    [["echo", "--jason"], "unknown option '--jason'\n(Did you mean --json?)"],
    [["sandbox", "--prot", "1"], "unknown option '--prot'\n(Did you mean --port?)"],
    [["orphans", "one"], "too many arguments for 'orphans'"],
    [["orphans", "--stack"], "option '--stack <name>' argument missing"],
    [
      ["echo", "--count", "-1"],
      "option '--count <n>' argument '-1' is invalid. It has to be a whole number from 0 to 9.",
    ],
    [
      ["echo", "--count", "12"],
      "option '--count <n>' argument '12' is invalid. It has to be a whole number from 0 to 9.",
    ],
    [["echo", "--count", "1e1"], "It has to be a whole number from 0 to 9."],
    [
      ["sandbox", "--port", "-5"],
      "option '--port <n>' argument '-5' is invalid. It has to be a whole number from 0 to 65532.",
    ],
  ])("%j is one error, on stderr, with exit code 2", async (words, text) => {
    expect([await run(...words), out]).toEqual([2, ""]);
    expect(err).toContain(`error: ${text}`.replace("error: It", "It"));
    expect(err).toContain("(-h lists what there is)");
  });

  test("a command is given what was typed, and its exit code counts", async () => {
    expect(await run("echo", "hello", "--count", "3")).toBe(1);
    expect(JSON.parse(out)).toEqual([["hello"], { count: 3 }]);
  });

  test("what a command cannot do is its message alone, with exit code 2", async () => {
    expect([await run("echo", "fail"), err]).toEqual([2, "error: it cannot be told\n"]);
  });

  test("docs prints places that exist, and the address of this version", async () => {
    expect(await run("docs")).toBe(0);
    const lines = out.trim().split("\n");
    const page = manifest.repository.url.replace(/^git\+|\.git$/g, "");
    expect(lines.pop()).toBe(`${page}/tree/v${manifest.version}`);
    expect(lines.map((line) => basename(line))).toEqual(["README.md", "docs", "resources", "examples"]);
    for (const line of lines) expect(existsSync(line)).toBe(true);
  });

  test("colours are for terminals, and NO_COLOR ends them", async () => {
    await run("--help");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
    expect(out).not.toMatch(/\x1b/);
    process.env.FORCE_COLOR = "1";
    await run("--help");
    expect(out).toContain("\x1b[1m");
    out = "";
    process.env.NO_COLOR = "1";
    await run("--help");
    expect(out).not.toContain("\x1b");
  });
});
