import { contractOfAdoption } from "./adoption";
import { contractOfArguments } from "./arguments";
import { contractOfDoubt } from "./doubt";
import { contractOfDrift } from "./drift";
import { contractOfFaults } from "./faults";
import type { Fixture } from "./fixture";
import { contractOfGivingUp } from "./giveUp";
import { contractOfKills } from "./kills";
import { contractOfLifecycle } from "./lifecycle";
import { contractOfLocation } from "./location";
import { contractOfOwnership } from "./ownership";
import { contractOfPrepaid } from "./prepaid";
import { contractOfPreview } from "./preview";
import { contractOfReconciliation } from "./reconciliation";
import { contractOfSecrets } from "./secrets";
import { contractOfUnconfirmedChanges } from "./unconfirmed";
import { contractOfWaiting } from "./waiting";
import { contractOfWire } from "./wire";

/** What every resource definition of every cloud keeps to. A cloud adds its fixture, and nothing else. */
export function contract(fixture: Fixture): void {
  describe(`contract of ${fixture.definition.type}`, () => {
    contractOfArguments(fixture);
    contractOfWire(fixture);
    contractOfPreview(fixture);
    contractOfLifecycle(fixture);
    contractOfWaiting(fixture);
    contractOfDrift(fixture);
    contractOfLocation(fixture);
    contractOfOwnership(fixture);
    contractOfDoubt(fixture);
    contractOfAdoption(fixture);
    contractOfPrepaid(fixture);
    contractOfSecrets(fixture);
    contractOfFaults(fixture);
    contractOfGivingUp(fixture);
    contractOfKills(fixture);
    contractOfUnconfirmedChanges(fixture);
    contractOfReconciliation(fixture);
  });
}
