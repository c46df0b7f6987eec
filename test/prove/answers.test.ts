import { MiniEngine } from "../engine/miniEngine";
import { foreignId, mangledFrom, manglings } from "./mangled";
import { prove, type Trouble } from "./proof";
import { withoutAddresses } from "./resources";

/** Another stack's instance in the same account. */
const neighbour: Trouble["prepare"] = async (world) => {
  const other = new MiniEngine(world.engine.world);
  other.stack = "neighbour";
  const before = new Set(world.instanceIds());
  // Without what lives inside the instance: it names ours.
  const program = world
    .program("base")
    .slice(0, 1)
    .map((each) => ({ ...each, args: withoutAddresses(each.args) }));
  expect((await other.up(program)).errors).toEqual([]);
  // The tags of its creation go.
  expect((await other.up(program)).errors).toEqual([]);
  // Clocks differ by minutes; what is older than that cannot be what was just ordered.
  world.clock.advance(3600_000);
  return world.instanceIds().filter((id) => !before.has(id));
};

prove(
  "one mangled answer",
  manglings.map((each) => mangledFrom(each, false)),
  149,
);

prove("another instance's id", [{ ...mangledFrom(foreignId, false), prepare: neighbour }], 11);
