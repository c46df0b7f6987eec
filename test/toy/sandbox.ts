import { createHmac } from "node:crypto";
import type { Call, Cloud, CloudDefinition, Drift, World } from "../../sandbox/core/cloud";
import { type HttpRequest, json } from "../../sandbox/core/http";
import { type Instance, Store } from "../../sandbox/core/store";

interface Fields {
  region: string;
  name: string;
  size: number;
}
type Toy = Instance<Fields>;
type Body = {
  action: string;
  id?: string;
  ids?: string[];
  region?: string;
  name?: string;
  size?: number;
  password?: string;
  tags?: Record<string, string>;
};

const mutating = new Set(["make", "change", "tag", "untag", "drop"]);
const parse = (request: HttpRequest): Body => JSON.parse(request.body.toString() || "{}") as Body;

/** The sandbox half of the toy cloud: one POST, five actions, HMAC over the body. */
export const toySandbox: CloudDefinition = {
  name: "toy",
  portOffset: 9,
  defaultKey: { id: "TOYKEY000001", secret: "ToySecret000001", account: "toy-1" },
  info: (endpoint) => ({ endpoint, accessKey: "TOYKEY000001", secretKey: "ToySecret000001", region: "toy-1" }),
  env: (info) => ({
    TOY_ENDPOINT: info.endpoint ?? "",
    TOY_KEY: info.accessKey ?? "",
    TOY_SECRET: info.secretKey ?? "",
    TOY_REGION: info.region ?? "",
  }),
  create: (world) => new ToyCloud(world),
};

/** The same cloud with listings that show an instance only so long after its creation. */
export const laggingToySandbox = (lagMs: number): CloudDefinition => ({
  ...toySandbox,
  create: (world) => new ToyCloud(world, lagMs),
});

class ToyCloud implements Cloud {
  private readonly store: Store<Fields>;
  constructor(
    private readonly world: World,
    private readonly lagMs = 0,
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
      creates: action === "make" ? 1 : 0,
    };
  }

  handle(request: HttpRequest) {
    const body = parse(request);
    const key = this.world.keys.find(({ id }) => id === request.headers["x-toy-key"]);
    const signature = key && createHmac("sha256", key.secret).update(request.body).digest("hex");
    if (!key || signature !== request.headers["x-toy-signature"]) return refuse(401, "BadKey");
    const tags = body.action === "make" && Object.keys(body.tags ?? {}).length > 0 ? "tag" : body.action;
    if (key.deny?.includes(tags) || key.deny?.includes(body.action)) return refuse(403, "Denied");
    const mine = this.store.all().filter((toy) => toy.account === (key.account ?? ""));
    if (body.action === "make") return this.make(body, key.account ?? "");
    if (body.action === "list") {
      const listed = mine.filter(({ createdAt }) => this.world.now() - createdAt >= this.lagMs);
      return reply({ toys: listed.filter(({ id }) => !body.ids || body.ids.includes(id)).map(show) });
    }
    const toy = mine.find(({ id }) => id === body.id);
    if (!toy) return refuse(404, "NoSuchToy");
    switch (body.action) {
      case "show":
        return reply(show(toy));
      case "tag":
        Object.assign(toy.tags, body.tags);
        return reply({}, toy.id);
      case "untag":
        for (const name of Object.keys(body.tags ?? {})) delete toy.tags[name];
        return reply({}, toy.id);
      case "change":
        if (toy.status !== "ready") return refuse(409, "Busy");
        if (body.password) toy.secrets.password = body.password;
        if (body.name) toy.properties.name = body.name;
        if (body.size)
          this.store.begin(toy, {
            status: "changing",
            steps: [{ at: this.world.now() + this.world.changeMs, status: "ready", set: { size: body.size } }],
          });
        return reply({}, toy.id);
      default:
        if (toy.status !== "ready" && toy.status !== "broken") return refuse(409, "Busy");
        this.store.begin(toy, {
          status: "dropping",
          released: true,
          steps: [{ at: this.world.now() + this.world.changeMs, isRemoved: true }],
        });
        return reply({}, toy.id);
    }
  }

  private make({ region = "", name = "", size = 1, password = "", tags = {} }: Body, account: string) {
    const now = this.world.now();
    const id = `toy-${this.world.random.text(8)}`;
    const steps = [{ at: now + this.world.provisionMs, status: "ready" }];
    this.store.add({
      id,
      account,
      createdAt: now,
      status: "making",
      properties: { region, name, size },
      tags: { ...tags },
      secrets: { password },
      steps,
      released: false,
    });
    return reply({ id }, id);
  }

  reject = (kind: string) =>
    refuse(kind === "throttle" ? 429 : kind === "error503" ? 503 : 500, kind === "throttle" ? "SlowDown" : "Trouble")
      .reply;
  instances = () =>
    this.store
      .all()
      .filter(({ released }) => !released)
      .map(({ id, status, createdAt, tags, properties, secrets }) => ({
        cloud: "toy",
        id,
        name: properties.name,
        status,
        createdAt: new Date(createdAt).toISOString(),
        tags: { ...tags },
        properties: { ...properties },
        secrets: { ...secrets },
      }));
  fail = (id: string) => this.store.fail(id, "broken");
  stall = (id: string) => this.store.stall(id);
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
  id,
  status,
  createTime: new Date(createdAt).toISOString(),
  ...properties,
  tags,
});
const reply = (value: object, ...touched: string[]) => ({ reply: json(200, value), touched });
const refuse = (status: number, code: string) => ({
  reply: json(status, { code, message: `${code}, says the toy cloud` }),
  touched: [],
});
