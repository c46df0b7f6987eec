import { readFileSync } from "node:fs";
import { messageOf, UserError } from "./core/client/errors";
import { noEngine } from "./core/host/engine";
import { printable } from "./core/host/printable";
import { findOrphans, type OrphanReport, type StackExport } from "./core/provider/orphans";
import { createSession } from "./core/session/session";
import { definitions } from "./definitions";
import { fullStackName, stackConfig, stackExport, stackExportIn } from "./pulumiCli";

/** What `orphans` is asked. */
export interface OrphansQuestion {
  /** The stack to ask the CLI about; the selected one if left out. */
  readonly stack?: string | undefined;
  /** A file with the output of `pulumi stack export`, instead of asking the CLI; `-` is standard input. */
  readonly state?: string | undefined;
  /** This region only. */
  readonly region?: string | undefined;
  /** Every region of each account. */
  readonly allRegions?: boolean | undefined;
  /** Ids to delete. */
  readonly delete?: readonly string[] | undefined;
}

/** What a stack has left behind. @throws UserError  the CLI cannot tell what the stack holds */
export function orphansOf({ stack, state, region, allRegions, delete: ids }: OrphansQuestion): Promise<OrphanReport> {
  const held = state === undefined ? stackExport(stack) : readState(state);
  const config = state === undefined ? stackConfig(stack) : {};
  return findOrphans(definitions, createSession({ engine: noEngine }), (key) => config[key], held, {
    region,
    isAllRegions: allRegions,
    delete: ids,
    ...(state === undefined ? { stackName: () => fullStackName(stack) } : {}),
  });
}

/** With every region of several accounts. */
const longestLine = 20_000;

/** The report for a person. */
export function inWords({ orphans, lostOrders, locations, skipped, notConfigured, deletions }: OrphanReport): string {
  const found = orphans.map(
    ({ cloud, region, id, createdAt, urn }) =>
      `${cloud} ${region} ${id}, created ${createdAt ?? "at an unknown time"}, ${urn ? `created for ${urn}` : "of another stack, or of a resource that is no longer declared"}`,
  );
  const nothing = locations.length > 0 ? ["No tagged instance outside the stack."] : [];
  const looked = locations.map(({ cloud, region, settings }) => `${cloud} ${region} (${settings})`).join(", ");
  const lines = [
    ...(found.length + lostOrders.length > 0 ? [...found, ...lostOrders] : nothing),
    `Looked at: ${looked || "nothing"}.`,
    ...deletions.map(({ id, whyNot }) => (whyNot ? `${id} was not deleted: ${whyNot}.` : `${id} is being deleted.`)),
    ...skipped.map(
      ({ cloud, region = "", settings = "", reason }) =>
        `Could not look at ${[cloud, region, settings && `(${settings})`].filter(Boolean).join(" ")}: ${reason.split("\n")[0]}`,
    ),
    ...(notConfigured.length > 0 ? [`Without credentials, and not in the stack: ${notConfigured.join(", ")}.`] : []),
  ];
  // Clouds and states hold names of others.
  return lines.map((line) => `${printable(line, longestLine)}\n`).join("");
}

/** @throws UserError  no such file, or it holds something else */
function readState(file: string): StackExport {
  const name = file === "-" ? "standard input" : file;
  return stackExportIn(textOf(file, name), name);
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UserError(`${name} cannot be read (${codeOfSystem(error)})`, { cause: error });
  }
}

const codeOfSystem = (error: unknown) => (error as NodeJS.ErrnoException).code ?? messageOf(error);
