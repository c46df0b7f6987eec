import { contractOfArguments } from "./arguments";
import { contractOfConvergence } from "./convergence";
import { contractOfDrift } from "./drift";
import { contractOfFaults } from "./faults";
import type { Fixture } from "./fixture";
import { contractOfKills } from "./kills";
import { contractOfLifecycle } from "./lifecycle";
import { contractOfWaiting } from "./waiting";

/** What every kind of every cloud keeps to. A cloud adds its fixture, and nothing else. */
export function contract(fixture: Fixture): void {
  describe(`contract of ${fixture.kind.type}`, () => {
    contractOfArguments(fixture);
    contractOfLifecycle(fixture);
    contractOfWaiting(fixture);
    contractOfDrift(fixture);
    contractOfFaults(fixture);
    contractOfKills(fixture);
    contractOfConvergence(fixture);
  });
}
