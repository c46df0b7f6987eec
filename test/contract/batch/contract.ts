import { batchChanges } from "./changes";
import type { BatchFixture } from "./fixture";
import { batchKills } from "./kills";
import { batchLifecycle } from "./lifecycle";
import { batchOwnership } from "./ownership";
import { batchTrouble } from "./trouble";
import { batchWalks } from "./walks";

/** What every batch of every cloud keeps to. */
export function batchContract(fixture: BatchFixture): void {
  describe(`contract of ${fixture.kind.type}`, () => {
    batchLifecycle(fixture);
    batchChanges(fixture);
    batchTrouble(fixture);
    batchOwnership(fixture);
    batchKills(fixture);
    batchWalks(fixture);
  });
}
