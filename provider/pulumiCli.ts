import { spawnSync } from "node:child_process";
import { z } from "zod";
import { UserError } from "./core/client/errors";
import { printable } from "./core/host/printable";
import type { StackName } from "./core/ownership/backend";
import type { StackExport } from "./core/provider/orphans";

/** What the Pulumi CLI answers to these words, in this folder. @throws UserError  in one sentence, what is to be done */
export function askPulumi(words: readonly string[], stack?: string): string {
  const args = [...words, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive"];
  const { status, stdout, stderr, error } = spawnSync("pulumi", args, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    throw new UserError("the Pulumi CLI is not on PATH");
  throw new UserError(explain(words, stderr || error?.message || ""));
}

function explain(words: readonly string[], said: string): string {
  const [, stack] = /no stack named '([^'\n]+)' found/.exec(said) ?? [];
  if (stack !== undefined)
    return `there is no stack "${stack}" in this project; \`pulumi stack ls\` lists those that exist`;
  if (said.includes("no stack selected"))
    return "no stack is selected; name one with --stack, or `pulumi stack select` one";
  if (said.includes("no Pulumi.yaml project file"))
    return "there is no Pulumi project here; run this in the folder of Pulumi.yaml";
  const [, reason = said] = /^error: (.*)$/m.exec(said) ?? [];
  return `\`pulumi ${words.join(" ")}\` failed: ${printable(reason.trim())}`;
}

const values = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((all) => all ?? {});
const exported = z.object({
  deployment: z
    .object({
      resources: z
        .array(
          z.object({
            urn: z.string(),
            id: z.string().optional(),
            type: z.string().optional(),
            inputs: values,
            outputs: values,
          }),
        )
        .nullish()
        .transform((all) => all ?? []),
    })
    // Of a stack that has never been updated.
    .nullable()
    .transform((all) => all ?? { resources: [] }),
});

/**
 * What `pulumi stack export` prints. Anything else is rejected: it would pass for a stack that holds nothing, and all
 * that the stack has would look as if it were left behind.
 * @throws UserError
 */
export function stackExportIn(text: string, source: string): StackExport {
  try {
    return exported.parse(JSON.parse(text)) as StackExport;
  } catch (error) {
    throw new UserError(`${source} is not the JSON that \`pulumi stack export\` prints`, { cause: error });
  }
}

/** With secrets, because the keys of explicit providers are among them. @throws UserError */
export const stackExport = (stack: string | undefined): StackExport =>
  stackExportIn(askPulumi(["stack", "export", "--show-secrets"], stack), "the CLI's answer");

/** The stack's own settings, so that a command looks where the program works. @throws UserError */
export function stackConfig(stack: string | undefined): Readonly<Record<string, string | undefined>> {
  const all = JSON.parse(askPulumi(["config", "--json", "--show-secrets"], stack)) as Record<
    string,
    { value?: string }
  >;
  return Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value]));
}

/** The stack's name in full. @throws UserError */
export function fullStackName(stack: string | undefined): StackName {
  const name = askPulumi(["stack", "--show-name", "--fully-qualify-stack-names"], stack).trim();
  const [organization = "", project = "", last = ""] = name.split("/");
  return { organization, project, stack: last };
}
