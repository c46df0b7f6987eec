import { aliyunFixture } from "../aliyun/fixture";
import type { Declared, Run } from "../engine/miniEngine";
import { type TestWorld, testWorld } from "../engine/world";
import { huaweiFixture } from "../huawei/fixture";
import { jdFixture } from "../jd/fixture";
import { bucket } from "../support/limitedCloud";
import { isLeaking, unclear } from "./clear";
import { isWhole } from "./proof";
import { withoutAddresses } from "./resources";

const fixtures = [aliyunFixture, huaweiFixture, jdFixture];
const hour = 3600_000;
const each = isWhole ? 100 : 2;
const together = { isParallel: true };
type Version = "base" | "inPlace";

/** The same number on each cloud, without addresses that only one can have. */
const program = (version: Version): Declared[] =>
  fixtures.flatMap(({ definition: { type }, ...fixture }) =>
    Array.from({ length: each }, (_, index) => ({
      type,
      name: `${type}-${index}`,
      args: withoutAddresses(fixture[version]),
    })),
  );

interface Storm {
  readonly name: string;
  /** How far the clouds' clocks are ahead after this time. */
  readonly aheadMs?: (elapsedMs: number) => number;
  /** Before the first command. */
  begin?(world: TestWorld): void;
}

const storms: readonly Storm[] = [
  {
    name: "no cloud lets more than five calls a second through",
    begin({ sandbox, clock }) {
      const letsThrough = new Map(fixtures.map(({ cloud }) => [cloud as string, bucket(5)]));
      sandbox.onRequest(({ cloud }) => {
        if (!letsThrough.get(cloud)?.(clock.now())) sandbox.fault({ cloud, kind: "throttle" });
      });
    },
  },
  { name: "the clouds' clocks are three hours ahead", aheadMs: () => 3 * hour },
  { name: "the clouds' clocks are three hours behind", aheadMs: () => -3 * hour },
  {
    name: "the clouds' clocks jump by twenty minutes every two",
    aheadMs: (elapsedMs) => (Math.floor(elapsedMs / 120_000) % 2) * 20 * 60_000,
  },
];

test.each(storms)(
  `${each * fixtures.length} instances at once, and $name`,
  async ({ aheadMs, begin }) => {
    let started = 0;
    let now = () => 0;
    const world = await testWorld(
      fixtures.map(({ definition }) => definition),
      { serverAheadMs: () => aheadMs?.(now() - started) ?? 0 },
    );
    now = world.clock.now;
    started = now();
    begin?.(world);
    const said: string[] = [];
    /** At most two further runs without trouble. */
    const settle = async (work: () => Promise<Run>) => {
      let errors: readonly string[] = [];
      for (let runs = 0; runs < 3; runs++) {
        const run = await work();
        errors = run.errors;
        said.push(...run.errors, ...run.warnings);
        if (errors.length === 0) break;
      }
      expect(errors).toEqual([]);
    };
    const ids = () => world.engine.state.map(({ id }) => id).sort();
    const instances = () =>
      world.sandbox
        .instances()
        .map(({ id }) => id)
        .sort();
    try {
      await settle(() => world.engine.up(program("base"), together));
      expect(ids()).toHaveLength(each * fixtures.length);
      expect(instances()).toEqual(ids());
      await settle(() => world.engine.refresh(together));
      await settle(() => world.engine.up(program("inPlace"), together));
      expect(instances()).toEqual(ids());
      expect((await world.engine.preview(program("inPlace"))).steps.filter((step) => !/^same/.test(step))).toEqual([]);
      await settle(() => world.engine.destroy(together));
      expect(instances()).toEqual([]);
      expect(said.filter((text) => unclear.test(text) || isLeaking(text))).toEqual([]);
      expect(now() - started).toBeLessThan(6 * hour);
    } finally {
      await world.close();
    }
  },
  isWhole ? 600_000 : 120_000,
);
