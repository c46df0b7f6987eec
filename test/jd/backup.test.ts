import { z } from "zod";
import { writes } from "../../provider/core/client/request";
import { noEngine } from "../../provider/core/host/engine";
import { connect } from "../../provider/core/session/connection";
import { createSession } from "../../provider/core/session/session";
import { instancePath } from "../../provider/jd/actions/instance";
import type { jdApi } from "../../provider/jd/client";
import { type Case, openCase } from "../contract/fixture";
import { base, jdFixture } from "./fixture";

describe("an instance out of a backup", () => {
  let it: Case;
  beforeEach(async () => {
    it = await openCase(jdFixture);
  });
  afterEach(() => it.close());

  /** A backup of the instance, made by hand. */
  async function backUp(id: string): Promise<string> {
    const session = createSession({ clock: it.clock, env: it.engine.world.env, engine: noEngine });
    const bounds = { deadline: it.clock.now() + 60_000, secrets: [] };
    const { api } = connect<ReturnType<typeof jdApi>>(jdFixture.kind, session, () => undefined, "cn-north-1", bounds);
    const params = { fileName: "by_hand", backupType: 1 };
    const { baseId } = await api.call(
      writes("createBackup"),
      { method: "POST", path: instancePath(id, "backup"), params },
      z.object({ baseId: z.string() }),
    );
    return baseId;
  }

  test("names backup and source, keeps both out of later comparisons, and is replaced by another backup", async () => {
    const source = it.program(base, { name: "source" });
    await it.engine.up(source);
    const srcInstanceId = it.ids()[0] as string;
    const backupId = await backUp(srcInstanceId);
    const copy = (args: object) => [...source, ...it.program({ ...base, ...args })];
    expect((await it.engine.up(copy({ backupId, srcInstanceId }))).errors).toEqual([]);
    const made = it.instances().find(({ id }) => id !== srcInstanceId);
    expect(made?.properties.origin).toMatchObject({ backupId, srcInstanceId });
    expect((await it.engine.preview(copy({}))).steps).toContain("same cache");
    const another = await backUp(srcInstanceId);
    expect((await it.engine.preview(copy({ backupId: another, srcInstanceId }))).steps).toContain("replace cache");
  });

  test("of an instance that does not exist is refused as an input error", async () => {
    const run = await it.engine.up(it.program({ ...base, backupId: "3f9c", srcInstanceId: "redis-nowhere00000" }));
    expect(run.errors.join()).toMatch(/redis-nowhere00000 not found.*Nothing was created/s);
  });
});
