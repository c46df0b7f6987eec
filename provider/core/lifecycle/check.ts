import type * as pulumi from "@pulumi/pulumi";
import { messageOf, UserError } from "../calls/errors";
import type { Settings } from "../calls/settings";
import { digest } from "../digest";
import { hiddenInputs, hiddenOutputs, visible } from "../kind/hidden";
import type { AnyDescribed } from "../kind/kind";
import { rowsOf } from "../kind/plan";
import { sanitize } from "../kind/sanitize";
import { validate } from "../kind/schema";
import { containsUnknown } from "../kind/unknown";
import { backendHash, urnHash } from "../ownership/ownership";
import type { Runtime } from "../runtime/runtime";
import { parseDuration } from "../waiting/timeouts";

type Values = Record<string, unknown>;

/**
 * Judges the arguments without any call: all problems at once, each naming its argument. Failures never use the
 * protocol's own property field, because the engine would print the value beside it, secret or not.
 */
export function check(
  kind: AnyDescribed,
  runtime: Runtime,
  settings: Settings,
  olds: Values,
  news: Values,
): pulumi.dynamic.CheckResult {
  const hidden = hiddenInputs(news);
  const urn = hidden.__urn ?? "";
  const given = visible(news);
  const { failures, warnings, args } = validate(kind.schema, given);
  const problems = [...failures, ...timeoutProblems(hidden.__timeouts)];
  for (const warning of warnings) runtime.engine.warn(urn, warning);

  const inherited: string[] = [];
  const region = olds[kind.regionArgument] ?? settings.get("region") ?? kind.regionWithin?.(args);
  problems.push(...settingsProblems(settings, given[kind.regionArgument] ?? region));
  const inputs: Values = { ...args };
  if (given[kind.regionArgument] === undefined && region !== undefined) {
    inputs[kind.regionArgument] = region;
    // Taken out of the program after it was given: the instance stays where it is, whatever is configured.
    const wasGiven =
      olds[kind.regionArgument] !== undefined && !hiddenOutputs(olds).__inherited?.includes(kind.regionArgument);
    if (!wasGiven) inherited.push(kind.regionArgument);
  }

  const isNew = Object.keys(olds).length === 0;
  const birth = isNew ? birthOf(kind, runtime, urn, hidden.__organization ?? "", inputs) : olds.__birth;
  if (isNew) runtime.sightings.checkedNew(urn);
  else runtime.sightings.checkedExisting(urn, String(olds.__birth ?? ""), olds);

  return {
    inputs: sanitize({ ...inputs, ...hidden, __birth: birth, __inherited: inherited }),
    failures: problems.map((reason) => ({ property: "", reason })),
  };
}

/** Of everything that makes an instance this one. A replacement differs from what it replaces, even by the same arguments. */
function birthOf(kind: AnyDescribed, runtime: Runtime, urn: string, organization: string, inputs: Values): string {
  const making = rowsOf(kind.plan).filter(
    ([name, row]) => row.mayReplace && !row.isSecret && !containsUnknown(inputs[name]),
  );
  const birthAfter = (replaced: string | null) =>
    digest([
      urnHash(urn),
      backendHash(runtime.env, runtime.cwd, organization),
      Object.fromEntries(making.map(([name]) => [name, inputs[name]])),
      replaced,
    ]);
  const replaced = runtime.sightings.replacedBirth(urn) ?? null;
  // Once the old one is deleted no later run hears of it: to find what this one began, it must need no such knowledge.
  const alone = birthAfter(null);
  return runtime.sightings.goesFirst(urn) && alone !== replaced ? alone : birthAfter(replaced);
}

function timeoutProblems(timeouts: Readonly<Record<string, string>> | undefined): string[] {
  return Object.entries(timeouts ?? {}).flatMap(([step, text]) =>
    parseDuration(text) === undefined ? [`customTimeouts.${step}: must be a duration like 30m or 1h30m`] : [],
  );
}

/** Without region or credentials `pulumi up` is certain to fail, so the preview says it. */
function settingsProblems(settings: Settings, region: unknown): string[] {
  const problems: string[] = [];
  for (const require of [
    () => settings.mustServe(),
    () => region ?? settings.requireRegion(),
    () => settings.credentials(),
  ]) {
    try {
      require();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(messageOf(error));
    }
  }
  return problems;
}
