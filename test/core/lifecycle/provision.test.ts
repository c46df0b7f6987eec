import { ClockSkew } from "../../../provider/core/client/clockSkew";
import { CloudError, NoAnswerError } from "../../../provider/core/client/errors";
import { Operation } from "../../../provider/core/lifecycle/operation";
import type { OrderResult } from "../../../provider/core/lifecycle/order";
import { type ProvisionResult, provision } from "../../../provider/core/lifecycle/provision";
import type { CreateCall, ProvisionRequest } from "../../../provider/core/lifecycle/provisionRequest";
import type { CreateAttempt } from "../../../provider/core/ownership/createJournal";
import { formatPendingTag, ownPendingTag } from "../../../provider/core/ownership/pendingTag";
import type { Origin } from "../../../provider/core/resource/definition";
import { memoryJournal } from "../../engine/world";
import { ownTags, ToyCloud, type ToySession, toyDefinition, toySession } from "../toy";

/** A resource that requests instances of the toy cloud. */
class Requester {
  readonly session: ToySession;
  readonly cloud: ToyCloud;
  readonly journal = memoryJournal();
  readonly sent: CreateCall[] = [];

  constructor(overrides: Parameters<typeof toySession>[0] = {}) {
    this.session = toySession({ journal: this.journal, ...overrides });
    this.cloud = new ToyCloud(this.session.clock);
  }

  operation(session = this.session): Operation {
    const internal = { __urn: "urn:toy", __identity: "b".repeat(12), __organization: "org" };
    return new Operation(toyDefinition(this.cloud), session, () => undefined, "create", internal, "north");
  }

  get pendingTag() {
    return ownPendingTag(this.operation().internal, this.session, "b".repeat(12));
  }

  run(
    count: number,
    send: (order: CreateCall) => OrderResult | Promise<OrderResult>,
    more: Partial<ProvisionRequest> = {},
  ): Promise<ProvisionResult> {
    return provision({
      operation: this.operation(),
      pendingTag: this.pendingTag,
      count,
      siblings: new Set([this.pendingTag.identity]),
      isRepeatable: true,
      token: () => "derived",
      send: async (order) => {
        this.sent.push(order);
        return send(order);
      },
      ...more,
    });
  }

  make(count: number, pendingTag?: string): string[] {
    return Array.from({ length: count }, () => this.cloud.add({ tags: ownTags(pendingTag) }));
  }

  /** What the cloud knows of ids, of which these are deleted. */
  origins(...deleted: string[]) {
    const originOf = (id: string, { createdAt }: { createdAt: number }) =>
      [id, { createdAt, isDeleted: deleted.includes(id) }] as const;
    return async (ids: readonly string[]): Promise<ReadonlyMap<string, Origin>> =>
      new Map([...this.cloud.instances].flatMap(([id, each]) => (ids.includes(id) ? [originOf(id, each)] : [])));
  }

  begun(attempt: Partial<CreateAttempt>): void {
    const startedAt = this.session.clock.now();
    this.journal.begin(formatPendingTag(this.pendingTag), { token: "earlier", startedAt, ...attempt });
  }
}

let requester: Requester;
beforeEach(() => {
  requester = new Requester();
});

const ids = ({ found }: ProvisionResult) => found.map(({ id }) => id);
const make = ({ count }: CreateCall) => ({ ids: requester.make(count) });
const makeTagged = ({ count, pendingTag }: CreateCall) => ({ ids: requester.make(count, pendingTag) });
const mismatch = () => {
  const rejection = { code: "IdempotentParameterMismatch", message: "other" };
  throw new CloudError("CreateInstance", 400, rejection, "mismatch");
};
/** The derived token was used before. */
const usedUp = (ids: string[], next: typeof make) => (order: CreateCall) =>
  order.token === "derived" ? { ids } : next(order);

describe("provision", () => {
  test("creates all instances with one order and leaves no journal entry", async () => {
    const result = await requester.run(3, make);
    expect(ids(result)).toEqual(["toy-1", "toy-2", "toy-3"]);
    expect([requester.sent.length, requester.journal.findAll().size, result.problem]).toEqual([1, 0, undefined]);
  });

  describe("orders once", () => {
    test("when the cloud lists new instances minutes later", async () => {
      const result = await requester.run(3, make, {
        origins: async (asked) =>
          requester.session.clock.now() > Date.parse("2026-01-01T00:03:00Z") ? requester.origins()(asked) : new Map(),
      });
      expect(requester.sent).toHaveLength(1);
      expect(ids(result)).toEqual(["toy-1", "toy-2", "toy-3"]);
    });

    test("when the cloud never lists them: with a new token the answer is enough", async () => {
      const result = await requester.run(3, make, {
        origins: async () => new Map(),
      });
      expect(requester.sent.length).toBeLessThanOrEqual(2);
      expect(ids(result)).toHaveLength(3);
    });

    test.each([0, 2])("when the answer names %d ids of three", async (count) => {
      const result = await requester.run(3, () => ({ ids: requester.make(3).slice(0, count) }));
      expect(ids(result)).toEqual(["toy-1", "toy-2"].slice(0, count));
      expect(requester.sent).toHaveLength(1);
      expect(result.problem).toBeDefined();
    });

    test("when an order without ids awaits payment and is paid before the next run", async () => {
      const made: string[] = [];
      const send = (): OrderResult =>
        made.length > 0 ? { ids: made } : { ids: [], awaitingPayment: "Order 1 is not paid. Pay it in the console." };
      const first = await requester.run(2, send, { origins: requester.origins() });
      expect(first.problem?.message).toMatch(/Order 1 is not paid/);
      requester.session.clock.advance(600_000);
      made.push(...requester.make(2));
      requester.session.clock.advance(600_000);
      expect(ids(await requester.run(2, send, { origins: requester.origins() }))).toEqual(["toy-1", "toy-2"]);
      expect(new Set(requester.sent.map(({ token }) => token)).size).toBe(1);
    });
  });

  test("names the ids of an answer even when observing them fails", async () => {
    const result = await requester.run(2, make, {
      origins: async () => {
        throw new NoAnswerError("DescribeInstances", "no", "the network is down");
      },
    });
    const known = `${ids(result).join()} ${result.problem?.message}`;
    expect(known).toContain("toy-1");
    expect(known).toContain("toy-2");
  });

  test.each<[string, isDeleted: boolean]>([
    ["are named, because nothing else records them", false],
    ["are not mentioned when they are deleted", true],
  ])("existing instances behind an old token %s", async (_, isDeleted) => {
    const old = requester.make(2);
    requester.session.clock.advance(600_000);
    const result = await requester.run(2, usedUp(old, make), { origins: requester.origins(...(isDeleted ? old : [])) });
    expect(ids(result)).toEqual(["toy-3", "toy-4"]);
    for (const id of old) expect(requester.session.engine.warnings.join().includes(id)).toBe(!isDeleted);
  });

  test("a token that was used with another password does not stop an order that carries the pending tag", async () => {
    const send = (order: CreateCall) => (order.token === "derived" ? mismatch() : makeTagged(order));
    const result = await requester.run(1, send, { origins: requester.origins() });
    expect([ids(result), result.problem]).toEqual([["toy-1"], undefined]);
    expect(requester.journal.findAll().size).toBe(0);
  });

  test("where every token was used with other parameters, the cloud's answer is the problem", async () => {
    const result = await requester.run(1, mismatch);
    expect(result.problem?.message).toMatch(/other[\s\S]*Nothing was created/);
  });

  test("the token after one that is used up is the same on every machine", async () => {
    const tokens = async () => {
      requester = new Requester();
      const dead = requester.make(1);
      await requester.run(1, usedUp(dead, makeTagged), { origins: requester.origins(...dead) });
      return requester.sent.map(({ token }) => token);
    };
    const first = await tokens();
    expect(first).toEqual(["derived", expect.stringMatching(/^[0-9a-f]{40}$/)]);
    expect(await tokens()).toEqual(first);
  });

  describe("after an interrupted run", () => {
    test("the same order is repeated with its token, even if fewer instances are requested now", async () => {
      requester.begun({ count: 3, args: { title: "as then" } });
      const result = await requester.run(2, make);
      expect(requester.sent).toMatchObject([{ token: "earlier", count: 3, args: { title: "as then" } }]);
      expect(ids(result)).toHaveLength(3);
    });

    test("what is missing beside its order is ordered with another token", async () => {
      requester.begun({ count: 2 });
      const result = await requester.run(5, make);
      expect(requester.sent.map(({ token, count }) => [token, count])).toEqual([
        ["earlier", 2],
        ["derived", 3],
      ]);
      expect(ids(result)).toHaveLength(5);
    });

    test("a token prepared for the next order is used for it", async () => {
      requester.begun({ token: "fresh", count: 0 });
      await requester.run(2, make);
      expect(requester.sent).toMatchObject([{ token: "fresh", count: 2 }]);
    });

    test("without tokens the late effect of its call is awaited by the cloud's clock", async () => {
      // This machine's clock is an hour ahead.
      const now = () => requester.session.clock.now() - 3600_000;
      const clockSkew = Object.assign(new ClockSkew(requester.session.clock), { now });
      const operation = requester.operation({ ...requester.session, clockSkew });
      requester.begun({ count: 1, startedAt: clockSkew.now() });
      const late = formatPendingTag(requester.pendingTag);
      void requester.session.clock.sleep(60_000).then(() => requester.make(1, late));
      const result = await requester.run(1, make, { operation, isRepeatable: false });
      expect(requester.sent).toEqual([]);
      expect(ids(result)).toEqual(["toy-1"]);
    });

    describe("whose token was used with other parameters, where instances have no tag at first", () => {
      const order = (call: CreateCall) => (["earlier", "derived"].includes(call.token) ? mismatch() : make(call));
      const run = (untagged: readonly string[], createdAt: number, isHeld = false) => {
        requester.session.clock.advance(60_000);
        if (isHeld) requester.session.engineHistory.recordHeld(untagged);
        return requester.run(3, order, {
          tagPending: async () => undefined,
          untaggedLike: async () => untagged.map((id) => ({ id, createdAt })),
        });
      };
      const begunAt = Date.parse("2026-01-01T00:00:00Z");

      test.each([
        ["on the machine of that run", true],
        ["on another machine", false],
      ])("what may be left of it is named and nothing ordered, %s", async (_, hasJournal) => {
        if (hasJournal) requester.begun({ count: 3 });
        const result = await run(["toy-8", "toy-9"], begunAt);
        expect(result.problem?.message).toMatch(/toy-8, toy-9[\s\S]*"left"[\s\S]*Nothing was created/);
        expect(requester.sent).toHaveLength(1);
        // Should the resource leave the program, the journal still names the order.
        expect(requester.journal.findAll().size).toBe(1);
      });

      test("beside tagged ones of an interrupted run, it is named before more are ordered", async () => {
        requester.make(1, formatPendingTag(requester.pendingTag));
        const result = await run(["toy-8"], begunAt);
        expect(ids(result)).toEqual(["toy-1"]);
        expect(result.problem?.message).toMatch(/toy-8[\s\S]*Nothing was created/);
        expect(requester.sent).toEqual([]);
      });

      test.each<[string, readonly string[], number, boolean]>([
        ["nothing is there", [], begunAt, false],
        ["the state holds what is there", ["toy-8"], begunAt, true],
        ["what is there is as young as this run", ["toy-8"], begunAt + 60_000, false],
        ["what is there is older than a day", ["toy-8"], begunAt - 24 * 3600_000, false],
      ])("another token orders where %s", async (_, untagged, createdAt, isHeld) => {
        const result = await run(untagged, createdAt, isHeld);
        expect([ids(result), result.problem]).toEqual([["toy-1", "toy-2", "toy-3"], undefined]);
        expect(requester.sent.map(({ token }) => token)).toEqual(["derived", expect.stringMatching(/^[0-9a-f]{40}$/)]);
        expect(requester.journal.findAll().size).toBe(0);
      });
    });

    test("an order whose instances the state holds is closed", async () => {
      requester.begun({ count: 2, answered: ["held-1", "held-2"] });
      requester.session.engineHistory.recordDiff("urn:toy", ["held-1", "held-2"], false);
      const result = await requester.run(0, () => ({ ids: [] }));
      expect([requester.sent, ids(result), requester.journal.findAll().size]).toEqual([[], [], 0]);
    });
  });
});
