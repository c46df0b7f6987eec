import { closeAll, cluster, type Fixture, fixture, ha, memcached, monthly, redis3, single, weekly } from "./fixture";

type Body = Readonly<Record<string, unknown>>;

let f: Fixture;
beforeAll(async () => {
  f = await fixture();
});
afterAll(closeAll);

/** What all five samples of seed 003 have in common; its misspelt `maintain_end"` is written right. */
const seed = {
  enterprise_project_name: "default",
  enterprise_project_id: 0,
  description: "Test",
  security_group_id: "4b95a790-5cfc-463d-8de5-42199e55371c",
  vpc_id: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
  subnet_id: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
  enable_ssl: false,
  private_ip: "",
  publicip_id: "",
  az_codes: ["cn-north-4a"],
  capacity: 2,
  access_user: "",
  instance_num: 1,
  maintain_begin: "02:00:00",
  maintain_end: "06:00:00",
  password: "Abcd1234!",
  enable_publicip: false,
  no_password_access: false,
};
const paid = { charging_mode: "prePaid", is_auto_pay: true, period_type: "month", period_num: 1, is_auto_renew: false };
const daily = {
  ...weekly,
  periodical_backup_plan: { ...weekly.periodical_backup_plan, backup_at: [1, 2, 3, 4, 5, 6, 7] },
};

const accepted: Record<string, Body> = {
  "the first sample of seed 003": {
    ...seed,
    name: "dcs-APITest",
    engine: "Redis",
    engine_version: 3.0,
    spec_code: "dcs.single_node",
  },
  "the second sample of seed 003": {
    ...seed,
    name: "dcs-demo",
    engine: "Redis",
    engine_version: 4.0,
    port: 4040,
    az_codes: ["cn-north-4a", "cn-north-4b"],
    spec_code: "redis.ha.au1.large.2",
    no_password_access: true,
    rename_commands: { keys: "keys001", flushdb: "flushdb001", flushall: "flushall001" },
    tags: [
      { key: "dcs001", value: 2 },
      { key: "dcs003", value: 4 },
    ],
  },
  "the third sample of seed 003": {
    ...seed,
    name: "dcs-APITest1",
    engine: "Redis",
    engine_version: 3.0,
    spec_code: "dcs.master_standy",
    instance_backup_policy: daily,
    bss_param: paid,
  },
  "the fourth sample of seed 003": {
    ...seed,
    name: "dcs-APITest2",
    engine: "Redis",
    engine_version: 3.0,
    spec_code: "dcs.cluster",
    capacity: 64,
    password: "",
    no_password_access: true,
    bss_param: paid,
    instance_backup_policy: daily,
  },
  "the fifth sample of seed 003, without its backup policy": {
    ...seed,
    name: "dcs-APITest",
    engine: "Memcached",
    engine_version: 3.0,
    spec_code: "dcs.memcached.single_node",
    maintain_end: "06:00",
  },
  "a name of 4 characters": { name: "abcd" },
  "a name of 64 characters": { name: "a".repeat(64) },
  "a name of 56 characters in a batch": { name: "a".repeat(56), instance_num: 2 },
  "a name that begins with a digit": { name: "1abc" },
  "a description of 1024 characters": { description: "x".repeat(1024) },
  "version 7.0": { engine_version: "7.0" },
  "a password of 8 characters of three classes": { password: "Abcdefg1" },
  "a password of 32 characters": { password: `Aa1${"x".repeat(29)}` },
  "a password of every special character of the seed": { password: "Aa1`~!@#$%^&*()-_=+|[{}]:'\",<.>/" },
  "no password with no_password_access": { password: "", no_password_access: true },
  "a free private_ip": { private_ip: "192.168.1.7" },
  "port 1": { port: 1 },
  "port 65535": { port: 65_535 },
  "a window of one hour over midnight": { maintain_begin: "23:00:00", maintain_end: "00:00:00" },
  "a window of four hours over midnight": { maintain_begin: "22:00:00", maintain_end: "02:00:00" },
  "all nine renamed commands": {
    rename_commands: Object.fromEntries(
      "command keys flushdb flushall hgetall scan hscan sscan zscan".split(" ").map((one) => [one, `${one}-001`]),
    ),
  },
  "a backup policy on a cluster": { ...cluster, instance_backup_policy: weekly },
  "period 9 months": { bss_param: { ...monthly, period_num: 9 } },
  "period 3 years": { bss_param: { ...monthly, period_type: "year", period_num: 3 } },
  "postPaid with a period, which is ignored": { bss_param: { ...monthly, charging_mode: "postPaid", period_num: 77 } },
  "access_user with Memcached": { ...memcached, access_user: "user" },
  "20 tags": { tags: Array.from({ length: 20 }, (_, n) => ({ key: `k${n}`, value: "" })) },
  "a tag with a colon in its key and a slash in its value": {
    tags: [{ key: "pulumi-cn-cache:pending", value: "a/b=c" }],
  },
  "public access on 3.0": { ...redis3, enable_publicip: true, publicip_id: "c2a1", enable_ssl: true },
  "a 0.125 GB master and replica": { ...ha, capacity: 0.125, spec_code: "redis.ha.xu1.tiny.r2.128" },
  "read/write splitting": { ...ha, capacity: 8, spec_code: "redis.ha.xu1.large.p2.8" },
  "a proxy cluster of 1024 GB": { ...ha, capacity: 1024, spec_code: "redis.proxy.xu1.large.1024" },
};

test.each(Object.keys(accepted))("accepts %s", async (name) => {
  expect(await f.create(accepted[name])).toMatchObject({ status: 200 });
});

const refused: [string, Body, string][] = [
  ["a name of 3 characters", { name: "abc" }, "DCS.4010"],
  ["a name of 65 characters", { name: "a".repeat(65) }, "DCS.4010"],
  ["a name of 57 characters in a batch", { name: "a".repeat(57), instance_num: 2 }, "DCS.4010"],
  ["a name with a dot", { name: "a.bcd" }, "DCS.4010"],
  ["a description of 1025 characters", { description: "x".repeat(1025) }, "DCS.4011"],
  ["another engine", { engine: "MySQL" }, "DCS.4007"],
  ["version 9.9", { engine_version: "9.9" }, "DCS.4008"],
  ["no version with Redis", { engine_version: null }, "DCS.4008"],
  ["an unknown spec_code", { spec_code: "redis.m.small" }, "DCS.4927"],
  ["a spec_code of another version", { engine_version: "3.0" }, "DCS.4927"],
  ["a spec_code of another engine", { spec_code: "dcs.memcached.single_node", capacity: 2 }, "DCS.4022"],
  ["a capacity that the spec_code does not have", { capacity: 2 }, "DCS.4012"],
  ["a capacity as text", { capacity: "1" }, "DCS.4005"],
  ["an unknown zone", { az_codes: ["cn-north-4z"] }, "DCS.4042"],
  ["a zone of another region", { az_codes: ["cn-east-3a"] }, "DCS.4042"],
  ["a sold-out zone", { az_codes: ["cn-north-4g"] }, "DCS.4054"],
  [
    "a size sold out in the zone",
    { az_codes: ["cn-north-4c"], capacity: 64, spec_code: "redis.single.xu1.large.64" },
    "DCS.4054",
  ],
  ["two zones for a single node", { az_codes: ["cn-north-4a", "cn-north-4b"] }, "DCS.4062"],
  ["no zones", { az_codes: [] }, "DCS.4062"],
  ["no VPC", { vpc_id: "" }, "DCS.4013"],
  ["a VPC that does not exist", { vpc_id: "vpc-missing-1" }, "DCS.4068"],
  ["no subnet", { subnet_id: "" }, "DCS.4016"],
  ["a subnet that does not exist", { subnet_id: "subnet-missing-1" }, "DCS.4018"],
  ["3.0 without a security group", { ...redis3, security_group_id: "" }, "DCS.4014"],
  ["a security group that does not exist", { ...redis3, security_group_id: "sg-missing" }, "DCS.4046"],
  ["no password", { password: "" }, "DCS.4845"],
  ["a password of 7 characters", { password: "Abcdef1" }, "DCS.4019"],
  ["a password of 33 characters", { password: `Aa1${"x".repeat(30)}` }, "DCS.4019"],
  ["a password of two classes", { password: "abcdefg1" }, "DCS.4019"],
  ["access_user with Redis", { access_user: "user" }, "DCS.4844"],
  ["port 0", { port: 0 }, "DCS.4062"],
  ["port 65536", { port: 65_536 }, "DCS.4062"],
  ["a port with 3.0", { ...redis3, port: 7000 }, "DCS.4062"],
  ["renamed commands with Memcached", { ...memcached, rename_commands: { keys: "keys001" } }, "DCS.4062"],
  ["another command to rename", { rename_commands: { get: "get001" } }, "DCS.4062"],
  ["half a window", { maintain_begin: "02:00:00" }, "DCS.4106"],
  ["a window of two hours", { maintain_begin: "02:00:00", maintain_end: "04:00:00" }, "DCS.4106"],
  ["a window off the hour", { maintain_begin: "02:30:00", maintain_end: "03:30:00" }, "DCS.4106"],
  ["a backup policy on a single node", { instance_backup_policy: weekly }, "DCS.4086"],
  ["0 days of backups", { ...ha, instance_backup_policy: { ...weekly, save_days: 0 } }, "DCS.4072"],
  ["8 days of backups", { ...ha, instance_backup_policy: { ...weekly, save_days: 8 } }, "DCS.4072"],
  ["another backup type", { ...ha, instance_backup_policy: { backup_type: "never" } }, "DCS.4073"],
  ["a private_ip for a cluster", { ...cluster, private_ip: "192.168.1.8" }, "DCS.4062"],
  ["a private_ip that is taken", { private_ip: "192.168.1.7" }, "DCS.4911"],
  ["public access on 5.0", { enable_publicip: true, publicip_id: "c2a1" }, "DCS.4062"],
  ["public access without an address", { ...redis3, enable_publicip: true }, "DCS.4062"],
  ["one address for two", { ...redis3, enable_publicip: true, publicip_id: "c2a1", instance_num: 2 }, "DCS.4062"],
  ["one private_ip for two", { private_ip: "192.168.1.9", instance_num: 2 }, "DCS.4062"],
  ["0 instances", { instance_num: 0 }, "DCS.4062"],
  ["101 instances", { instance_num: 101 }, "DCS.4062"],
  ["prePaid without a period", { bss_param: { charging_mode: "prePaid" } }, "DCS.4062"],
  ["period 10 months", { bss_param: { ...monthly, period_num: 10 } }, "DCS.4062"],
  ["period 4 years", { bss_param: { ...monthly, period_type: "year", period_num: 4 } }, "DCS.4062"],
  ["21 tags", { tags: Array.from({ length: 21 }, (_, n) => ({ key: `k${n}`, value: "" })) }, "DCS.4062"],
  [
    "a tag key twice",
    {
      tags: [
        { key: "k", value: "1" },
        { key: "k", value: "2" },
      ],
    },
    "DCS.4062",
  ],
  ["a tag key of 129 characters", { tags: [{ key: "k".repeat(129), value: "" }] }, "DCS.4062"],
  ["a tag value of 256 characters", { tags: [{ key: "k", value: "v".repeat(256) }] }, "DCS.4062"],
  ["a tag key with a slash", { tags: [{ key: "a/b", value: "" }] }, "DCS.4062"],
  ["a misspelt field", { 'maintain_end"': "06:00:00" }, "Sandbox.UnknownParameter"],
  ["a misspelt field inside", { bss_param: { ...monthly, periodNum: 1 } }, "Sandbox.UnknownParameter"],
];
test.each(refused)("refuses %s", async (_name, body, error_code) => {
  const before = f.sandbox.instances().length;
  expect(await f.create(body)).toMatchObject({ status: 400, body: { error_code } });
  expect(f.sandbox.instances()).toHaveLength(before);
});

test("counts against the quota of instances, a batch as a whole", async () => {
  const { huawei } = f.sandbox.info;
  const keys = { huawei: [{ id: "small", secret: "s", account: "small", quota: 2 }] };
  const other = await fixture({ keys });
  const mine = { id: "small", secret: "s" };
  const { body } = await other.call("GET", "//v3/projects?name=cn-north-4", undefined, { keys: mine });
  const options = { keys: mine, project: body.projects[0].id as string };
  const create = (more: Body) => other.call("POST", "/instances", { ...single, ...more }, options);
  expect((await create({ instance_num: 3 })).body.error_code).toBe("DCS.4035");
  expect((await create({ instance_num: 2 })).status).toBe(200);
  expect((await create({})).body.error_code).toBe("DCS.4035");
  const { quotas } = (await other.call("GET", "/quota", undefined, options)).body;
  expect(quotas.resources[0]).toMatchObject({ type: "instance", quota: 2, used: 2 });
  expect(options.project).not.toBe(huawei.projectId);
});
