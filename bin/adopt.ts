import { codes, type Subcommand } from "./commandLine";

/** `pulumi-cn-cache adopt` */
export const adopt: Subcommand = {
  name: "adopt",
  summary: "the program that declares an existing instance, to bring it into a stack",

  declare: (command) =>
    command
      .description(
        [
          "Prints a TypeScript program that declares an existing instance as it is. `pulumi up` takes the instance over",
          "and changes nothing, and the preview after that is empty. What is the vendor's default or choice is left out,",
          "and so are the settings of the engine. A password is read from the stack's configuration.",
        ].join(" "),
      )
      .argument("<cloud>", "aliyun, huawei or jd")
      .argument("<id>", "the instance's id")
      .option("--stack <name>", "the stack whose configuration counts; the selected one if left out")
      .option("--region <region>", "the instance's region, if it is not the configured one")
      .addHelpText(
        "after",
        `
Example: pulumi-cn-cache adopt aliyun r-bp1zxszhcgatnx > index.ts
Exit codes: ${codes.fine} printed; ${codes.unable} there is no such instance, or it could not be read.`,
      ),

  async run({ args: [cloud = "", id = ""], options: { stack, region } }) {
    const { programToAdopt }: typeof import("../provider/adopt") = require("../provider/adopt");
    process.stdout.write(await programToAdopt({ cloud, id, stack, region }));
    return codes.fine;
  },
};
