import { printable } from "../provider/core/host/printable";
import type { Check } from "../provider/core/provider/cloudChecks";
import type { Diagnosis } from "../provider/doctor";
import { codes, paint, type Subcommand } from "./commandLine";
import { inColumns } from "./table";

/** `pulumi-cn-cache doctor` */
export const doctor: Subcommand = {
  name: "doctor",
  summary: "whether machine, project, credentials and clouds are as programs need them",

  declare: (command) =>
    command
      .description(
        [
          "Looks whether this machine, the project in this folder and the clouds are as programs need them: versions,",
          "the direct dependency, which credentials count and which are passed over, the cloud's address and clock, and",
          "one call that only reads. Shows no secret.",
        ].join(" "),
      )
      .argument("[cloud]", "aliyun, huawei or jd; all that have credentials if left out")
      .option("--stack <name>", "the stack whose configuration counts; the selected one if left out")
      .option("--region <region>", "this region, in place of the configured one")
      .option("--json", "print one line of JSON")
      .addHelpText(
        "after",
        `
Exit codes: ${codes.fine} no problem, though perhaps warnings; ${codes.found} some problem;
${codes.unable} there is no such cloud or stack.`,
      ),

  async run({ args: [cloud], options: { stack, region, json } }) {
    const { diagnoseClouds }: typeof import("../provider/doctor") = require("../provider/doctor");
    const { checkProject }: typeof import("./projectChecks") = require("./projectChecks");
    const clouds = await diagnoseClouds({ cloud, stack, region });
    const all: Diagnosis[] = [{ title: "This machine", checks: checkProject(process.cwd()) }, ...clouds];
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : all.map(sectionOf).join("\n"));
    const isFine = all.every(({ checks }) => checks.every(({ status }) => status !== "problem"));
    return isFine ? codes.fine : codes.found;
  },
};

const colours = { ok: "green", warning: "yellow", problem: "red", unused: "gray" } as const;
/** Of status and name; the rest of the line is what was found. */
const widths = [9, 13];

/** What was looked at together, for a person. */
export const sectionOf = ({ title, checks }: Diagnosis): string =>
  [paint("bold", printable(title)), ...checks.flatMap(rows), ""].join("\n");

function rows({ name, status, found, details = [], advice }: Check): string[] {
  const lines = [...found.split("\n"), ...details, ...(advice ? [advice] : [])];
  return lines.map((line, i) => {
    const text = inColumns(i === 0 ? [status, name, line.trim()] : ["", "", line.trim()], widths);
    return i === 0 ? text.replace(status, paint(colours[status], status)) : text;
  });
}
