import { createHmac } from "node:crypto";
import type { Call, Cloud, CloudDefinition, Drift, Outcome, World } from "../../sandbox/core/cloud";
import { type HttpRequest, json } from "../../sandbox/core/http";
import { type Instance, Store } from "../../sandbox/core/store";
import type { ToyInputs } from "./args";

type Fields = Omit<ToyInputs, "tags" | "password">;
/** What the cloud holds of an instance. */
export type Toy = Instance<Fields>;

export interface ToyCall extends ToyInputs {
  readonly action: string;
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly keys?: readonly string[];
}

const success = (body: object, ...touched: string[]): Outcome => ({ reply: json(200, body), touched });
const rejection = (status: number, code: string): Outcome => ({
  ...{ reply: json(status, { code, message: `${code}, says the toy cloud` }), touched: [] },
});

const mutating = ["create", "change", "tag", "untag", "remove"];
const parse = (request: HttpRequest): ToyCall => JSON.parse(request.body.toString() || "{}") as ToyCall;
const key = { id: "TOYKEY000001", secret: "ToySecret000001", account: "toy-1" };

/** The sandbox's half of the toy cloud. With a lag, listings show an instance only so long after its creation. */
export const toySandbox = (lagMs = 0): CloudDefinition => ({
  name: "toy",
  portOffset: 9,
  defaultKey: key,
  info: (endpoint) => ({ TOY_ENDPOINT: endpoint, TOY_KEY_ID: key.id, TOY_KEY_SECRET: key.secret, TOY_REGION: "north" }),
  env: (info) => info,
  create: (world) => new ToySandbox(world, lagMs),
});

export class ToySandbox implements Cloud {
  private readonly store: Store<Fields>;
  private created = 0;

  constructor(
    private readonly world: Pick<World, "now" | "provisionMs" | "changeMs" | "tables" | "keys">,
    private readonly lagMs = 0,
  ) {
    this.store = new Store(world.tables, world.now);
  }

  identify(request: HttpRequest): Call {
    const { action, id } = parse(request);
    const call = { action, mutating: mutating.includes(action), creates: action === "create" ? 1 : 0, params: {} };
    return { ...call, ...(id && { instanceId: id }) };
  }

  handle(request: HttpRequest): Outcome {
    const call = parse(request);
    const caller = this.world.keys.find(({ id }) => id === request.headers["x-toy-key"]);
    const signature = caller && createHmac("sha256", caller.secret).update(request.body).digest("hex");
    if (!caller || signature !== request.headers["x-toy-signature"]) return rejection(401, "BadKey");
    const needs = call.action === "create" && Object.keys(call.tags ?? {}).length > 0 ? "tag" : call.action;
    if (caller.deny?.includes(needs)) return rejection(403, "Denied");
    return this.answer(call, caller.account);
  }

  /** Carries a call out. */
  answer({ action, id = "", ids = [], keys = [], tags = {}, password, ...args }: ToyCall, account = ""): Outcome {
    const { now, provisionMs, changeMs } = this.world;
    const own = this.store.all().filter((each) => each.account === account);
    const named = own.filter((each) => action === "list" || [id, ...ids].includes(each.id));
    const [toy] = named;
    if (action === "create") {
      const made = `toy-${++this.created}`;
      const steps = [{ at: now() + provisionMs, status: "Normal" }];
      this.store.add({
        ...{ id: made, account, createdAt: now(), status: "Creating", properties: args, tags: { ...tags } },
        ...{ secrets: password ? { password } : {}, steps, released: false },
      });
      return success({ id: made }, made);
    }
    if (action === "list" || action === "poll")
      return success({ toys: named.filter(({ createdAt }) => now() - createdAt >= this.lagMs).map(view) });
    if (action === "untag") for (const each of named) for (const key of keys) delete each.tags[key];
    if (action === "untag") return success({}, ...ids);
    if (!toy) return rejection(404, "NoSuchToy");
    if (action === "observe") return success(view(toy));
    const until = (step: object) => [{ at: now() + changeMs, ...step }];
    if (action === "tag") Object.assign(toy.tags, tags);
    if (action === "remove")
      this.store.begin(toy, { status: "Deleting", released: true, steps: until({ isRemoved: true }) });
    if (action === "change") {
      if (toy.status !== "Normal") return rejection(409, "Busy");
      if (password) toy.secrets.password = password;
      if (Object.keys(args).length > 0)
        this.store.begin(toy, { status: "Changing", steps: until({ status: "Normal", set: args }) });
    }
    return success({}, id);
  }

  reject = (kind: string) =>
    (kind === "throttle" ? rejection(429, "SlowDown") : rejection(Number(kind.slice(-3)), "Trouble")).reply;
  instances = () =>
    this.store
      .all()
      .filter(({ released }) => !released)
      .map(({ createdAt, ...toy }) => ({
        ...{ ...structuredClone(toy), cloud: "toy", name: toy.properties.title ?? "" },
        createdAt: new Date(createdAt).toISOString(),
      }));
  fail = (id: string) => this.store.fail(id, "Failed");
  stall = (id: string) => this.store.stall(id);
  remember = () => this.store.remember([]);
  servers = () => [];
  drift({ id, set, tags, delete: isDeleted }: Drift): void {
    const toy = this.store.find(id);
    if (!toy) throw new Error(`drift: no toy ${id}`);
    Object.assign(toy.properties, set);
    if (tags) toy.tags = { ...tags };
    if (isDeleted) this.store.remove(id);
  }
}

const view = ({ id, status, createdAt, properties, tags }: Toy) => ({
  ...{ ...properties, id, status, tags },
  createTime: new Date(createdAt).toISOString(),
});
