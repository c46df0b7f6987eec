import { stackHash } from "../../../provider/core/ownership/backend";
import { formatPendingTag, leftAlone, urnHash } from "../../../provider/core/ownership/pendingTag";
import { InstanceProvider } from "../../../provider/core/provider/instanceProvider";
import { returnedTagKey } from "../../../provider/core/resource/cloud";
import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { VirtualClock } from "../../support/virtualClock";
import { emptyJournal, ownTags, savedAs, ToyCloud, type ToySession, toyDefinition, toyEnv, toySession } from "../toy";

type Values = Record<string, unknown>;
type Made = { id: string; outs: Values };
const none = new Set<string>();
const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const stack = stackHash({ env: toyEnv, cwd: "/nonexistent", nonce: () => "none" }, { __urn: urn });

let clock: VirtualClock;
let cloud: ToyCloud;
let definition: AnyInstanceDefinition;
let session: ToySession;
let provider: InstanceProvider;

/** Another process. */
function start(overrides: Parameters<typeof toySession>[0] = {}): void {
  session = toySession({ clock, ...overrides });
  provider = new InstanceProvider(definition, session);
}

beforeEach(() => {
  clock = new VirtualClock();
  cloud = new ToyCloud(clock);
  definition = toyDefinition(cloud);
  start();
});

const tagOf = (more: { stack?: string; urn?: string } = {}) =>
  formatPendingTag({ urn: more.urn ?? urnHash(urn), stack: more.stack ?? stack, identity: "0123456789ab" });

/** The engine's calls for one resource of a program. */
async function check(args: Values, olds: Values = {}): Promise<Values> {
  const { inputs, failures } = await provider.check(olds, { region: "north", __provider: "code", __urn: urn, ...args });
  expect(failures).toEqual([]);
  return inputs as Values;
}

async function create(args: Values = {}): Promise<Made> {
  const inputs = await check(args);
  return (await provider.create(inputs)) as Made;
}

/** A state entry of an earlier run, whose instance is in the cloud. */
async function entry(more: Parameters<ToyCloud["put"]>[1]): Promise<Made> {
  const made = await create({ title: "before" });
  cloud.put(made.id, more);
  start();
  cloud.calls.length = 0;
  return made;
}

async function update(made: Made, args: Values): Promise<void> {
  const inputs = await check(args, made.outs);
  await provider.diff(made.id, made.outs, inputs);
  await provider.update(made.id, made.outs, inputs);
}

/** The engine shows an entry of the state that needs no change, in an update or in a preview. */
async function same(made: Made, isUpdate = true): Promise<void> {
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

  test.each<[string, saved: ReadonlySet<string> | undefined, isBroken: boolean, warning: RegExp]>([
    ["is named where the saved state lacks it", none, false, /toy-1 was created, but the saved state.*does not hold/],
    [
      "is named where the CLI fails to read the state, as it fails to save it",
      undefined,
      true,
      /toy-1 .*could not be read/,
    ],
    ["is not named where nothing tells, as without the CLI", undefined, false, /^$/],
  ])("an instance %s", async (_, saved, isBroken, warning) => {
    start({ savedState: savedAs(saved, isBroken) });
    await create();
    await shutDown();
    expect(session.engine.warnings.join()).toMatch(warning);
  });

  test("with as many tags as there can be, the pending tag makes room", async () => {
    const { cloud: its } = definition;
    definition = { ...definition, cloud: { ...its, pendingTags: { ...its.pendingTags, mostTags: 3 } } };
    start();
    const { id } = await create({ tags: { one: "1", two: "2" } });
    await shutDown();
    expect(cloud.pendingTags()).toEqual({ [id]: undefined });
  });
});

describe("at the end of a later run, the pending tag", () => {
  const edit = (made: Made) => update(made, { title: "after" });
  const readAndSame = async (made: Made) => {
    await provider.read(made.id, made.outs);
    await same(made);
  };
  const otherStack = tagOf({ stack: "ffffffffffff" });

  test.each<[string, tags: Record<string, string>, show: (made: Made) => Promise<unknown>, createdAt?: number]>([
    ["an update has shown the id", ownTags(tagOf(), true), edit],
    ["an up without changes has shown the id", ownTags(tagOf(), true), (made) => same(made)],
    ["a refresh and an update have shown the id", ownTags(tagOf(), true), readAndSame],
    ["it has the former name of the resource, at any age", ownTags(tagOf({ urn: urnHash("urn:before") })), edit, 0],
    ["it has the former name of the stack, where a run has ended well", ownTags(otherStack, true), edit],
  ])("is removed where %s", async (_, tags, show, createdAt = clock.now()) => {
    const made = await entry({ tags, createdAt });
    await show(made);
    await shutDown();
    expect(cloud.instances.get(made.id)?.tags).toEqual({});
  });

  test.each([
    ["of another stack, unfinished", otherStack],
    ["of another form", "somebody else's"],
  ])("%s stays", async (_, pendingTag) => {
    await edit(await entry({ tags: ownTags(pendingTag) }));
    await shutDown();
    expect(Object.values(cloud.pendingTags())).toEqual([pendingTag]);
    expect(untags()).toEqual([]);
  });

  test("is listed and removed in one call for several instances", async () => {
    const made = [await create({ title: "before" }), await create({ title: "before" })];
    start();
    cloud.calls.length = 0;
    for (const each of made) await same(each);
    await shutDown();
    expect(cloud.calls).toEqual(["list", "untag toy-1 toy-2"]);
  });
});

describe("an instance of this stack that no call has shown", () => {
  test.each<[string, pendingTag: string, saved: ReadonlySet<string> | undefined, warning: RegExp]>([
    ["is named, and keeps its tag", tagOf({ urn: urnHash("urn:other") }), none, /i-9 was created for this stack/],
    [
      "is named with a reservation where the state cannot be read",
      tagOf(),
      undefined,
      /i-9 .*as far as this run has seen it/,
    ],
    ["is not named when the state holds it: this run leaves its resource out", tagOf(), new Set(["i-9"]), /^$/],
    ["is not named when a person has left it alone", leftAlone, none, /^$/],
    ["is not named when it is of another stack", tagOf({ stack: "ffffffffffff" }), none, /^$/],
  ])("%s", async (_, pendingTag, saved, warning) => {
    cloud.put("i-9", { tags: ownTags(pendingTag) });
    const made = await entry({ tags: {} });
    start({ savedState: savedAs(saved) });
    await same(made);
    await shutDown();
    expect(cloud.pendingTags()["i-9"]).toBe(pendingTag);
    expect(session.engine.warnings.join()).toMatch(warning);
  });
});

describe("an order without an answer, whose instances have no tag", () => {
  const attempt = { token: "t", startedAt: 0, count: 3, of: "ToyBatch (north)", isUntagged: true };
  const gone = urnHash("urn:gone");

  test.each([
    ["is named when its resource is no longer in the program", tagOf({ urn: gone }), /ordered 3 of ToyBatch \(north\)/],
    ["is left to its resource otherwise", tagOf(), /^$/],
    ["is left to its own stack", tagOf({ urn: gone, stack: "ffffffffffff" }), /^$/],
  ])("%s", async (_, key, warning) => {
    const made = await entry({});
    start({ journal: { ...emptyJournal, findAll: () => new Map([[key, attempt]]) } });
    await same(made);
    await shutDown();
    expect(session.engine.warnings.join()).toMatch(warning);
  });
});

describe("shutdown sends nothing", () => {
  test.each([
    ["only previewed", async () => same(await entry({ tags: ownTags(tagOf()) }), false)],
    ["did nothing", async () => undefined],
  ])("when this process %s", async (_, work) => {
    await work();
    await shutDown();
    expect(cloud.calls).toEqual([]);
  });

  test("but a listing, where the process has only read: it may be a preview that refreshes", async () => {
    const made = await entry({ tags: ownTags(tagOf(), true) });
    await provider.read(made.id, made.outs);
    cloud.calls.length = 0;
    await same(made, false);
    await shutDown();
    expect(cloud.calls).toEqual(["list"]);
    expect(cloud.pendingTags()[made.id]).toBe(tagOf());
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
  const deny = (denied: string) => {
    cloud.before = (call) => {
      if (call.startsWith(denied)) throw new Error("denied for this test");
    };
  };

  test("to untag is ignored", async () => {
    await same(await entry({ tags: ownTags(tagOf()) }));
    deny("untag");
    await expect(shutDown()).resolves.toBeUndefined();
  });

  test("to list does not keep the returned tag off an instance of this process", async () => {
    await create();
    clock.advance(10_000);
    deny("list");
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
