import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { aliyunFixture } from "../aliyun/fixture";
import { type TestWorld, testWorld } from "../engine/world";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { huaweiFixture } from "../huawei/fixture";
import { jdFixture } from "../jd/fixture";
import { type Args, useKey } from "./fixture";

const one = { quantity: 1 };

/** Of each resource a program, and another one that is an update of it. */
const resources: readonly (readonly [string, AnyResourceDefinition, Args, Args])[] = [
  ...[aliyunFixture, huaweiFixture, jdFixture].map(
    ({ definition, base, inPlace }) => [definition.type, definition, base, inPlace] as const,
  ),
  ...[aliyunBatchFixture, huaweiBatchFixture].map(
    ({ definition, program }) =>
      [definition.type, definition, program(one), program({ ...one, edit: "second" })] as const,
  ),
];

const wrongKeys = [
  ["a wrong secret", (id: string) => ({ id, secret: "WrongSecret000000001" })],
  ["a key that does not exist", () => ({ id: "NOSUCHKEY0000000001", secret: "WrongSecret000000001" })],
] as const;

/** Vendors lock keys that sign wrongly too often, and nothing that follows can succeed. */
describe.each(resources)("%s", (type, definition, program, edited) => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await testWorld([definition], { provisionMs: 4 });
  });
  afterEach(() => world.close());

  const declared = (args: Args) => [{ type, name: "cache", args: { ...args } }];

  const steps: readonly (readonly [string, () => Promise<{ errors: readonly string[] }>])[] = [
    ["create", () => world.engine.up(declared(program))],
    ["update", () => world.engine.up(declared(edited))],
    ["refresh", () => world.engine.refresh()],
    ["delete", () => world.engine.destroy()],
  ];

  for (const [what, keyWith] of wrongKeys) {
    for (const [step, run] of steps) {
      test(`${what} ends a ${step} without a changing call after it`, async () => {
        const right = world.engine.config;
        if (step !== "create") expect((await world.engine.up(declared(program))).errors).toEqual([]);
        const { credentials } = definition.cloud.settings;
        const id = String(world.engine.world.env[credentials.id.env[0] as string] ?? "");
        useKey(world, definition, keyWith(id));
        const before = world.sandbox.requests().length;
        const { errors } = await run();
        const calls = world.sandbox.requests().slice(before);
        expect(errors.join("\n")).toMatch(/access key/);
        expect(calls.filter(({ status }) => status < 400)).toEqual([]);
        // A deletion may be the first call.
        const changes = calls.filter(({ mutating }) => mutating).map(({ action }) => action);
        expect(changes.length).toBeLessThanOrEqual(step === "delete" ? 1 : 0);
        // Calls that left together are rejected together; nothing is repeated, and the plugin says goodbye once.
        expect(calls.length).toBeLessThanOrEqual(3);
        // Nothing is lost: with the right key the same run ends as it should.
        world.engine.config = right;
        expect((await run()).errors).toEqual([]);
      });
    }
  }
});
