import { stackHash } from "../../../provider/core/ownership/backend";
import { formatPendingTag, leftAlone, urnHash } from "../../../provider/core/ownership/pendingTag";
import { InstanceProvider } from "../../../provider/core/provider/instanceProvider";
import { returnedTagKey } from "../../../provider/core/resource/cloud";
import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { VirtualClock } from "../../support/virtualClock";
import { ownTags, ToyCloud, type ToySession, toyDefinition, toyEnv, toySession } from "../toy";

type Values = Record<string, unknown>;
const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const stack = stackHash({ env: toyEnv, cwd: "/nonexistent", nonce: () => "none" }, { __urn: urn });

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

const tagOf = (more: { stack?: string; urn?: string } = {}) =>
  formatPendingTag({ urn: more.urn ?? urnHash(urn), stack: more.stack ?? stack, identity: "0123456789ab" });

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
async function entry(more: Parameters<ToyCloud["put"]>[1]): Promise<{ id: string; outs: Values }> {
  const made = await create({ title: "before" });
  cloud.put(made.id, more);
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

/** The engine shows an entry of the state that needs no change, in an update or in a preview. */
async function same(made: { id: string; outs: Values }, isUpdate = true): Promise<void> {
  const inputs = await check({ title: "before", ...(isUpdate && { __isUpdate: true }) }, made.outs);
  expect(inputs).not.toHaveProperty("__isUpdate");
  expect(await provider.diff(made.id, made.outs, inputs)).toMatchObject({ changes: false });
}

const shutDown = () => session.shutdown.run();
const untags = () => cloud.calls.filter((call) => call.startsWith("untag"));

const isReturned = () => returnedTagKey in (cloud.instances.get("toy-1")?.tags ?? {});

describe("at the end of the run that created", () => {
  test("the pending tag stays, and the returned tag is put beside it, not before", async () => {
    const { id } = await create();
    expect(cloud.pendingTags()[id]).toMatch(/^[0-9a-f.]{38}$/);
    expect(isReturned()).toBe(false);
    await shutDown();
    expect(cloud.pendingTags()[id]).toMatch(/^[0-9a-f.]{38}$/);
    expect(isReturned()).toBe(true);
    expect(untags()).toEqual([]);
  });

  test("an instance that the saved state lacks is named", async () => {
    session = toySession({ clock, savedState: { inFile: () => new Set(), read: async () => new Set() } });
    provider = new InstanceProvider(definition, session);
    const { id } = await create();
    await shutDown();
    expect(session.engine.warnings.join()).toMatch(new RegExp(`${id} was created, but the saved state.*does not hold`));
  });

  test("with as many tags as there can be, the pending tag makes room", async () => {
    definition = {
      ...definition,
      cloud: { ...definition.cloud, pendingTags: { ...definition.cloud.pendingTags, mostTags: 3 } },
    };
    provider = new InstanceProvider(definition, session);
    const { id } = await create({ tags: { one: "1", two: "2" } });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [id]: undefined });
  });
});

describe("at the end of a later run", () => {
  test.each([
    ["an update", (made: { id: string; outs: Values }) => update(made, { title: "after" })],
    ["an up without changes", (made: { id: string; outs: Values }) => same(made)],
    ["a refresh", (made: { id: string; outs: Values }) => provider.read(made.id, made.outs)],
  ])("that was shown the id by %s, the tags are removed", async (_, show) => {
    const made = await entry({ tags: ownTags(tagOf(), true) });
    await show(made);
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [made.id]: undefined });
    expect(isReturned()).toBe(false);
  });

  test("also under the former name of the resource, and whatever its age", async () => {
    const made = await entry({ tags: ownTags(tagOf({ urn: urnHash("urn:before") })), createdAt: 0 });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [made.id]: undefined });
  });

  test("also under the former name of the stack, where a run has ended well", async () => {
    const made = await entry({ tags: ownTags(tagOf({ stack: "ffffffffffff" }), true) });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [made.id]: undefined });
  });

  test.each([
    ["of another stack, unfinished", tagOf({ stack: "ffffffffffff" })],
    ["of another form", "somebody else's"],
  ])("a pending tag %s stays", async (_, pendingTag) => {
    const made = await entry({ tags: ownTags(pendingTag) });
    await update(made, { title: "after" });
    await shutDown();
    expect(cloud.pendingTags()[made.id]).toBe(pendingTag);
    expect(untags()).toEqual([]);
  });

  test("several are removed in one call, and listed in one", async () => {
    const made = [await create({ title: "before" }), await create({ title: "before" })];
    session = toySession({ clock });
    provider = new InstanceProvider(definition, session);
    cloud.calls.length = 0;
    for (const each of made) await same(each);
    await shutDown();
    expect(cloud.calls).toEqual(["list", "untag toy-1 toy-2"]);
  });
});

describe("an instance of this stack that no call has shown", () => {
  const orphan = async (pendingTag: string, saved?: ReadonlySet<string>) => {
    cloud.put("i-9", { tags: ownTags(pendingTag) });
    const made = await entry({ tags: {} });
    session = toySession({ clock, savedState: { inFile: () => saved, read: async () => saved } });
    provider = new InstanceProvider(definition, session);
    await same(made);
    await shutDown();
    expect(cloud.pendingTags()["i-9"]).toBe(pendingTag);
    return session.engine.warnings.join();
  };

  test("is named, and keeps its tag", async () => {
    expect(await orphan(tagOf({ urn: urnHash("urn:other") }), new Set())).toMatch(/i-9 was created for this stack/);
  });

  test("is named with a reservation where the state cannot be read", async () => {
    expect(await orphan(tagOf())).toMatch(/i-9 .*as far as this run has seen it/);
  });

  test("is not named when the state holds it: it belongs to a resource that this run leaves out", async () => {
    expect(await orphan(tagOf(), new Set(["i-9"]))).toBe("");
  });

  test.each([
    ["left alone by a person", leftAlone],
    ["of another stack", tagOf({ stack: "ffffffffffff" })],
  ])("is not named when it is %s", async (_, pendingTag) => {
    expect(await orphan(pendingTag, new Set())).toBe("");
  });
});

describe("an order without an answer, whose instances have no tag", () => {
  const attempt = { token: "t", startedAt: 0, count: 3, of: "ToyBatch (north)", isUntagged: true };
  const warningsWith = async (key: string) => {
    const made = await entry({});
    const journal = { find: () => undefined, findAll: () => new Map([[key, attempt]]), begin() {}, end() {} };
    session = toySession({ clock, journal });
    provider = new InstanceProvider(definition, session);
    await same(made);
    await shutDown();
    return session.engine.warnings.join();
  };

  test("is named when its resource is no longer in the program", async () => {
    expect(await warningsWith(tagOf({ urn: urnHash("urn:gone") }))).toMatch(/ordered 3 of ToyBatch \(north\)/);
  });

  test("is left to its resource otherwise, and to its own stack", async () => {
    expect(await warningsWith(tagOf())).toBe("");
    expect(await warningsWith(tagOf({ urn: urnHash("urn:gone"), stack: "ffffffffffff" }))).toBe("");
  });
});

describe("shutdown sends nothing", () => {
  test("when this process only previewed", async () => {
    const made = await entry({ tags: ownTags(tagOf()) });
    await same(made, false);
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
    expect(isReturned()).toBe(false);
    cloud.before = () => undefined;
    finish();
    await inFlight;
    await shutDown();
    expect(isReturned()).toBe(true);
  });
});

describe("a failure", () => {
  test("to untag is ignored", async () => {
    const made = await entry({ tags: ownTags(tagOf()) });
    await same(made);
    cloud.before = (call) => {
      if (call.startsWith("untag")) throw new Error("denied for this test");
    };
    await expect(shutDown()).resolves.toBeUndefined();
  });

  test("to list does not keep the returned tag off an instance of this process", async () => {
    await create();
    clock.advance(10_000);
    cloud.before = (call) => {
      if (call === "list") throw new Error("denied for this test");
    };
    await expect(shutDown()).resolves.toBeUndefined();
    expect(isReturned()).toBe(true);
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
    expect(isReturned()).toBe(true);
  });
});
