import { Argument } from "commander";
import type { Listing } from "../provider/core/provider/lookups";
import type { ListArgument } from "../provider/list";
import { codes, paint, type Subcommand } from "./commandLine";
import { table } from "./table";

/** What can be listed, also in the words of the clouds. */
const listings: Readonly<Record<string, Listing>> = {
  classes: "classes",
  flavors: "classes",
  zones: "zones",
  instances: "instances",
  backups: "backups",
  accounts: "accounts",
  templates: "templates",
};

/** `pulumi-cn-cache list` */
export const list: Subcommand = {
  name: "list",
  summary: "what can be bought, and what there is: classes, zones, instances, backups, accounts, templates",

  declare: (command) =>
    command
      .description(
        [
          "Lists what a cloud sells now, or what the account has. Only reads, and shows no secret. Restrictions are the",
          "arguments of the lookup functions that programs use, and are named in docs/guides/lookups.md.",
        ].join(" "),
      )
      .addArgument(new Argument("<what>", "the same word for each cloud").choices(Object.keys(listings)))
      .argument("[argument=value...]", "restrictions, like engineVersion=7.0 and tags.team=shop")
      .requiredOption("--cloud <name>", "aliyun, huawei or jd")
      .option("--stack <name>", "the stack whose configuration counts; the selected one if left out")
      .option("--region <region>", "this region, in place of the configured one")
      .option("--json", "print one line of JSON, with everything that the cloud tells")
      .addHelpText(
        "after",
        `
Examples: pulumi-cn-cache list classes --cloud aliyun zoneId=cn-hangzhou-h memory=2 sortedByPrice=true
          pulumi-cn-cache list backups --cloud aliyun instanceId=r-bp1zxszhcgatnx
Exit codes: ${codes.fine} listed; ${codes.found} nothing fits; ${codes.unable} it could not be read.`,
      ),

  async run({ args: [what = "", ...given], options: { cloud, stack, region, json } }) {
    const { listOf }: typeof import("../provider/list") = require("../provider/list");
    const question = {
      what: listings[what] as Listing,
      asked: `list ${what}`,
      cloud,
      stack,
      region,
      args: readPairs(given),
    };
    const { rows, columns } = await listOf(question);
    const lines = table(
      columns,
      rows.map((row) => columns.map((column) => inWords(row[column]))),
    );
    const [heads = "", ...others] = lines;
    const text = rows.length > 0 ? [paint("bold", heads), ...others].join("\n") : "Nothing fits.";
    process.stdout.write(`${json ? JSON.stringify(rows) : text}\n`);
    return rows.length > 0 ? codes.fine : codes.found;
  },
};

/** @throws Error  a word without `=`, or something given twice */
function readPairs(words: readonly string[]): Record<string, ListArgument> {
  const args = new Map<string, ListArgument>();
  for (const word of words) {
    const [, name, key, value] = /^([^.=]+)(?:\.([^=]+))?=(.*)$/su.exec(word) ?? [];
    if (name === undefined || value === undefined)
      throw new Error(`"${word}" has to be argument=value, like engineVersion=7.0, or tags.key=value`);
    const before = args.get(name);
    const entries = typeof before === "object" ? before : {};
    if (key === undefined ? before !== undefined : typeof before === "string" || Object.hasOwn(entries, key))
      throw new Error(`${word.slice(0, word.indexOf("="))} is given more than once`);
    args.set(name, key === undefined ? value : Object.fromEntries([...Object.entries(entries), [key, value]]));
  }
  return Object.fromEntries(args);
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return "-";
  return Array.isArray(value) ? value.map(inWords).join(",") : String(value);
}
