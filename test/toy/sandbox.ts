import { createHmac } from "node:crypto";
import type { Call, Cloud, CloudDefinition, Drift, World } from "../../sandbox/core/cloud";
import { type HttpRequest, json } from "../../sandbox/core/http";
import { type Instance, Store } from "../../sandbox/core/store";
import type { ToyInputs } from "./args";

type Fields = Omit<ToyInputs, "tags" | "password">;
type Toy = Instance<Fields>;
interface Body extends ToyInputs {
  readonly action: string;
  readonly id?: string;
  readonly ids?: string[];
  readonly keys?: string[];
}

const mutating = new Set(["create", "change", "tag", "untag", "remove"]);
const parse = (request: HttpRequest): Body => JSON.parse(request.body.toString() || "{}") as Body;
const key = { id: "TOYKEY000001", secret: "ToySecret000001", account: "toy-1" };

/** The sandbox's half of the toy cloud. With a lag, listings show an instance only so long after its creation. */
export const toySandbox = (lagMs = 0): CloudDefinition => ({
  name: "toy",
  portOffset: 9,
  defaultKey: key,
  info: (endpoint) => ({ endpoint, accessKey: key.id, secretKey: key.secret, region: "north" }),
  env: ({ endpoint = "", accessKey = "", secretKey = "", region = "" }) => ({
    TOY_ENDPOINT: endpoint,
    TOY_KEY_ID: accessKey,
    TOY_KEY_SECRET: secretKey,
    TOY_REGION: region,
  }),
  create: (world) => new ToySandbox(world, lagMs),
});

class ToySandbox implements Cloud {
  private readonly store: Store<Fields>;
  constructor(
    private readonly world: World,
    private readonly lagMs: number,
  ) {
    this.store = new Store<Fields>(world.tables, world.now);
  }

  identify(request: HttpRequest): Call {
    const { action, id, password } = parse(request);
    return {
      action,
      mutating: mutating.has(action),
      ...(id ? { instanceId: id } : {}),
      params: password ? { password: "[hidden]" } : {},
      creates: action === "create" ? 1 : 0,
    };
  }

  handle(request: HttpRequest) {
    const { action, id, ids = [], keys = [], tags = {}, ...args } = parse(request);
    const { now, changeMs } = this.world;
    const caller = this.world.keys.find((each) => each.id === request.headers["x-toy-key"]);
    const signature = caller && createHmac("sha256", caller.secret).update(request.body).digest("hex");
    if (!caller || signature !== request.headers["x-toy-signature"]) return reject(401, "BadKey");
    const needs = action === "create" && Object.keys(tags).length > 0 ? "tag" : action;
    if (caller.deny?.includes(needs)) return reject(403, "Denied");
    const account = caller.account ?? "";
    if (action === "create") return this.create({ ...args, tags }, account);
    const own = this.store.all().filter((each) => each.account === account);
    const named = own.filter((each) => ids.includes(each.id));
    if (action === "list" || action === "poll") {
      const all = action === "list" ? own : named;
      return reply({ toys: all.filter(({ createdAt }) => now() - createdAt >= this.lagMs).map(show) });
    }
    if (action === "untag") {
      for (const each of named) for (const key of keys) delete each.tags[key];
      return reply({}, ...ids);
    }
    const toy = own.find((each) => each.id === id);
    if (!toy) return reject(404, "NoSuchToy");
    if (action === "observe") return reply(show(toy));
    if (action === "tag") Object.assign(toy.tags, tags);
    else if (toy.status !== "Normal" && !(action === "remove" && toy.status === "Failed")) return reject(409, "Busy");
    else if (action === "change") {
      const { password, ...set } = args;
      if (password) toy.secrets.password = password;
      const steps = [{ at: now() + changeMs, status: "Normal", set }];
      if (Object.keys(set).length > 0) this.store.begin(toy, { status: "Changing", steps });
    } else
      this.store.begin(toy, { status: "Deleting", released: true, steps: [{ at: now() + changeMs, isRemoved: true }] });
    return reply({}, toy.id);
  }

  private create({ password = "", tags = {}, ...properties }: ToyInputs, account: string) {
    const now = this.world.now();
    const id = `toy-${this.world.random.text(8)}`;
    const steps = [{ at: now + this.world.provisionMs, status: "Normal" }];
    const made = { id, account, createdAt: now, status: "Creating", properties, tags: { ...tags } };
    this.store.add({ ...made, secrets: { password }, steps, released: false });
    return reply({ id }, id);
  }

  reject = (kind: string) =>
    (kind === "throttle" ? reject(429, "SlowDown") : reject(kind === "error503" ? 503 : 500, "Trouble")).reply;
  instances = () =>
    this.store
      .all()
      .filter(({ released }) => !released)
      .map(({ createdAt, account: _account, steps: _steps, ...toy }) => ({
        ...structuredClone(toy),
        cloud: "toy",
        name: toy.properties.title ?? "",
        createdAt: new Date(createdAt).toISOString(),
        properties: { ...toy.properties },
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

const show = ({ id, status, createdAt, properties, tags }: Toy) => ({
  ...properties,
  id,
  status,
  createTime: new Date(createdAt).toISOString(),
  tags,
});
const reply = (value: object, ...touched: string[]) => ({ reply: json(200, value), touched });
const reject = (status: number, code: string) => ({
  reply: json(status, { code, message: `${code}, says the toy cloud` }),
  touched: [],
});
