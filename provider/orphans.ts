import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { noEngine } from "./core/host/engine";
import { findOrphans, type OrphanReport, type StackExport } from "./core/provider/orphans";
import { createSession } from "./core/session/session";
import { definitions } from "./dynamic";

const usage = `Usage: pulumi-cn-cache orphans [--stack NAME | --state FILE] [--region REGION] [--json]

Lists instances with the pending tag of an unfinished run that the stack does not hold.
  --stack NAME     the stack to ask the Pulumi CLI about; the selected one if left out
  --state FILE     the output of \`pulumi stack export\`, instead of asking the CLI; - for standard input
  --region REGION  another region than the configured one
  --json           one line of JSON
Exit code: 0 nothing found, 1 orphans found, 2 no cloud, or not every cloud with credentials, could be listed.
`;

/** `npx pulumi-cn-cache orphans`; gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        stack: { type: "string" },
        state: { type: "string" },
        region: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help) return print(usage, 0);
    const stack = values.state === undefined ? exportOf(values.stack) : readState(values.state);
    const config = values.state === undefined ? configOf(values.stack) : {};
    const report = await findOrphans(
      definitions,
      createSession({ engine: noEngine }),
      (key) => config[key],
      stack,
      values.region,
    );
    const isBlind = report.listed.length === 0 || report.skipped.some(({ hasCredentials }) => hasCredentials);
    const code = report.orphans.length > 0 ? 1 : isBlind ? 2 : 0;
    return print(values.json ? `${JSON.stringify(report)}\n` : inWords(report), code);
  } catch (error) {
    process.stderr.write(`orphans: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function inWords({ orphans, listed, skipped }: OrphanReport): string {
  const found = orphans.map(
    ({ cloud, region, id, createdAt, urn }) =>
      `${cloud} ${region} ${id}, created ${createdAt ?? "at an unknown time"}, ${urn ? `created for ${urn}` : "of another stack, or of a resource that is no longer declared"}\n`,
  );
  const unseen = skipped.map(({ cloud, reason }) => `${cloud} could not be listed: ${reason.split("\n")[0]}\n`);
  const nothing = listed.length > 0 ? [`No tagged instance outside the stack in ${listed.join(", ")}.\n`] : [];
  return [...(found.length > 0 ? found : nothing), ...unseen].join("");
}

function readState(file: string): StackExport {
  return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8")) as StackExport;
}

const pulumi = (args: readonly string[], stack: string | undefined): string =>
  execFileSync("pulumi", [...args, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });

const exportOf = (stack: string | undefined): StackExport =>
  JSON.parse(pulumi(["stack", "export"], stack)) as StackExport;

/** The stack's own settings, so that the command looks where the program works. */
function configOf(stack: string | undefined): Readonly<Record<string, string | undefined>> {
  const all = JSON.parse(pulumi(["config", "--json", "--show-secrets"], stack)) as Record<string, { value?: string }>;
  return Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value]));
}
