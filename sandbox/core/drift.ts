import type { Drift } from "./cloud";
import type { Instance, Store } from "./store";

/** Vendor fields that are more than one property of that name. */
export type SpecialDrifts<P> = Readonly<Record<string, (instance: Instance<P>, value: unknown) => void>>;

/**
 * One entry of a list, such as an account, by the vendor's name for its name: what is to be different, or `isDeleted`.
 * @throws for an entry that does not exist
 */
export function driftEntry<Entry extends object>(
  entries: readonly Entry[],
  nameField: keyof Entry & string,
  value: unknown,
): Entry[] {
  const { isDeleted, ...set } = value as Partial<Entry> & { isDeleted?: boolean };
  const isMeant = (each: Entry) => each[nameField] === (value as Entry)[nameField];
  if (!entries.some(isMeant)) throw new Error(`drift: no ${nameField} "${String((value as Entry)[nameField])}"`);
  return entries.flatMap((each) => {
    if (!isMeant(each)) return [each];
    return isDeleted === true ? [] : [{ ...each, ...set }];
  });
}

/**
 * The same of a template, which is no instance.
 * @param settings  its field with the engine's settings, of which a drift names those that are to be different
 * @returns false where there is no such template
 */
export function driftTemplate<Name extends string>(
  templates: Map<string, { [K in Name]: Readonly<Record<string, string>> }>,
  { id, set = {}, delete: isDeleted }: Drift,
  settings: Name,
): boolean {
  const template = templates.get(id);
  if (template === undefined) return false;
  Object.assign(template, set, { [settings]: { ...template[settings], ...(set[settings] as object | undefined) } });
  if (isDeleted === true) templates.delete(id);
  return true;
}

/** @throws for an instance or field that does not exist, because a drift without effect would let a test pass for nothing. */
export function driftInstance<P extends object>(store: Store<P>, change: Drift, special: SpecialDrifts<P>): void {
  const { id, set = {}, tags, delete: isDeleted } = change;
  const instance = store.find(id);
  if (instance === undefined) throw new Error(`drift: no instance "${id}"`);
  for (const name of Object.keys(set)) {
    if (!Object.hasOwn(special, name) && !Object.hasOwn(instance.properties, name)) {
      throw new Error(`drift: an instance has no field "${name}"`);
    }
  }
  for (const [name, value] of Object.entries(set)) {
    const drift = special[name];
    if (drift === undefined) Object.assign(instance.properties, { [name]: value });
    else drift(instance, value);
  }
  if (tags !== undefined) instance.tags = { ...tags };
  if (isDeleted === true) store.remove(id);
}
