import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { noEngine } from "./core/host/engine";
import type { StackName } from "./core/ownership/backend";
import { findOrphans, type OrphanReport, ownResource, type StackExport } from "./core/provider/orphans";
import { createSession } from "./core/session/session";
import { definitions } from "./dynamic";

const usage = `Usage: pulumi-cn-cache orphans [--stack NAME | --state FILE] [--region REGION | --all-regions] [--json]

Lists instances with the pending tag that the stack does not hold, and orders of this machine whose answer was lost.
It looks in the regions of the configuration, of the stack's resources and of this machine's interrupted runs, with the
settings of the configuration and of every explicit provider of the stack.
  --stack NAME     the stack to ask the Pulumi CLI about; the selected one if left out
  --state FILE     the output of \`pulumi stack export\`, instead of asking the CLI; - for standard input
  --region REGION  this region only
  --all-regions    every region of each account
  --json           one line of JSON
Exit code: 0 nothing found, 1 something found, 2 some location could not be looked at.
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
        "all-regions": { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help) return print(usage, 0);
    const stack = values.state === undefined ? exportOf(values.stack) : readState(values.state);
    const config = values.state === undefined ? configOf(values.stack) : {};
    const report = await findOrphans(definitions, createSession({ engine: noEngine }), (key) => config[key], stack, {
      region: values.region,
      isAllRegions: values["all-regions"],
    });
    return print(values.json ? `${JSON.stringify(report)}\n` : inWords(report), codeOf(report));
  } catch (error) {
    process.stderr.write(`orphans: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
}

function codeOf({ orphans, lostOrders, skipped, locations }: OrphanReport): number {
  if (orphans.length + lostOrders.length > 0) return 1;
  return skipped.length > 0 || locations.length === 0 ? 2 : 0;
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function inWords({ orphans, lostOrders, locations, skipped, notConfigured }: OrphanReport): string {
  const found = orphans.map(
    ({ cloud, region, id, createdAt, urn }) =>
      `${cloud} ${region} ${id}, created ${createdAt ?? "at an unknown time"}, ${urn ? `created for ${urn}` : "of another stack, or of a resource that is no longer declared"}`,
  );
  const nothing = locations.length > 0 ? ["No tagged instance outside the stack."] : [];
  const looked = locations.map(({ cloud, region, settings }) => `${cloud} ${region} (${settings})`).join(", ");
  return [
    ...(found.length + lostOrders.length > 0 ? [...found, ...lostOrders] : nothing),
    `Looked at: ${looked || "nothing"}.`,
    ...skipped.map(
      ({ cloud, region = "", settings = "", reason }) =>
        `Could not look at ${[cloud, region, settings && `(${settings})`].filter(Boolean).join(" ")}: ${reason.split("\n")[0]}`,
    ),
    ...(notConfigured.length > 0 ? [`Without credentials, and not in the stack: ${notConfigured.join(", ")}.`] : []),
    "",
  ].join("\n");
}

function readState(file: string): StackExport {
  return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8")) as StackExport;
}

const pulumi = (args: readonly string[], stack: string | undefined): string =>
  execFileSync("pulumi", [...args, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });

/** With secrets, because the keys of explicit providers are among them. */
function exportOf(stack: string | undefined): StackExport {
  const exported = JSON.parse(pulumi(["stack", "export", "--show-secrets"], stack)) as StackExport;
  return ownResource(exported) ? exported : { ...exported, name: nameOf(stack) };
}

function nameOf(stack: string | undefined): StackName | undefined {
  const { currentStack } = JSON.parse(pulumi(["about", "--json"], stack)) as {
    currentStack?: { fullyQualifiedName?: string } | null;
  };
  const [organization, project, name] = currentStack?.fullyQualifiedName?.split("/") ?? [];
  return organization && project && name ? { organization, project, stack: name } : undefined;
}

/** The stack's own settings, so that the command looks where the program works. */
function configOf(stack: string | undefined): Readonly<Record<string, string | undefined>> {
  const all = JSON.parse(pulumi(["config", "--json", "--show-secrets"], stack)) as Record<string, { value?: string }>;
  return Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value]));
}
