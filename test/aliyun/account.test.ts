import { usePartCase } from "../contract/part/fixture";
import { aliyunAccountFixture } from "./accountFixture";
import { base } from "./fixture";

const world = usePartCase(aliyunAccountFixture);
const cache = (args: object) => ({ type: "AliyunRedis", name: "cache", args: { ...base, ...args } });

test("the connection string has the vendor's password of an account, name:password, encoded", async () => {
  await world.engine.up(world.program(world.part({ password: "Its@100%=&a" })));
  const { connectionDomain, port } = world.engine.state[0]?.outputs ?? {};
  expect(world.entry()?.outputs).toMatchObject({ connectionDomain, port });
  const { connectionString } = world.entry()?.outputs ?? {};
  expect(connectionString).toBe(`redis://:reports%3AIts%40100%25%3D%26a@${connectionDomain}:${port}`);
  expect(decodeURIComponent(new URL(String(connectionString)).password)).toBe("reports:Its@100%=&a");
});

test("a port of the instance that has changed shows after a refresh, and changes nothing of the account", async () => {
  await world.engine.up(world.program());
  const program = [cache({ port: 6380 }), world.part()];
  expect((await world.engine.up(program)).errors).toEqual([]);
  await world.engine.refresh();
  expect(world.entry()?.outputs.connectionString).toMatch(/:6380$/);
  expect(await world.engine.preview(program)).toMatchObject({ steps: ["same cache", "same part"], apiCalls: 0 });
});

test("a privilege that the program no longer gives is the vendor's default again; a description stays", async () => {
  await world.engine.up(world.program(world.part({ privilege: "RoleReadOnly" })));
  await world.reconcile({ privilege: undefined, description: undefined });
  expect(world.shown().reports).toMatchObject({ privilege: "RoleReadWrite", description: "monthly-reports" });
});

test("what the vendor rejects says what to do", async () => {
  const full = Array.from({ length: 18 }, (_, at) => ({
    AccountName: `a${at}`,
    ...{ AccountType: "Normal", AccountPrivilege: "RoleReadWrite", AccountDescription: "", AvailableAt: 0 },
  }));
  world.drift({ Accounts: full });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(
    /^AliyunRedisAccount r-\w+:reports \(cn-hangzhou\): CreateAccount was rejected: .*AccountLimitExceeded.*at most 18 accounts/,
  );
  world.drift({ Accounts: [], EngineVersion: "2.8" });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(/InvalidEngineVersion.*version 4\.0 or later/);
});
