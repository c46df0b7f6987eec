import type { OrphanReport } from "../provider/core/provider/orphans";
import { codes, type Subcommand } from "./commandLine";

/** `pulumi-cn-cache orphans` */
export const orphans: Subcommand = {
  name: "orphans",
  summary: "instances that an interrupted run created and that the stack does not hold",

  declare: (command) =>
    command
      .description(
        [
          "Lists instances with the pending tag that the stack does not hold, and orders of this machine whose answer was",
          "lost. It looks in the regions of the configuration, of the stack's resources and of this machine's interrupted",
          "runs, with the settings of the configuration and of every explicit provider of the stack.",
        ].join(" "),
      )
      .option("--stack <name>", "the stack to ask the Pulumi CLI about; the selected one if left out")
      .option("--state <file>", "the output of `pulumi stack export`, instead of asking the CLI; - is standard input")
      .option("--region <region>", "this region only")
      .option("--all-regions", "every region of each account")
      .option("--delete <id...>", "delete these, if this stack has left them behind; not while it is being updated")
      .option("--json", "print one line of JSON")
      .addHelpText(
        "after",
        `
Exit codes: ${codes.fine} nothing found, or all that was to be deleted is being deleted;
${codes.found} something found, or something named was not deleted;
${codes.unable} some location could not be looked at.`,
      ),

  async run({ options }) {
    const { inWords, orphansOf }: typeof import("../provider/orphans") = require("../provider/orphans");
    const report = await orphansOf(options);
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : inWords(report));
    return codeOf(report);
  },
};

function codeOf({ orphans, lostOrders, skipped, locations, deletions }: OrphanReport): number {
  if (deletions.length > 0) return deletions.some(({ whyNot }) => whyNot !== undefined) ? codes.found : codes.fine;
  if (orphans.length + lostOrders.length > 0) return codes.found;
  return skipped.length > 0 || locations.length === 0 ? codes.unable : codes.fine;
}
