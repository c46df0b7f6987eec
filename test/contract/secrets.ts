import { attributeEntries } from "../../provider/core/resource/attributes";
import { type Args, type Fixture, withCase } from "./fixture";

/** Letters and digits only: some clouds take nothing else. */
const canary = "Canary4Secret";

/** No secret leaves in the clear, neither for people nor for the state. */
export function contractOfSecrets(fixture: Fixture): void {
  const secrets = attributeEntries(fixture.definition.attributes).flatMap(([name, attribute]) =>
    attribute.isSecret && typeof fixture.base[name] === "string" ? [name] : [],
  );
  const args: Args = { ...fixture.base, ...Object.fromEntries(secrets.map((name) => [name, canary])) };

  describe("secrets", () => {
    test("a secret is only under its own name and in the secret outputs, at the top level", () =>
      withCase(fixture, async (world) => {
        await world.engine.up(world.program(args));
        const [entry] = world.engine.state;
        const leaks = Object.entries(entry?.outputs ?? {}).flatMap(([name, value]) =>
          JSON.stringify(value)?.includes(canary) ? [name] : [],
        );
        expect(leaks.filter((name) => !secrets.includes(name))).toEqual(
          typeof entry?.outputs.connectionString === "string" ? ["connectionString"] : [],
        );
        expect(JSON.stringify(world.instances().map(({ tags }) => tags))).not.toContain(canary);
      }));

    test.each(["throttle", "error500", "html", "dropAfter"] as const)(
      "no secret in any message when every call fails with %s",
      (definition) =>
        withCase(fixture, async (world) => {
          world.sandbox.fault({ cloud: fixture.cloud, kind: definition, times: 400 });
          const run = await world.engine.up(world.program(args, { timeouts: { create: "30s" } }));
          expect(run.errors).not.toEqual([]);
          expect(JSON.stringify([run.errors, run.warnings])).not.toContain(canary);
        }),
    );

    test("a rejected secret is not shown", () =>
      withCase(fixture, async (world) => {
        for (const name of secrets) {
          const run = await world.engine.preview(world.program({ ...args, [name]: "x-9 " }));
          expect(run.errors.join()).not.toContain("x-9");
        }
        expect(world.sandbox.requests()).toEqual([]);
      }));
  });
}
