import { ClockSkew } from "../../../provider/core/client/clockSkew";
import { CloudError, NoAnswerError } from "../../../provider/core/client/errors";
import { Operation } from "../../../provider/core/lifecycle/operation";
import type { OrderResult, Origin } from "../../../provider/core/lifecycle/order";
import {
  type CreateCall,
  type ProvisionRequest,
  type ProvisionResult,
  provision,
} from "../../../provider/core/lifecycle/provision";
import type { CreateAttempt } from "../../../provider/core/ownership/createJournal";
import { formatPendingTag, ownPendingTag } from "../../../provider/core/ownership/pendingTag";
import { memoryJournal } from "../batch/toyBatch";
import { ToyCloud, type ToyRuntime, toyKind, toyRuntime } from "../toy";

/** A resource that wants instances of the toy cloud; `more` says how the cloud makes them. */
class Wish {
  readonly runtime: ToyRuntime;
  readonly cloud: ToyCloud;
  readonly journal = memoryJournal();
  readonly sent: CreateCall[] = [];

  constructor(overrides: Parameters<typeof toyRuntime>[0] = {}) {
    this.runtime = toyRuntime({ journal: this.journal, ...overrides });
    this.cloud = new ToyCloud(this.runtime.clock);
  }

  private operation(): Operation {
    const internal = { __urn: "urn:toy", __identity: "b".repeat(12), __organization: "org" };
    return new Operation(toyKind(this.cloud), this.runtime, () => undefined, "create", internal, "north");
  }

  get mark() {
    return ownPendingTag(this.operation().internal, this.runtime, "b".repeat(12));
  }

  run(
    count: number,
    send: (order: CreateCall) => OrderResult | Promise<OrderResult>,
    more: Partial<ProvisionRequest> = {},
  ): Promise<ProvisionResult> {
    return provision({
      operation: this.operation(),
      pendingTag: this.mark,
      count,
      siblings: new Set([this.mark.identity]),
      isRepeatable: true,
      token: () => "derived",
      send: async (order) => {
        this.sent.push(order);
        return send(order);
      },
      ...more,
    });
  }

  make(count: number, more: { mark?: string | undefined } = {}): string[] {
    return Array.from({ length: count }, () => this.cloud.put(this.cloud.nextId(), more).id);
  }

  origins(isDeleted = false) {
    return async (ids: readonly string[]): Promise<ReadonlyMap<string, Origin>> =>
      new Map(
        ids.flatMap((id) => {
          const instance = this.cloud.instances.get(id);
          return instance ? [[id, { createdAt: instance.createdAt, isDeleted }] as const] : [];
        }),
      );
  }

  begun(attempt: Partial<CreateAttempt>): void {
    this.journal.begin(formatPendingTag(this.mark), {
      token: "earlier",
      startedAt: this.runtime.clock.now(),
      ...attempt,
    });
  }
}

const ids = ({ found }: ProvisionResult) => found.map(({ id }) => id);

describe("obtaining instances", () => {
  test("one order makes all, and nothing is left in the journal", async () => {
    const wish = new Wish();
    const haul = await wish.run(3, ({ count }) => ({ ids: wish.make(count) }));
    expect(ids(haul)).toEqual(["toy-1", "toy-2", "toy-3"]);
    expect([wish.sent.length, wish.journal.attempts.size, haul.problem]).toEqual([1, 0, undefined]);
  });

  describe("is never paid twice", () => {
    test("when the cloud lists what it has made minutes later", async () => {
      const wish = new Wish();
      const haul = await wish.run(3, ({ count }) => ({ ids: wish.make(count) }), {
        origins: async (asked) =>
          wish.runtime.clock.now() > Date.parse("2026-01-01T00:03:00Z") ? wish.origins()(asked) : new Map(),
      });
      expect(wish.sent).toHaveLength(1);
      expect(ids(haul)).toEqual(["toy-1", "toy-2", "toy-3"]);
    });

    test("when the cloud lists nothing of it at all: with a token that was never sent before the answer is enough", async () => {
      const wish = new Wish();
      const haul = await wish.run(3, ({ count }) => ({ ids: wish.make(count) }), { origins: async () => new Map() });
      expect(wish.sent.length).toBeLessThanOrEqual(2);
      expect(ids(haul)).toHaveLength(3);
    });

    test("when the answer names no ids", async () => {
      const wish = new Wish();
      const haul = await wish.run(3, ({ count }) => {
        wish.make(count);
        return { ids: [] };
      });
      expect(wish.sent).toHaveLength(1);
      expect(haul.problem).toBeDefined();
    });

    test("when the answer names fewer than were ordered", async () => {
      const wish = new Wish();
      const haul = await wish.run(3, ({ count }) => ({ ids: wish.make(count).slice(1) }));
      expect(ids(haul)).toEqual(["toy-2", "toy-3"]);
      expect(wish.sent).toHaveLength(1);
      expect(haul.problem).toBeDefined();
    });

    test("when an order that names no instances waits to be paid, and is paid before the next run", async () => {
      const wish = new Wish();
      const made: string[] = [];
      const send = (): OrderResult =>
        made.length > 0 ? { ids: made } : { ids: [], awaitingPayment: "Order 1 is not paid. Pay it in the console." };
      const first = await wish.run(2, send, { origins: wish.origins() });
      expect(first.problem?.message).toMatch(/Order 1 is not paid/);
      wish.runtime.clock.advance(600_000);
      made.push(...wish.make(2));
      wish.runtime.clock.advance(600_000);
      expect(ids(await wish.run(2, send, { origins: wish.origins() }))).toEqual(["toy-1", "toy-2"]);
      expect(new Set(wish.sent.map(({ token }) => token)).size).toBe(1);
    });
  });

  test("ids that were answered are not lost when the look at them fails", async () => {
    const wish = new Wish();
    const haul = await wish.run(2, ({ count }) => ({ ids: wish.make(count) }), {
      origins: async () => {
        throw new NoAnswerError("DescribeInstances", "no", "the network is down");
      },
    });
    const known = `${ids(haul).join()} ${haul.problem?.message}`;
    expect(known).toContain("toy-1");
    expect(known).toContain("toy-2");
  });

  test("living instances behind an old token are named, for nobody else knows of them", async () => {
    const wish = new Wish();
    const old = wish.make(2);
    wish.runtime.clock.advance(600_000);
    const haul = await wish.run(2, ({ token, count }) => ({ ids: token === "derived" ? old : wish.make(count) }), {
      origins: wish.origins(),
    });
    expect(ids(haul)).toEqual(["toy-3", "toy-4"]);
    for (const id of old) expect(wish.runtime.engine.warnings.join()).toContain(id);
  });

  test("dead instances behind an old token are passed over in silence", async () => {
    const wish = new Wish();
    const old = wish.make(2);
    const dead = new Set(old);
    const haul = await wish.run(2, ({ token, count }) => ({ ids: token === "derived" ? old : wish.make(count) }), {
      origins: async (asked) =>
        new Map(
          [...(await wish.origins()(asked))].map(
            ([id, origin]) => [id, { ...origin, isDeleted: dead.has(id) }] as const,
          ),
        ),
    });
    expect(ids(haul)).toEqual(["toy-3", "toy-4"]);
    expect(wish.runtime.engine.warnings).toEqual([]);
  });

  describe("after an interrupted run", () => {
    test("the same is ordered with the same words and the same token, even if less is wanted now", async () => {
      const wish = new Wish();
      wish.begun({ count: 3, args: { title: "as then" } });
      const haul = await wish.run(2, ({ count }) => ({ ids: wish.make(count) }));
      expect(wish.sent).toMatchObject([{ token: "earlier", count: 3, args: { title: "as then" } }]);
      expect(ids(haul)).toHaveLength(3);
    });

    test("what is missing beside its order is ordered with another token", async () => {
      const wish = new Wish();
      wish.begun({ count: 2 });
      const haul = await wish.run(5, ({ count }) => ({ ids: wish.make(count) }));
      expect(wish.sent.map(({ token, count }) => [token, count])).toEqual([
        ["earlier", 2],
        ["derived", 3],
      ]);
      expect(ids(haul)).toHaveLength(5);
    });

    test("a token that was made for the next order is used for it, and stands for nothing that was ordered", async () => {
      const wish = new Wish();
      wish.begun({ token: "fresh", count: 0 });
      await wish.run(2, ({ count }) => ({ ids: wish.make(count) }));
      expect(wish.sent).toMatchObject([{ token: "fresh", count: 2 }]);
    });

    test("without tokens the late effect of its call is waited for by the cloud's clock", async () => {
      // This machine's clock is an hour ahead.
      const wish = new Wish();
      const behind = 3600_000;
      const clockSkew = Object.assign(new ClockSkew(wish.runtime.clock), {
        now: () => wish.runtime.clock.now() - behind,
      });
      const session = { ...wish.runtime, clockSkew };
      const internal = { __urn: "urn:toy", __identity: "b".repeat(12), __organization: "org" };
      const operation = new Operation(toyKind(wish.cloud), session, () => undefined, "create", internal, "north");
      wish.begun({ count: 1, startedAt: session.clockSkew.now() });
      const late = formatPendingTag(wish.mark);
      void wish.runtime.clock.sleep(60_000).then(() => wish.make(1, { mark: late }));
      const haul = await wish.run(1, ({ count }) => ({ ids: wish.make(count) }), { operation, isRepeatable: false });
      expect(wish.sent).toEqual([]);
      expect(ids(haul)).toEqual(["toy-1"]);
    });

    test("a token that was used with other words tells of what may be there and bear no mark", async () => {
      const wish = new Wish();
      wish.begun({ count: 3 });
      const refusal = { code: "IdempotentParameterMismatch", message: "not identical" };
      const haul = await wish.run(
        3,
        () => {
          throw new CloudError("CreateInstances", 400, refusal, "mismatch");
        },
        { tagPending: async () => undefined },
      );
      // No listing of marks can find them, so a person has to.
      expect(haul.problem?.message).toMatch(/3 instances.*2026-01-01T00:00:00.*console/s);
      expect(haul.problem?.message).not.toMatch(/it looks for the instance/);
    });

    test("an order whose instances the state holds is settled", async () => {
      const wish = new Wish();
      wish.begun({ count: 2, answered: ["held-1", "held-2"] });
      wish.runtime.engineHistory.recordDiff("urn:toy", ["held-1", "held-2"], false);
      const haul = await wish.run(0, () => ({ ids: [] }));
      expect([wish.sent, ids(haul), wish.journal.attempts.size]).toEqual([[], [], 0]);
    });
  });
});
