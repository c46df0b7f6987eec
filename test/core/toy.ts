import { CloudError } from "../../provider/core/client/errors";
import type { Action } from "../../provider/core/client/request";
import { pendingTagKey, returnedTag, returnedTagKey } from "../../provider/core/resource/cloud";
import type { AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { StatusPoller } from "../../provider/core/waiter/statusPoller";
import type { Wait } from "../../provider/core/waiter/waiter";
import { VirtualClock } from "../support/virtualClock";
import type { ToyInputs } from "../toy/args";
import type { ToyApi } from "../toy/client";
import { toyDefinition as overHttp } from "../toy/definition";
import type { ToyInstance } from "../toy/instance";
import type { ToySession } from "./toySession";

export { toyAttributes } from "../toy/attributes";
export { settings as toySettings } from "../toy/credentials";
export { emptyJournal, savedAs, type ToySession, toyEnv, toySession } from "./toySession";
export type { ToyInputs, ToyInstance };

/** What the cloud holds of an instance. */
export interface HeldToy extends ToyInstance {
  readonly password?: string | undefined;
  readonly pendingTag?: string | undefined;
  readonly isReturned?: boolean;
  readonly createdAt: number;
}

interface Body extends Partial<ToyInputs> {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly keys?: readonly string[];
}

/** The toy cloud without a wire: each call takes effect at once and is recorded, as its name and the ids it changes. */
export class ToyCloud implements ToyApi {
  readonly instances = new Map<string, HeldToy>();
  readonly calls: string[] = [];
  /** Runs before each call; a test throws here, or waits. */
  before: (call: string) => Promise<void> | void = () => undefined;
  private created = 0;

  constructor(readonly clock: VirtualClock) {}

  async call<Reply>({ name }: Action, body: Body): Promise<Reply> {
    const { id, ids = [] } = body;
    const targets = name === "poll" ? [] : id === undefined ? [...ids].sort() : [id];
    return this.record([name, ...targets].join(" "), () => this.answer(name, body) as Reply);
  }

  async record<Result>(call: string, work: () => Result): Promise<Result> {
    this.calls.push(call);
    await this.before(call);
    return work();
  }

  put(id: string, more: Partial<HeldToy> = {}): HeldToy {
    const instance: HeldToy = { id, status: "Normal", region: "north", createdAt: this.clock.now(), ...more };
    this.instances.set(id, instance);
    return instance;
  }

  /** Changes an instance that exists. */
  set(id: string, change: Partial<HeldToy>): void {
    const instance = this.instances.get(id);
    if (instance) this.instances.set(id, { ...instance, ...change });
  }

  /** A new instance under the next id; arguments that are undefined are left out. */
  add(args: Partial<HeldToy>): string {
    this.created += 1;
    const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
    return this.put(`toy-${this.created}`, given).id;
  }

  pendingTags(): Record<string, string | undefined> {
    return Object.fromEntries([...this.instances.values()].map(({ id, pendingTag }) => [id, pendingTag]));
  }

  private answer(name: string, { id = "", ids = [], keys = [], ...args }: Body): unknown {
    const { tags: { [pendingTagKey]: pendingTag, ...tags } = {} } = args;
    const { region = "north", title, zone } = args;
    if (name === "create") return { id: this.add({ region, title, zone, pendingTag }) };
    if (name === "observe") return this.instances.get(id) ?? notFound();
    if (name === "poll") return { toys: ids.flatMap((each) => this.instances.get(each) ?? []) };
    if (name === "list") return { toys: [...this.instances.values()].map(asListed) };
    if (name === "change") return this.set(id, args);
    if (name === "tag" && returnedTagKey in tags) return this.set(id, { isReturned: true });
    if (name === "tag") return this.set(id, { tags: { ...this.instances.get(id)?.tags, ...tags } });
    if (name === "remove") return void this.instances.delete(id);
    for (const each of ids) {
      const kept = Object.entries(this.instances.get(each)?.tags ?? {}).filter(([key]) => !keys.includes(key));
      this.set(
        each,
        keys.includes(pendingTagKey)
          ? { pendingTag: undefined, isReturned: false }
          : { tags: Object.fromEntries(kept) },
      );
    }
  }
}

const notFound = (): never => {
  throw new CloudError("observe", 404, { code: "NoSuchToy", message: "no such toy" }, "notFound");
};

const asListed = ({ createdAt, pendingTag, isReturned, tags, ...toy }: HeldToy) => ({
  ...toy,
  createTime: new Date(createdAt).toISOString(),
  tags: { ...tags, ...(pendingTag !== undefined && { [pendingTagKey]: pendingTag }), ...(isReturned && returnedTag) },
});

/** The toy resource in memory. */
export function toyDefinition(
  cloud = new ToyCloud(new VirtualClock()),
  more: Partial<AnyInstanceDefinition> = {},
): AnyInstanceDefinition {
  return { ...overHttp, cloud: { ...overHttp.cloud, client: () => cloud }, isCreateRepeatable: true, ...more };
}

/** A wait for the instance `i-1`, a minute long. */
export function toyWait(cloud: ToyCloud, session: ToySession, more: Partial<Wait> = {}): Wait {
  const definition = toyDefinition(cloud);
  const { clock, engine } = session;
  return {
    definition,
    host: session,
    statusPoller: new StatusPoller(clock, {
      many: (ids) => definition.listing.observe(cloud, ids),
      one: (id) => definition.observe(cloud, id, {}),
    }),
    api: cloud,
    id: "i-1",
    status: (text) => engine.status("urn", text),
    deadline: clock.now() + 60_000,
    ...more,
  };
}
