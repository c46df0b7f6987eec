import { batchAccounts } from "./accounts";
import { batchChanges } from "./changes";
import { batchDoubt } from "./doubt";
import type { BatchFixture } from "./fixture";
import { batchKills } from "./kills";
import { batchLifecycle } from "./lifecycle";
import { batchOwnership } from "./ownership";
import { batchPreviews } from "./previews";
import { batchSuccessors } from "./successors";
import { batchTrouble } from "./trouble";
import { batchWalks } from "./walks";

/** What every batch of every cloud keeps to. */
export function batchContract(fixture: BatchFixture): void {
  describe(`contract of ${fixture.definition.type}`, () => {
    batchLifecycle(fixture);
    batchChanges(fixture);
    batchTrouble(fixture);
    batchOwnership(fixture);
    batchDoubt(fixture);
    batchAccounts(fixture);
    batchPreviews(fixture);
    batchSuccessors(fixture);
    batchKills(fixture);
    batchWalks(fixture);
  });
}
