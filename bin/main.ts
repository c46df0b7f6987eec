#!/usr/bin/env node
import { main as sandbox } from "../sandbox/main";

/** Takes the arguments after its name and returns the exit code. */
type Subcommand = (argv: readonly string[]) => Promise<number>;

/** Every subcommand of `pulumi-cn-cache`. */
const subcommands: Readonly<Record<string, { readonly run: Subcommand; readonly purpose: string }>> = {
  orphans: {
    run: async (argv) => (await import("../provider/orphans.js")).main(argv),
    purpose: "instances that an interrupted run created and that the stack does not hold",
  },
  sandbox: { run: sandbox, purpose: "the clouds' management APIs on loopback, for trying programs without an account" },
};

async function main([name, ...argv]: readonly string[]): Promise<number> {
  const subcommand = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  if (subcommand !== undefined) return subcommand.run(argv);
  const list = Object.entries(subcommands).map(([word, { purpose }]) => `  ${word.padEnd(10)} ${purpose}\n`);
  const isHelp = name === undefined || name === "--help" || name === "help";
  (isHelp ? process.stdout : process.stderr).write(
    `${isHelp ? "" : `pulumi-cn-cache has no subcommand "${name}".\n`}Usage: pulumi-cn-cache <subcommand>\n${list.join("")}`,
  );
  return isHelp ? 0 : 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
