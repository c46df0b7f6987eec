import type * as pulumi from "@pulumi/pulumi";
import { messageOf, UserError } from "../client/errors";
import { redact } from "../client/redact";
import type { Settings } from "../client/settings";
import { digest } from "../host/digest";
import { parseDuration } from "../host/duration";
import { urnHash } from "../ownership/pendingTag";
import { identityArguments, secretNames } from "../resource/attributes";
import type { AnyDefinition } from "../resource/definition";
import {
  type InternalInputs,
  internalInputs,
  internalState,
  isUpdate,
  withoutInternal,
} from "../resource/internalProperties";
import { type Properties, secretValue, textsIn, toProperties } from "../resource/json";
import { locationOf } from "../resource/location";
import { preflightKey } from "../resource/preflight";
import { validate } from "../resource/schema";
import type { Values } from "../resource/types";
import { containsUnknown } from "../resource/unknown";
import type { Session } from "../session/session";

/**
 * Validates the arguments without any call: all problems at once, each naming its argument. Failures never use the
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
  if (isUpdate(news)) session.runRecord.recordUpdate();
  const urn = internal.__urn ?? "";
  const given = withoutInternal(news);
  const { regionArgument } = definition;
  // A default is validated like a value that the program gives.
  const region =
    given[regionArgument] ??
    olds[regionArgument] ??
    quietly(() => settings.get("region")) ??
    definition.regionWithin?.(given as never);
  const { failures, warnings, args } = validate(definition.schema, { ...given, [regionArgument]: region });
  // What came as a secret is named, never shown.
  const secrets = (internal.__secretInputs ?? []).flatMap((name) => textsIn(given[name]));
  const shown = (text: string) => redact(text, secrets);
  const problems = [
    ...failures.map(shown),
    ...timeoutProblems(internal.__timeouts),
    ...settingsProblems(settings, region),
  ];
  for (const warning of warnings) session.engine.warn(urn, shown(warning));
  const isNew = Object.keys(olds).length === 0;
  if (problems.length === 0)
    problems.push(...tokenProblems(definition, session, settings, { urn, region, args, isNew }));
  // The engine looks at failures alone; what is wrong may have no form that it could store.
  if (problems.length > 0)
    return { inputs: toProperties(internal), failures: problems.map((reason) => ({ property: "", reason })) };

  // Removed from the program after it was given: the instance stays where it is, whatever is configured.
  const wasGiven = olds[regionArgument] !== undefined && !internalState(olds).__inherited?.includes(regionArgument);
  const isInherited = given[regionArgument] === undefined && region !== undefined && !wasGiven;
  const identity = isNew ? identityOf(definition, session, internal, args) : olds.__identity;
  if (isNew) session.engineHistory.recordCheckOfNew(urn);
  else session.engineHistory.recordCheck(urn, String(olds.__identity ?? ""), olds);
  const inherited = isInherited ? [regionArgument] : [];
  const inputs = toProperties({ ...args, ...internal, __identity: identity, __inherited: inherited });
  return { inputs: withSecrets(inputs, secretNames(definition.attributes)), failures: [] };
}

/** The constructor makes them secret too, but a transformation of the program may set them after that. */
function withSecrets(inputs: Properties, names: readonly string[]): Properties {
  const secrets = names.flatMap((name) => {
    const value = inputs[name];
    return value === undefined || containsUnknown(value) ? [] : [[name, secretValue(value)] as const];
  });
  return { ...inputs, ...Object.fromEntries(secrets) };
}

/** A hash of everything that makes the instance this one. A replacement differs from what it replaces. */
function identityOf(definition: AnyDefinition, session: Session, internal: InternalInputs, inputs: Values): string {
  const { __urn: urn = "" } = internal;
  const { engineHistory } = session;
  const parts = Object.entries(identityArguments(definition.attributes, inputs));
  const args = Object.fromEntries(parts.filter(([, value]) => !containsUnknown(value)));
  const identityAfter = (replaced: string | null) => digest([urnHash(urn), args, replaced]);
  const replaced = engineHistory.replacedIdentity(urn) ?? null;
  // Once the replaced instance is deleted, no later run hears of it. For that run to find what this one creates, the
  // identity must not depend on the replaced one.
  const alone = identityAfter(null);
  return engineHistory.deletesBeforeReplace(urn) && alone !== replaced ? alone : identityAfter(replaced);
}

/** The cloud would reject the second order, or answer it with the instance of the first. */
function tokenProblems(
  definition: AnyDefinition,
  { engineHistory }: Session,
  settings: Settings,
  { urn, region, args, isNew }: { urn: string; region: unknown; args: Values; isNew: boolean },
): string[] {
  const tokens = definition.userTokens?.(args) ?? [];
  if (tokens.length === 0 || containsUnknown(region)) return [];
  const location = JSON.stringify([definition.cloud.name, locationOf(definition, settings, String(region))]);
  const isSent = isNew && engineHistory.replacedIdentity(urn) === undefined;
  const other = engineHistory.recordTokens(urn, location, tokens, isSent);
  if (other === undefined) return [];
  const name = other.split("::").slice(3).join("::") || other;
  return [`token: ${name} has the same, and the cloud takes a token for one order only; give each resource its own`];
}

function timeoutProblems(timeouts: Readonly<Record<string, string>> | undefined): string[] {
  return Object.entries(timeouts ?? {}).flatMap(([step, text]) =>
    parseDuration(text) === undefined ? [`customTimeouts.${step}: must be a duration like 30m or 1h30m`] : [],
  );
}

/** Undefined for a setting that is wrong, which `settingsProblems` reports. */
function quietly<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Without a region or credentials `pulumi up` is certain to fail, so the preview reports it. */
function settingsProblems(settings: Settings, region: unknown): string[] {
  const problems: string[] = [];
  for (const require of [
    () => settings.requireConfigured(),
    () => region ?? settings.requireRegion(),
    () => settings.credentials(),
    () => settings.isOn(preflightKey),
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
