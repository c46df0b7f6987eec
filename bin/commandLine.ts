import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { printableLines } from "../provider/core/host/printable";

/** One subcommand. What it needs is loaded when it runs, so that help comes at once. */
export interface Subcommand {
  readonly name: string;
  /** What it does, for the list of all. */
  readonly summary: string;
  /** Adds description, arguments and options. */
  declare(command: Command): Command;
  /** Gives the exit code. What it throws is shown as one message, and ends with `codes.unable`. */
  run(given: Given): Promise<number>;
}

/** What the command line gives. */
export interface Given {
  readonly args: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: the options of each command are its own
  readonly options: any;
  /** Everything after the subcommand's name, as it was typed. */
  readonly words: readonly string[];
}

/** The exit codes of all subcommands. */
export const codes = { fine: 0, found: 1, unable: 2 } as const;

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly "@pulumi/pulumi": string };
  readonly repository: { readonly url: string };
}

/** The package's own folder: above the sources, and one further up from what is built of them. */
export const packageFolder =
  [join(__dirname, ".."), join(__dirname, "../..")].find((folder) => existsSync(join(folder, "package.json"))) ??
  __dirname;

/** What the package says of itself. */
export const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as Manifest;

const after = `
Exit codes: ${codes.fine} all is well; ${codes.found} something wants attention, or was not done;
${codes.unable} the command line is wrong, or it could not be told.
NO_COLOR ends colours; where the output is no terminal there are none.`;

/** Carries out `pulumi-cn-cache …`; gives the exit code. */
export async function runCommandLine(argv: readonly string[], subcommands: readonly Subcommand[]): Promise<number> {
  let code: number = codes.fine;
  const program = new Command("pulumi-cn-cache")
    .description("Commands for programs that use pulumi-cn-cache.")
    .version(manifest.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError("(-h lists what there is)")
    .configureHelp({ styleTitle: (text) => styled("bold", text) })
    .addHelpText("after", after)
    .exitOverride();
  for (const { name, summary, declare, run } of subcommands) {
    const command = program.command(name).summary(summary).allowExcessArguments(false);
    declare(command).action(async () => {
      code = await run({ args: command.args, options: command.opts(), words: program.args.slice(1) });
    });
  }
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? codes.fine : codes.unable;
    process.stderr.write(`error: ${printableLines(error instanceof Error ? error.message : String(error))}\n`);
    return codes.unable;
  }
}

/** Reads an option's value as a whole number. */
export const wholeNumber =
  (most: number) =>
  (text: string): number => {
    if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`It has to be a whole number from 0 to ${most}.`);
  };

/** Terminals' codes: on and off. */
const styles = { bold: [1, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], gray: [90, 39] } as const;

type Style = keyof typeof styles;

const styled = (style: Style, text: string): string => {
  const [on, off] = styles[style];
  return `\x1b[${on}m${text}\x1b[${off}m`;
};

/** Styles a text for stdout, where that shows colours. */
export function paint(style: Style, text: string): string {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const isWanted = FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY;
  return isWanted && !NO_COLOR ? styled(style, text) : text;
}
