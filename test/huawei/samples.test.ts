import { validate } from "../../provider/core/resource/schema";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { useEach } from "../support/useEach";
import { huaweiWorld } from "./world";

const password = "Secret-123";
const everyDay = { periodType: "weekly", backupAt: [1, 2, 3, 4, 5, 6, 7] };
const plan = { beginAt: "16:00-17:00", ...everyDay, timezoneOffset: "+0800" };
const backup = { saveDays: 1, backupType: "auto", periodicalBackupPlan: plan };
const monthly = { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 1, isAutoRenew: false };
const shared = {
  region: "cn-north-4",
  enterpriseProjectName: "default",
  enterpriseProjectId: 0,
  vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
  description: "Test",
  securityGroupId: "4b95a790-5cfc-463d-8de5-42199e55371c",
  maintainBegin: "02:00:00",
  maintainEnd: "06:00:00",
  enableSsl: false,
  privateIp: "",
  azCodes: ["cn-north-4a"],
  capacity: 2,
  accessUser: "",
  instanceNum: 1,
  enablePublicip: false,
  subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
  noPasswordAccess: false,
};

const redis3 = { engine: "Redis", engineVersion: 3.0, password };

/** The five requests on the vendor's page on CreateInstance, unchanged except for camelCase. */
const samples = {
  "Redis 3.0, single node": { ...shared, ...redis3, name: "dcs-APITest", specCode: "dcs.single_node" },
  "Redis 4.0 across zones with tags, port and renamed commands": {
    ...shared,
    vpcId: "c5cd009b-9ba9-41f2-9a26-2b8c3f3ffd39",
    securityGroupId: "d57fad27-e3e9-43b7-9498-0a698ab63b27",
    subnetId: "7e95c4d6-d7af-424c-a3cf-2be10968fe81",
    name: "dcs-demo",
    engine: "Redis",
    engineVersion: 4.0,
    port: 4040,
    azCodes: ["cn-north-4a", "cn-north-4b"],
    password,
    noPasswordAccess: true,
    specCode: "redis.ha.au1.large.2",
    renameCommands: { keys: "keys001", flushdb: "flushdb001", flushall: "flushall001" },
    tags: [
      { key: "dcs001", value: 2 },
      { key: "dcs003", value: 4 },
    ],
  },
  "Redis 3.0 by the month with a backup policy": {
    ...shared,
    ...redis3,
    publicipId: "",
    name: "dcs-APITest1",
    specCode: "dcs.master_standy",
    instanceBackupPolicy: backup,
    bssParam: monthly,
  },
  "Redis 3.0 cluster by the month, open": {
    ...shared,
    ...redis3,
    publicipId: "",
    name: "dcs-APITest2",
    capacity: 64,
    password: "",
    noPasswordAccess: true,
    specCode: "dcs.cluster",
    bssParam: monthly,
    instanceBackupPolicy: backup,
  },
  "Memcached with a backup policy": {
    ...shared,
    ...redis3,
    name: "dcs-APITest",
    engine: "Memcached",
    maintainEnd: "06:00",
    specCode: "dcs.memcached.single_node",
    instanceBackupPolicy: backup,
  },
};

describe("the vendor's own samples", () => {
  const world = useEach(() => huaweiWorld());
  const program = (args: object) => [{ type: "HuaweiDcsInstance", name: "cache", args: { ...args } }];

  test.each(Object.entries(samples))("%s: is valid", (_name, args) => {
    expect(validate(huaweiDcsInstanceDefinition.schema, args).failures).toEqual([]);
  });

  const accepted = Object.entries(samples).slice(0, 4);
  test.each(accepted)("%s: is created, and no difference after a refresh", async (_, args) => {
    expect(await world.engine.up(program(args))).toMatchObject({ errors: [], steps: ["create cache"] });
    const again = await world.engine.up(program(args), { refresh: true });
    expect(again).toMatchObject({ errors: [], steps: ["same cache"] });
  });

  test("Memcached with a backup policy: the API decides, and rejects it for a single node", async () => {
    const run = await world.engine.up(program(samples["Memcached with a backup policy"]));
    expect(run.warnings.join()).toMatch(/single node \(DCS\.4086\)/);
    expect(run.errors.join()).toMatch(/DCS\.4086/);
    const { instanceBackupPolicy: _, ...rest } = samples["Memcached with a backup policy"];
    expect(await world.engine.up(program(rest))).toMatchObject({ errors: [] });
    expect(world.instance().properties).toMatchObject({ engine: "Memcached", port: 11211, maintain_end: "06:00:00" });
  });

  test("numbers and empty strings are sent in the form of the vendor's tables", async () => {
    await world.engine.up(program(samples["Redis 4.0 across zones with tags, port and renamed commands"]));
    const [{ params } = {}] = world.calls("CreateInstance");
    expect(params).toMatchObject({ engine_version: "4.0", enterprise_project_id: "0", maintain_end: "06:00:00" });
    expect(params?.tags).toMatch(/{"key":"dcs001","value":"2"},{"key":"dcs003","value":"4"}/);
    for (const name of ["private_ip", "access_user", "publicip_id", "security_group_id"])
      expect(params).not.toHaveProperty(name);
  });
});
