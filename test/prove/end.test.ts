import type { HttpAnswer } from "../../provider/core/host/http";
import { provenInstances } from "./resources";

const page = (answer: HttpAnswer): HttpAnswer => ({ ...answer, status: 502, text: "<html>Bad gateway</html>" });

test.each(provenInstances)(
  "whatever cannot be read at the end of a creation of $type, the state holds what was created, and an error names it",
  async ({ type, open }) => {
    const create = async (failsFrom?: number) => {
      const world = await open();
      let calls = 0;
      world.engine.world.mangle = (answer) =>
        ++calls >= (failsFrom ?? Number.POSITIVE_INFINITY) ? page(answer) : answer;
      try {
        const { errors } = await world.engine.up(world.program("base"));
        return { calls, errors, held: world.engine.state.length };
      } finally {
        await world.close();
      }
    };
    const { calls, errors } = await create();
    expect(errors).toEqual([]);
    for (let failsFrom = calls - 4; failsFrom <= calls; failsFrom++) {
      const run = await create(failsFrom);
      expect({ failsFrom, held: run.held }).toEqual({ failsFrom, held: 1 });
      for (const error of run.errors) expect(error).toContain(type);
    }
  },
);
