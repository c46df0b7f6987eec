import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../client/credentials";
import { messageOf, UserError } from "../client/errors";
import { digest } from "../host/digest";
import { parseDuration } from "../host/duration";
import { backendHash, urnHash } from "../ownership/pendingTag";
import { attributeEntries } from "../resource/attributes";
import type { AnyDefinition } from "../resource/definition";
import { internalInputs, internalState, withoutInternal } from "../resource/internalProperties";
import { toProperties } from "../resource/json";
import { validate } from "../resource/schema";
import { containsUnknown } from "../resource/unknown";
import type { Session } from "../session/session";

type Values = Record<string, unknown>;

/**
 * Judges the arguments without any call: all problems at once, each naming its argument. Failures never use the
 * protocol's own property field, because the engine would print the value beside it, secret or not.
 */
export function check(
  definition: AnyDefinition,
  session: Session,
  settings: Settings,
  olds: Values,
  news: Values,
): pulumi.dynamic.CheckResult {
  const internal = internalInputs(news);
  const urn = internal.__urn ?? "";
  const given = withoutInternal(news);
  const { failures, warnings, args } = validate(definition.schema, given);
  const problems = [...failures, ...timeoutProblems(internal.__timeouts)];
  for (const warning of warnings) session.engine.warn(urn, warning);

  const inherited: string[] = [];
  const region = olds[definition.regionArgument] ?? settings.get("region") ?? definition.regionWithin?.(args);
  problems.push(...settingsProblems(settings, given[definition.regionArgument] ?? region));
  const inputs: Values = { ...args };
  if (given[definition.regionArgument] === undefined && region !== undefined) {
    inputs[definition.regionArgument] = region;
    // Taken out of the program after it was given: the instance stays where it is, whatever is configured.
    const wasGiven =
      olds[definition.regionArgument] !== undefined &&
      !internalState(olds).__inherited?.includes(definition.regionArgument);
    if (!wasGiven) inherited.push(definition.regionArgument);
  }

  const isNew = Object.keys(olds).length === 0;
  const identity = isNew ? birthOf(definition, session, urn, internal.__organization ?? "", inputs) : olds.__identity;
  if (isNew) session.engineHistory.recordCheckOfNew(urn);
  else session.engineHistory.recordCheck(urn, String(olds.__identity ?? ""), olds);

  return {
    inputs: toProperties({ ...inputs, ...internal, __identity: identity, __inherited: inherited }),
    failures: problems.map((reason) => ({ property: "", reason })),
  };
}

/** Of everything that makes an instance this one. A replacement differs from what it replaces, even by the same arguments. */
function birthOf(
  definition: AnyDefinition,
  session: Session,
  urn: string,
  organization: string,
  inputs: Values,
): string {
  const making = attributeEntries(definition.attributes).filter(
    ([name, attribute]) => attribute.mayReplace && !attribute.isSecret && !containsUnknown(inputs[name]),
  );
  const birthAfter = (replaced: string | null) =>
    digest([
      urnHash(urn),
      backendHash(session.env, session.cwd, organization),
      Object.fromEntries(making.map(([name]) => [name, inputs[name]])),
      replaced,
    ]);
  const replaced = session.engineHistory.replacedIdentity(urn) ?? null;
  // Once the old one is deleted no later run hears of it: to find what this one began, it must need no such knowledge.
  const alone = birthAfter(null);
  return session.engineHistory.deletesBeforeReplace(urn) && alone !== replaced ? alone : birthAfter(replaced);
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
    () => settings.requireConfigured(),
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
