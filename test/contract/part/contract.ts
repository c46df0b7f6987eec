import type { PartFixture } from "./fixture";
import { contractOfPartLifecycle } from "./lifecycle";
import { contractOfPartTrouble } from "./trouble";

/** What every resource inside an instance keeps to, on every cloud. A cloud adds its fixture, and nothing else. */
export function partContract(fixture: PartFixture): void {
  describe(`contract of ${fixture.definition.type}`, () => {
    contractOfPartLifecycle(fixture);
    contractOfPartTrouble(fixture);
  });
}
