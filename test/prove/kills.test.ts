import { deaths } from "../contract/kills";
import { prove, type Trouble } from "./proof";
import { named, provenInstances } from "./resources";

/** Dies at the nth call of the command; where `isHomeLost` the next run begins without a journal, as in a fresh container. */
const kills = (isHomeLost: boolean): Trouble[] =>
  deaths.map(({ who, when }) => ({
    name: `${who} dies ${when} the effect`,
    isCreationHidden: isHomeLost,
    isForgotten: isHomeLost && who === "plugin" && when === "after",
    begin: (world, call) => ({
      options: { death: { who, when, call } },
      end() {
        if (isHomeLost) world.engine.world.journal.forget();
        return true;
      },
    }),
  }));

const withoutTags = (troubles: readonly Trouble[]): Trouble[] =>
  troubles.map((each) => ({
    ...each,
    mayLeaveDoubt: true,
    prepare: async (world) => {
      world.useKeyWithoutTags();
      return [];
    },
  }));

prove("a kill", kills(false), 41);
prove("a kill with an empty home afterwards", kills(true), 41, { of: named });
prove("a kill with a key that may not tag", withoutTags(kills(false)), 41, { of: provenInstances });
prove("a kill with an empty home and a key that may not tag", withoutTags(kills(true)), 41, { of: provenInstances });
