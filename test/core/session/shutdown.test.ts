import { backendHash } from "../../../provider/core/ownership/backend";
import { dayMs, formatPendingTag, urnHash } from "../../../provider/core/ownership/pendingTag";
import { InstanceProvider } from "../../../provider/core/provider/instanceProvider";
import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { VirtualClock } from "../../support/virtualClock";
import { type HeldToy, ToyCloud, type ToySession, toyDefinition, toyEnv, toySession } from "../toy";

type Values = Record<string, unknown>;
const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const backend = backendHash({ env: toyEnv, cwd: "/nonexistent" }, "");

let clock: VirtualClock;
let cloud: ToyCloud;
let definition: AnyInstanceDefinition;
let session: ToySession;
let provider: InstanceProvider;

beforeEach(() => {
  clock = new VirtualClock();
  cloud = new ToyCloud(clock);
  definition = toyDefinition(cloud);
  session = toySession({ clock });
  provider = new InstanceProvider(definition, session);
});

const tagOf = (more: { backend?: string; urn?: string } = {}) =>
  formatPendingTag({ urn: more.urn ?? urnHash(urn), backend: more.backend ?? backend, identity: "0123456789ab" });

/** The engine's calls for one resource of a program. */
async function check(args: Values, olds: Values = {}): Promise<Values> {
  const { inputs, failures } = await provider.check(olds, { region: "north", __provider: "code", __urn: urn, ...args });
  expect(failures).toEqual([]);
  return inputs as Values;
}

async function create(args: Values = {}): Promise<{ id: string; outs: Values }> {
  const inputs = await check(args);
  return (await provider.create(inputs)) as { id: string; outs: Values };
}

/** A state entry of an earlier run, whose instance is in the cloud. */
async function entry(more: Partial<HeldToy>): Promise<{ id: string; outs: Values }> {
  const made = await create({ title: "before" });
  Object.assign(cloud.instances.get(made.id) as HeldToy, more);
  // The run that made it is over: this is another process.
  session = toySession({ clock });
  provider = new InstanceProvider(definition, session);
  cloud.calls.length = 0;
  return made;
}

async function update(made: { id: string; outs: Values }, args: Values): Promise<void> {
  const inputs = await check(args, made.outs);
  await provider.diff(made.id, made.outs, inputs);
  await provider.update(made.id, made.outs, inputs);
}

const shutDown = () => session.shutdown.run();
const untags = () => cloud.calls.filter((call) => call.startsWith("untag"));

describe("at the end of a run", () => {
  test("the pending tag of a created instance is removed at shutdown, and not before", async () => {
    const { id } = await create();
    expect(cloud.pendingTags()[id]).toMatch(/^[0-9a-f.]{38}$/);
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [id]: undefined });
  });

  test("several pending tags are removed in one call", async () => {
    await create();
    await create();
    await create();
    cloud.calls.length = 0;
    await shutDown();
    expect(cloud.calls).toEqual(["list", "untag toy-1 toy-2 toy-3"]);
  });

  test("a young pending tag of this backend on an instance that diff saw is removed", async () => {
    const made = await entry({ pendingTag: tagOf() });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [made.id]: undefined });
  });

  test("a pending tag under the former name of the resource is removed", async () => {
    const made = await entry({ pendingTag: tagOf({ urn: urnHash("urn:before") }) });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [made.id]: undefined });
  });

  test.each([
    ["older than a day", { pendingTag: tagOf(), createdAt: Date.parse("2026-01-01T00:00:00Z") - dayMs - 1 }],
    ["of another backend", { pendingTag: tagOf({ backend: "ffffffffffff" }) }],
    ["of another form", { pendingTag: "somebody else's" }],
  ])("a pending tag %s on an instance that diff saw stays", async (_, more) => {
    const made = await entry(more);
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()[made.id]).toBe(more.pendingTag);
    expect(untags()).toEqual([]);
  });

  test("a pending tag on an instance that no call named stays: it is an orphan's", async () => {
    cloud.put("i-9", { pendingTag: tagOf() });
    const made = await entry({ pendingTag: undefined });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()["i-9"]).toBe(tagOf());
  });
});

describe("shutdown sends nothing", () => {
  test("when this process only previewed", async () => {
    const made = await entry({ pendingTag: tagOf() });
    const inputs = await check({ title: "after" }, made.outs);
    await provider.diff(made.id, made.outs, inputs);
    await shutDown();
    expect(cloud.calls).toEqual([]);
  });

  test("when this process did nothing", async () => {
    await shutDown();
    expect(cloud.calls).toEqual([]);
  });

  test("while an operation is in flight", async () => {
    await create();
    let finish: () => void = () => undefined;
    const untilFinished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    cloud.before = (call) => (call.startsWith("observe") ? untilFinished : undefined);
    const inFlight = create();
    while (!cloud.calls.some((call) => call === "observe toy-2")) await new Promise(setImmediate);
    await shutDown();
    expect(untags()).toEqual([]);
    cloud.before = () => undefined;
    finish();
    await inFlight;
    await shutDown();
    expect(untags()).toEqual(["untag toy-1 toy-2"]);
  });
});

describe("a failure", () => {
  test("to untag is ignored", async () => {
    await create();
    cloud.before = (call) => {
      if (call.startsWith("untag")) throw new Error("denied for this test");
    };
    await expect(shutDown()).resolves.toBeUndefined();
  });

  test("to list does not keep the tag on an instance of this process", async () => {
    const { id } = await create();
    clock.advance(10_000);
    cloud.before = (call) => {
      if (call === "list") throw new Error("denied for this test");
    };
    await expect(shutDown()).resolves.toBeUndefined();
    expect(cloud.pendingTags()).toEqual({ [id]: undefined });
  });

  test("to answer ends after 3 s of the clock", async () => {
    await create();
    const before = clock.now();
    cloud.before = () => new Promise<void>(() => undefined);
    await shutDown();
    expect(clock.now() - before).toBe(3000);
  });

  test("of an operation counts as its end", async () => {
    await expect(session.shutdown.track(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
    await create();
    await shutDown();
    expect(untags()).toEqual(["untag toy-1"]);
  });
});
