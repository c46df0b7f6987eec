import { Forerunners, type Turn } from "../../../provider/core/waiter/forerunners";

let forerunners: Forerunners;
let asked: string[];

beforeEach(() => {
  forerunners = new Forerunners();
  asked = [];
});

/** A long wait, so that only the forerunners decide. */
const ask = (id: string, answer: "ready" | "busy", more: Partial<Turn> = {}) =>
  forerunners.ask(
    { id, listedMs: 0, waitedMs: 60_000, ...more },
    async () => {
      asked.push(id);
      return answer;
    },
    (given) => given === "ready",
  );

test("where a few are ready as soon as the list says so, all others are asked for at once", async () => {
  const answers = await Promise.all(["a", "b", "c", "d", "e"].map((id) => ask(id, "ready")));
  expect(answers).toEqual(Array.from({ length: 5 }, () => ({ answer: "ready" })));
  expect(asked).toEqual(["a", "b", "c", "d", "e"]);
});

describe("while the first two are not ready", () => {
  beforeEach(async () => {
    await Promise.all(["a", "b", "c", "d"].map((id) => ask(id, "busy")));
  });

  test("nobody else is asked for, but they are at every poll", async () => {
    expect(asked).toEqual(["a", "b"]);
    expect(await ask("c", "ready", { listedMs: 400 })).toBeUndefined();
    expect(await ask("a", "busy", { listedMs: 400 })).toEqual({ answer: "busy" });
    expect(asked).toEqual(["a", "b", "a"]);
  });

  test("the others are asked for after as much time as one of them took", async () => {
    await ask("a", "ready", { listedMs: 1_500 });
    await ask("e", "busy");
    asked = [];
    for (const listedMs of [1_400, 1_500]) await ask("c", "ready", { listedMs });
    expect(asked).toEqual(["c"]);
  });

  test("one that was ready when it was first asked for does not make the others wait longer", async () => {
    await ask("a", "ready", { listedMs: 1_000 });
    await ask("f", "ready", { listedMs: 9_000 });
    await ask("e", "busy");
    expect(await ask("c", "ready", { listedMs: 1_000 })).toEqual({ answer: "ready" });
  });

  test("another is asked for after a quarter of its wait", async () => {
    expect(await ask("c", "ready", { listedMs: 1_900, waitedMs: 8_000 })).toBeUndefined();
    expect(await ask("c", "ready", { listedMs: 2_000, waitedMs: 8_000 })).toEqual({ answer: "ready" });
  });

  test("another takes the place of one that nobody waits for any more", async () => {
    forerunners.end("b");
    expect(await ask("c", "busy")).toEqual({ answer: "busy" });
    expect(await ask("d", "busy")).toBeUndefined();
  });
});

test("a question that fails keeps nobody waiting", async () => {
  const failing = (id: string) =>
    forerunners.ask(
      { id, listedMs: 0, waitedMs: 60_000 },
      () => Promise.reject(new Error("no answer")),
      () => false,
    );
  const outcomes = await Promise.allSettled([failing("a"), failing("b"), ask("c", "ready")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(await ask("c", "ready", { listedMs: 15_000 })).toEqual({ answer: "ready" });
});
