import { means } from "../client/errors";
import type { InstanceDefinition, ObservedInstance, ResourceDefinition, UpdateContext, Updater } from "./definition";

/** The argument that takes over what exists already under the same name. */
export const adoptExistingArgument = "adoptExisting";

/** Which part of which instance. */
export interface PartKey {
  /** "" for what lives in no instance. */
  readonly instance: string;
  readonly name: string;
}

/** A part as a list of its instance shows it. */
export interface ListedPart {
  readonly name: string;
  /** Milliseconds since the epoch by the cloud's clock. */
  readonly begunAt: number | undefined;
  /** It cannot be what such an order makes. */
  readonly isOther?: boolean | undefined;
}

/** The same by its id. */
export type OrderedPart = { readonly id: string } & Omit<ListedPart, "name">;

/** One way of changing a living part. */
export interface PartUpdater<Args, Observed, Api> extends Pick<Updater<Args, Observed, Api>, "name" | "wait"> {
  apply(api: Api, key: PartKey, change: Partial<Args>, context: UpdateContext<Args, Observed>): Promise<void>;
}

type Shared =
  | "updaters"
  | "editRules"
  | "timeoutsMs"
  | "statuses"
  | "traceStatus"
  | "explain"
  | "outputs"
  | "whyItStays";

/** Something that lives inside an instance: what a cloud says of it. A part has no tags, and its id is the instance's with its name. */
interface CommonTraits<Args extends object, Observed extends ObservedInstance, Api>
  extends ResourceDefinition<Args, Observed, Api>,
    Omit<Pick<InstanceDefinition<Args, Observed, Api>, Shared>, "updaters"> {
  readonly noun: string;
  /** A change of it needs another part. Without one, the part belongs to the account or project in its region, and its id is its name. */
  readonly instanceArgument?: keyof Args & string;
  readonly updaters: readonly PartUpdater<Args, Observed, Api>[];
  /** The parts of one instance that have these names. "No such instance" is left to the caller. */
  observe(api: Api, instance: string, names: readonly string[]): Promise<ReadonlyMap<string, Observed>>;
  /** "No such part" and "no such instance" are left to the caller. */
  delete(api: Api, key: PartKey): Promise<void>;
}

/** A part whose name the program chooses, such as an account. */
export interface PartTraits<Args extends object, Observed extends ObservedInstance, Api>
  extends CommonTraits<Args, Observed, Api> {
  /** A change of it needs another part. */
  readonly nameArgument: keyof Args & string;
  /** Answers when the cloud has taken the order. That the name is taken means `already`; a lost answer is not repeated. */
  create(api: Api, args: Args): Promise<void>;
}

/** A part that the cloud names, such as a backup. */
export interface OrderedPartTraits<Args extends object, Observed extends ObservedInstance, Api>
  extends CommonTraits<Args, Observed, Api> {
  /** The output that has the name. */
  readonly nameOutput: string;
  /** The argument that names an existing one to manage, if there is one. */
  readonly adoptArgument?: keyof Args & string;
  /** What is there, at least what an order of these arguments, with this token where one is sent, can have made. */
  made(api: Api, args: Args, token: string): Promise<readonly ListedPart[]>;
  /** Answers with the name when the cloud has taken the order. A lost answer is not repeated. @param token  of this order only */
  create(api: Api, args: Args, token: string): Promise<string>;
}

/** To the steps that observe, change and delete, a part is an instance whose id says where it lives. */
export interface PartDefinition<Args extends object, Observed extends ObservedInstance, Api>
  extends InstanceDefinition<Args, Observed, Api> {
  readonly noun: string;
  readonly part: {
    /** Undefined where the arguments do not say it. */
    idOf(args: Partial<Args>): string | undefined;
    /** @throws Error  the text is no id of a part */
    keyOf(id: string): PartKey;
    /** "" for what lives in no instance. */
    instanceOf(args: Args): string;
    readonly adoptArgument?: string;
    /** Of parts that the cloud names: what is there, by id. */
    made?(api: Api, args: Args, token: string): Promise<readonly OrderedPart[]>;
  };
}

export function partDefinition<Args extends object, Observed extends ObservedInstance, Api>(
  traits: PartTraits<Args, Observed, Api> | OrderedPartTraits<Args, Observed, Api>,
): PartDefinition<Args, Observed, Api> {
  const { instanceArgument } = traits;
  const nameArgument = "nameArgument" in traits ? traits.nameArgument : undefined;
  const instanceOf = (args: Args) => (instanceArgument ? String(args[instanceArgument]) : "");
  const idFrom = (instance: string, name: string) => (instanceArgument ? `${instance}:${name}` : name);
  const idOf = (args: Partial<Args>) => {
    const [instance, name] = [instanceArgument && args[instanceArgument], nameArgument && args[nameArgument]];
    return typeof instance === "string" && typeof name === "string" ? idFrom(instance, name) : undefined;
  };
  const keyOf = (id: string): PartKey => {
    const [, instance, name] = (instanceArgument ? /^([^:]+):([^:]+)$/ : /^()([^:]+)$/).exec(id) ?? [];
    if (instance !== undefined && name !== undefined) return { instance, name };
    const form = `<${"nameOutput" in traits ? traits.nameOutput : traits.nameArgument}>`;
    throw new Error(
      `that is no id of this resource: write ${instanceArgument ? idFrom(`<${instanceArgument}>`, form) : form}.`,
    );
  };
  const partsOf = (api: Api, instance: string, names: readonly string[]) =>
    traits.observe(api, instance, names).catch((error: unknown): ReadonlyMap<string, Observed> => {
      if (means(error, "notFound")) return new Map();
      throw error;
    });
  const observe = async (api: Api, id: string) => {
    const { instance, name } = keyOf(id);
    return (await partsOf(api, instance, [name])).get(name);
  };
  const observeAll = async (api: Api, ids: readonly string[]) => {
    const keys = ids.map(keyOf);
    const instances = [...new Set(keys.map(({ instance }) => instance))];
    const found = await Promise.all(
      instances.map(async (instance) => {
        const names = keys.flatMap((key) => (key.instance === instance ? [key.name] : []));
        const parts = await partsOf(api, instance, names);
        return [...parts].map(([name, part]) => [idFrom(instance, name), part] as const);
      }),
    );
    return new Map(found.flat());
  };
  return {
    ...traits,
    part: {
      ...{ idOf, keyOf, instanceOf },
      ...("made" in traits && {
        ...(traits.adoptArgument && { adoptArgument: traits.adoptArgument }),
        async made(api, args, token) {
          const parts = await traits.made(api, args, token);
          return parts.map(({ name, ...part }) => ({ id: idFrom(instanceOf(args), name), ...part }));
        },
      }),
    },
    updaters: traits.updaters.map(({ apply, ...updater }) => ({
      ...updater,
      apply: (api, id, change, context) => apply(api, keyOf(id), change, context),
    })),
    isCreateRepeatable: false,
    async create(api, args, { token }) {
      if ("made" in traits) return idFrom(instanceOf(args), await traits.create(api, args, token));
      await traits.create(api, args);
      return String(idOf(args));
    },
    observe,
    listing: { observe: observeAll, lacks: [] },
    isSettled: () => true,
    delete: (api, id) => traits.delete(api, keyOf(id)),
    whyUndeletable: () => undefined,
    adoption: {
      nameArgument: nameArgument ?? instanceArgument ?? traits.regionArgument,
      defaults: {},
      leftOut: () => [],
      hasPassword: () => true,
    },
  };
}

/** A part's definition whose types do not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of definitions has no common type arguments
export type AnyPartDefinition = PartDefinition<any, any, any>;

/** Does it live in an instance, a project or a region, without tags of its own? */
export const isPart = (definition: object): definition is AnyPartDefinition => "part" in definition;
