import { upKilledWhileCreating } from "./driver/kill";
import { sessionsProgram } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace, type Workspace } from "./driver/workspace";

describe("two stacks of one URN, on two file backends, in one account", () => {
  let mine: Workspace;
  let yours: Workspace;
  beforeEach(async () => {
    mine = await openWorkspace();
    yours = await openWorkspace({ beside: mine });
    for (const each of [mine, yours]) each.writeProgram(sessionsProgram());
  });
  afterEach(async () => {
    await yours.close();
    await mine.close();
  });

  test("never take over each other's unfinished instance, and destroy only their own", async () => {
    const begun = await upKilledWhileCreating(mine);
    const { output } = await yours.up();
    expect(output).toMatch(new RegExp(`warning: .*${begun}.* left alone`));
    const [other = "none"] = await expectSettled(yours, ["sessions"], [begun]);
    expect(other).not.toBe(begun);

    await mine.up();
    expect(await expectSettled(mine, ["sessions"], [other])).toEqual([begun]);
    await yours.destroy();
    expect(await expectSettled(mine, ["sessions"])).toEqual([begun]);
  });
});
