import { existsSync } from "node:fs";
import { join } from "node:path";
import { codes, manifest, packageFolder, type Subcommand } from "./commandLine";

/** `pulumi-cn-cache docs` */
export const docs: Subcommand = {
  name: "docs",
  summary: "where the documentation and the examples of this version are",

  declare: (command) =>
    command.description(
      "Prints where the documentation and the examples of this version are: on this machine, and on the web.",
    ),

  async run() {
    const page = manifest.repository.url.replace(/^git\+|\.git$/g, "");
    const places = ["README.md", "docs", "docs/resources", "examples"].map((part) => join(packageFolder, part));
    const web = `${page}/tree/v${manifest.version}`;
    process.stdout.write(`${[...places.filter((place) => existsSync(place)), web].join("\n")}\n`);
    return codes.fine;
  },
};
