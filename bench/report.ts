import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value must not exceed; absent for what is only stated. */
  readonly goal?: number;
  readonly detail?: string;
}

/** The machine and the code that the figures are of. */
function facts() {
  const commit = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit,
    processors: `${processors.length} × ${processors[0]?.model ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
  };
}

/** @returns the table as Markdown; also writes `bench/results/latest.json` */
export function report(figures: readonly Figure[], settings: Readonly<Record<string, unknown>>): string {
  const about = facts();
  mkdirSync("bench/results", { recursive: true });
  writeFileSync("bench/results/latest.json", `${JSON.stringify({ ...about, settings, figures }, undefined, 2)}\n`);
  const number = (value: number) => (Math.abs(value) < 10 ? value.toFixed(value < 0.1 ? 3 : 2) : value.toFixed(0));
  const shown = (value: number, unit: string) => (unit === "×" ? `×${number(value)}` : `${number(value)} ${unit}`);
  const verdict = ({ value, goal }: Figure) => (goal === undefined ? "" : value <= goal ? "met" : "missed");
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${shown(figure.value, figure.unit)} | ${figure.goal === undefined ? "" : `≤ ${shown(figure.goal, figure.unit)}`} | ${verdict(figure)} | ${figure.detail ?? ""} |`,
  );
  return [
    `${about.date}, commit ${about.commit}, ${about.processors}, ${about.memory}, Node ${about.node}; ${JSON.stringify(settings)}.`,
    "",
    "| figure | value | goal | | details |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

const page = "bench/README.md";
const table = /(?<=<!-- table -->\n).*(?=<!-- end of the table -->)/s;

/** Puts the table in its place in the page. */
export function publish(text: string): void {
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(table, () => `\n${text}\n`),
  );
}
