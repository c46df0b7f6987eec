import { upKilledWhileCreating } from "./driver/kill";
import { sessionsProgram } from "./driver/program";
import { countRequests, holdNextRequest, nextRequest } from "./driver/request";
import { type S3Server, startS3 } from "./driver/s3";
import { expectSettled } from "./driver/settled";
import { openWorkspace, upFlags, type Workspace } from "./driver/workspace";

describe("two runners in fresh containers, with one stack on an S3 backend", () => {
  let s3: S3Server;
  let mine: Workspace;
  let yours: Workspace;
  beforeEach(async () => {
    s3 = await startS3();
    mine = await openWorkspace({ backend: s3.env });
    mine.writeProgram(sessionsProgram());
    yours = await openWorkspace({ backend: s3.env, sameStackAs: mine });
  });
  afterEach(async () => {
    await yours.close();
    await mine.close();
    await s3.close();
  });

  const ids = () => mine.cloud.instances().map(({ id }) => id);

  /** An `up` that waits for its new instance until it is released. */
  const beginUp = async () => {
    const sent = nextRequest(mine.cloud, "CreateInstance");
    const up = mine.start("up", ...upFlags);
    await sent;
    const poll = holdNextRequest(mine.cloud, "DescribeInstances");
    await poll.arrived;
    return { finished: up.finished, release: poll.release };
  };

  test("while one changes the stack, the lock turns the other away, which has nothing left to do afterwards", async () => {
    const up = await beginUp();
    expect((await yours.upFails()).output).toMatch(/currently locked/);
    up.release();
    expect(await up.finished).toMatchObject({ code: 0 });
    await yours.up();
    expect(await expectSettled(yours, ["sessions"])).toEqual(ids());
    expect(countRequests(mine.cloud, "CreateInstance")).toBe(1);
  });

  test("what a killed run has begun is taken over by its tag, as there is no journal", async () => {
    const id = await upKilledWhileCreating(mine);
    await yours.up();
    expect(await expectSettled(yours, ["sessions"])).toEqual([id]);
    expect(countRequests(mine.cloud, "CreateInstance")).toBe(1);
  });

  test("a state that the server does not take any more: the next up names the instance, and buys none beside it", async () => {
    const up = await beginUp();
    s3.revokeKey();
    up.release();
    const { code, output } = await up.finished;
    expect(code).not.toBe(0);
    expect(output).toMatch(/InvalidAccessKeyId/);
    s3.restoreKey();
    // The lock could not be removed either.
    expect((await yours.upFails()).output).toMatch(/currently locked/);
    await yours.run("cancel", "--yes");
    const [id = "none"] = ids();
    expect((await yours.upFails()).output).toMatch(new RegExp(`${id}[\\s\\S]*state was not saved`));
    expect(ids()).toEqual([id]);
  });

  test("--replace right after the first run replaces, because the CLI is asked which instances the saved state holds", async () => {
    await mine.up();
    const { urn = "", id = "none" } = (await mine.sessions()) ?? {};
    await yours.up("--replace", urn);
    expect(await expectSettled(yours, ["sessions"])).not.toEqual([id]);
  });
});
