import { usePartCase } from "../contract/part/fixture";
import { huaweiAccountFixture } from "./accountFixture";
import { base } from "./fixture";

const world = usePartCase(huaweiAccountFixture);

test("the connection string has the vendor's password of an account, name:password, encoded", async () => {
  await world.engine.up(world.program(world.part({ password: "Its@100%=&a" })));
  const { connectionDomain, port } = world.engine.state[0]?.outputs ?? {};
  expect(world.entry()?.outputs).toMatchObject({ connectionDomain, port, accountId: expect.any(String) });
  const { connectionString } = world.entry()?.outputs ?? {};
  expect(connectionString).toBe(`redis://:reports%3AIts%40100%25%3D%26a@${connectionDomain}:${port}`);
  expect(decodeURIComponent(new URL(String(connectionString)).password)).toBe("reports:Its@100%=&a");
});

test("a description that the program no longer gives is cleared", async () => {
  await world.engine.up(world.program());
  await world.reconcile({ description: undefined });
  expect(world.shown().reports).toMatchObject({ description: "" });
});

test("what the vendor rejects says what was attempted", async () => {
  const accounts = Array.from({ length: 18 }, (_, at) => ({
    account_id: `00000000-0000-4000-8000-0000000000${10 + at}`,
    ...{ account_name: `a${at}`, account_role: "read", description: "", status: "AVAILABLE" },
  }));
  world.drift({ accounts });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(
    /^HuaweiDcsAccount [\w-]+:reports \(cn-north-4\): CreateAclAccount was rejected: .*more than 18 accounts/,
  );
  world.drift({ accounts: [], engine_version: "6.0" });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(/not supported by the instance.*DCS\.4872/);
});

test("an account whose creation fails is an error that names its status", async () => {
  await world.engine.up(world.program());
  world.drift({ account: { account_name: "reports", status: "ERROR" } });
  const { errors } = await world.engine.up(world.program(world.part({ role: "read" })));
  expect(errors.join()).toMatch(/HuaweiDcsAccount [\w-]+:reports.*ERROR/s);
});

test("with TLS the connection string says so", async () => {
  world.drift({ enable_ssl: true });
  await world.engine.up([
    { type: "HuaweiDcsInstance", name: "cache", args: { ...base, engineVersion: "5.0" } },
    world.part(),
  ]);
  expect(world.entry()?.outputs.connectionString).toMatch(/^rediss:\/\/:reports%3A/);
});
