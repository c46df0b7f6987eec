import type { ConfigReader } from "../client/cloudSettings";
import { means, messageOf, UserError } from "../client/errors";
import { placeholder, redact } from "../client/redact";
import { Settings } from "../client/settings";
import { noEngine } from "../host/engine";
import type { AnyInstanceDefinition } from "../resource/definition";
import { didYouMean } from "../resource/didYouMean";
import { textsIn } from "../resource/json";
import { type Schema, validate } from "../resource/schema";
import type { Values } from "../resource/types";
import { connect } from "../session/connection";
import { createSession, type Session } from "../session/session";

/** One question to a cloud. */
export interface LookupAnswer<Api, Args, Result> {
  readonly schema: Schema<Args> & { readonly required?: readonly (keyof Args & string)[] };
  /** @param now  milliseconds since the epoch */
  ask(api: Api, args: Args, now: number): Promise<Result>;
}

/** A listing of the command line. */
export interface LookupTable {
  /** The lookup's name. */
  readonly lookup: string;
  /** The property of its result that has the rows. */
  readonly rows: string;
  /** The properties of a row that the table shows. */
  readonly columns: readonly string[];
}

/** The listings of the command line; not every cloud has each. */
export const listings = ["classes", "zones", "instances", "backups", "accounts", "templates"] as const;
export type Listing = (typeof listings)[number];

/** All lookups of a cloud. */
// biome-ignore lint/suspicious/noExplicitAny: each lookup has its own types; `answersOf` checks them
export interface LookupAnswers<Api = any> {
  readonly definition: AnyInstanceDefinition;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly answers: Readonly<Record<string, LookupAnswer<Api, any, any>>>;
  readonly tables: Readonly<Partial<Record<Listing, LookupTable>>>;
}

/** What a lookup is asked. */
export interface LookupQuestion {
  /** The lookup's name. */
  readonly name: string;
  readonly given: Values;
  /** The arguments that came as secrets: messages name them, and show no value of them. */
  readonly secretArguments?: readonly string[];
  /** What messages call it, where nobody has written the lookup's name. */
  readonly title?: string;
}

/** A catalogue with prices takes a call for each class. */
const answerWithinMs = 5 * 60_000;

let session: Session | undefined;

/** Lookups of one program share pace and connections. @throws UserError */
export function answerInProgram(
  lookups: LookupAnswers,
  question: LookupQuestion,
  config: ConfigReader,
): Promise<unknown> {
  session ??= createSession({ engine: noEngine });
  return answer(lookups, question, session, config);
}

/** @throws UserError  what was asked, where, and what the cloud said */
export async function answer(
  lookups: LookupAnswers,
  question: LookupQuestion,
  session: Session,
  config: ConfigReader,
): Promise<unknown> {
  const { given, secretArguments = [] } = question;
  const secrets = secretArguments.flatMap((name) => textsOf(given[name]));
  try {
    return await answerWith(lookups, question, session, config, secrets);
  } catch (error) {
    throw new UserError(redact(messageOf(error), secrets));
  }
}

/** What to do where the cloud shows nothing: it looks in one region of one account. */
const whereElse = "Check what was asked for, the region, and whose access key it is.";

/** The keys of tags are the user's words too. */
const textsOf = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? [...Object.keys(value), ...textsIn(value)] : [String(value)];

async function answerWith(
  { definition, answers }: LookupAnswers,
  { name, given, secretArguments = [], title = name }: LookupQuestion,
  session: Session,
  config: ConfigReader,
  secrets: readonly string[],
): Promise<unknown> {
  const { cloud, regionArgument } = definition;
  const found = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (!found) throw new UserError(`there is no lookup ${name}${didYouMean(name, Object.keys(answers))}`);
  const { failures, args } = validate(found.schema, given);
  const missing = (found.schema.required ?? []).filter((each) => (given[each] ?? undefined) === undefined);
  const problems = [...missing.map((each) => `${each}: is required`), ...failures];
  if (problems.length > 0) throw new UserError(`${title}: ${problems.join("; ")}`);
  const settings = new Settings(cloud, config, session.env);
  const region = titled(title, () => {
    settings.requireConfigured();
    return String(args[regionArgument] ?? settings.requireRegion());
  });
  const deadline = session.clock.now() + answerWithinMs;
  try {
    const { api } = connect(definition, session, config, region, { deadline, secrets });
    return await found.ask(api, args, session.clock.now());
  } catch (error) {
    const isHidden = (argument: string) => secretArguments.includes(argument);
    const { [regionArgument]: _, ...others } = args;
    const place = isHidden(regionArgument) ? placeholder : region;
    const asked = Object.entries(others).map(
      ([argument, value]) => `${argument} ${isHidden(argument) ? placeholder : JSON.stringify(value)}`,
    );
    const advice = means(error, "notFound") ? ` ${whereElse}` : "";
    throw new UserError(`${title} (${[cloud.title, place, ...asked].join(", ")}): ${messageOf(error)}${advice}`);
  }
}

/** @throws UserError  what is wrong with the settings, which name the cloud, begins with what was asked */
function titled<Result>(title: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UserError(`${title}: ${messageOf(error)}`);
  }
}

/** The lookups of an instance and of all that fit, with the same arguments. */
export function instanceAnswers<Api, Args, Entry extends { readonly instanceId: string }>(
  schema: Schema<Args>,
  find: (api: Api, args: Args) => Promise<readonly Entry[]>,
): {
  readonly one: LookupAnswer<Api, Args, Entry>;
  readonly many: LookupAnswer<Api, Args, { readonly instances: readonly Entry[] }>;
} {
  return {
    one: { schema, ask: async (api, args) => onlyOne(await find(api, args)) },
    many: { schema, ask: async (api, args) => ({ instances: await find(api, args) }) },
  };
}

/**
 * The only one that fits.
 * @throws UserError  none does, or several do
 */
function onlyOne<Entry extends { readonly instanceId: string }>(entries: readonly Entry[]): Entry {
  const [first, ...others] = entries;
  if (first === undefined) throw new UserError(`there is no such instance in this region. ${whereElse}`);
  if (others.length === 0) return first;
  const ids = entries.map(({ instanceId }) => instanceId);
  const shownIds = ids.length > 10 ? [...ids.slice(0, 10), `${ids.length - 10} more`] : ids;
  throw new UserError(
    `${ids.length} instances fit: ${shownIds.join(", ")}. Ask for one by its id, or with more arguments.`,
  );
}

/** By a time as text of one form; entries without one last. */
export function latestFirst<Entry>(entries: readonly Entry[], timeOf: (entry: Entry) => string | undefined): Entry[] {
  const text = (entry: Entry) => timeOf(entry) ?? "";
  return [...entries].sort((a, b) => (text(a) < text(b) ? 1 : text(a) > text(b) ? -1 : 0));
}

/** Those with all of these properties, and with these tags among others. What is undefined does not restrict. */
export function thoseThatFit<Entry extends { readonly tags: Values }>(
  entries: readonly Entry[],
  { tags, ...wanted }: Values & { readonly tags?: Values | undefined },
): Entry[] {
  const has = (owner: object, values: Values) =>
    Object.entries(values).every(([name, value]) => value === undefined || (owner as Values)[name] === value);
  return entries.filter((entry) => has(entry, wanted) && has(entry.tags, tags ?? {}));
}
