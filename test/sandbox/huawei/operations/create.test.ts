import { provisionMs } from "../../openSandbox";
import {
  type Body,
  cluster,
  ha,
  memcached,
  monthly,
  numberedTags,
  redis3,
  single,
  tags,
  useFixture,
  weekly,
  weeklyPlan,
} from "../fixture";

/** What all five samples of seed 003 share; its misspelt `maintain_end"` is corrected. */
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
const seed3 = { ...seed, name: "dcs-APITest", engine: "Redis", engine_version: 3.0 };
const paid = { charging_mode: "prePaid", is_auto_pay: true, period_type: "month", period_num: 1, is_auto_renew: false };
const noPassword = { password: "", no_password_access: true };
const zones = (...letters: string[]) => ({ az_codes: letters.map((letter) => `cn-north-4${letter}`) });
const seedTags = [
  { key: "dcs001", value: 2 },
  { key: "dcs003", value: 4 },
];
const seedRenames = { rename_commands: { keys: "keys001", flushdb: "flushdb001", flushall: "flushall001" } };
const seed4 = { ...seed3, engine_version: 4.0, ...zones("a", "b"), spec_code: "redis.ha.au1.large.2", tags: seedTags };
const seed3Cluster = { ...seed3, spec_code: "dcs.cluster", capacity: 64, ...noPassword };
const seedMemcached = { ...seed3, engine: "Memcached", spec_code: "dcs.memcached.single_node" };

const commands = "command keys flushdb flushall hgetall scan hscan sscan zscan".split(" ");
const renamed = (...names: string[]) => ({
  rename_commands: Object.fromEntries(names.map((name) => [name, `${name}-001`])),
});
const letters = (count: number) => "a".repeat(count);
const large = { capacity: 64, spec_code: "redis.single.xu1.large.64" };
const batch = (name: string) => ({ name, instance_num: 2 });
const describedBy = (length: number) => ({ description: letters(length) });
const longPassword = (length: number) => ({ password: `Aa1${"x".repeat(length - 3)}` });
const specials = "Aa1`~!@#$%^&*()-_=+|[{}]:'\",<.>/";
const prepaid = (more: Body) => ({ bss_param: { ...monthly, ...more } });
const years = (period_num: number) => prepaid({ period_type: "year", period_num });
const postpaid = prepaid({ charging_mode: "postPaid", period_num: 77 });
const weeklyBackup = { instance_backup_policy: weekly };
const backup = (more: Body) => ({ ...ha, instance_backup_policy: { ...weekly, ...more } });
const plan = (more: Body) => backup({ periodical_backup_plan: { ...weeklyPlan, ...more } });
const { instance_backup_policy } = plan({ backup_at: [1, 2, 3, 4, 5, 6, 7] });
const dailyBackup = { instance_backup_policy };
const window = (maintain_begin: string, maintain_end?: string) => ({ maintain_begin, maintain_end });
const publicAccess = { enable_publicip: true, publicip_id: "c2a1" };
const accessUser = { access_user: "user" };
const tagged = (key: string, value = "") => ({ tags: tags({ [key]: value }) });

describe("with one sandbox", () => {
  const f = useFixture("all");

  const accepts = async (body: Body) => expect(await f.create(body)).toMatchObject({ status: 200 });
  const rejects = async (body: Body, code: string) => {
    const before = f.sandbox.instances().length;
    expect(await f.outcome("POST", "/instances", { ...single, ...body })).toBe(`400 ${code}`);
    expect(f.sandbox.instances()).toHaveLength(before);
  };

  test.each<[string, Body, Body, string]>([
    ["a name of 4 characters, not of 3", { name: "abcd" }, { name: "abc" }, "DCS.4010"],
    ["a name of 64 characters, not of 65", { name: letters(64) }, { name: letters(65) }, "DCS.4010"],
    ["a name of 56 characters in a batch, not of 57", batch(letters(56)), batch(letters(57)), "DCS.4010"],
    ["a name with a digit first, not with a dot", { name: "1abc" }, { name: "a.bcd" }, "DCS.4010"],
    ["a description of 1024 characters, not of 1025", describedBy(1024), describedBy(1025), "DCS.4011"],
    ["version 7.0, not 9.9", { engine_version: "7.0" }, { engine_version: "9.9" }, "DCS.4008"],
    ["a password of 8 characters, not of 7", { password: "Abcdefg1" }, { password: "Abcdef1" }, "DCS.4019"],
    ["a password of 32 characters, not of 33", longPassword(32), longPassword(33), "DCS.4019"],
    ["a password of three classes, not of two", { password: specials }, { password: "abcdefg1" }, "DCS.4019"],
    ["no password only with no_password_access", noPassword, { password: "" }, "DCS.4845"],
    ["port 1, not 0", { port: 1 }, { port: 0 }, "DCS.4062"],
    ["port 65535, not 65536", { port: 65_535 }, { port: 65_536 }, "DCS.4062"],
    ["a window of one hour, not of two", window("23:00:00", "00:00:00"), window("02:00:00", "04:00:00"), "DCS.4106"],
    ["a window of four hours, not half of one", window("22:00:00", "02:00:00"), window("02:00:00"), "DCS.4106"],
    ["nine renamed commands, not another", renamed(...commands), renamed("get"), "DCS.4062"],
    ["a backup policy on a cluster, not on a single node", { ...cluster, ...weeklyBackup }, weeklyBackup, "DCS.4086"],
    ["9 months, not 10", prepaid({ period_num: 9 }), prepaid({ period_num: 10 }), "DCS.4062"],
    ["3 years, not 4", years(3), years(4), "DCS.4062"],
    ["postPaid with a period, which is ignored", postpaid, prepaid({ charging_mode: "free" }), "DCS.4062"],
    ["access_user with Memcached, not with Redis", { ...memcached, ...accessUser }, accessUser, "DCS.4844"],
    ["20 tags, not 21", { tags: numberedTags(20) }, { tags: numberedTags(21) }, "DCS.4062"],
    ["a slash in a tag's value, not in its key", tagged("pulumi-cn-cache:pending", "a/b=c"), tagged("a/b"), "DCS.4062"],
    ["a tag key of 128 characters, not of 129", tagged(letters(128)), tagged(letters(129)), "DCS.4062"],
    ["a tag value of 255 characters, not of 256", tagged("k", letters(255)), tagged("k", letters(256)), "DCS.4062"],
    ["a private_ip once, not twice", { private_ip: "192.168.1.7" }, { private_ip: "192.168.1.7" }, "DCS.4911"],
    ["public access on 3.0, not on 5.0", { ...redis3, ...publicAccess, enable_ssl: true }, publicAccess, "DCS.4062"],
  ])("%s", async (_name, allowed, wrong, code) => {
    await accepts(allowed);
    await rejects(wrong, code);
  });

  test.each<[string, Body]>([
    ["the first sample of seed 003", { ...seed3, spec_code: "dcs.single_node" }],
    ["the second sample of seed 003", { ...seed4, port: 4040, no_password_access: true, ...seedRenames }],
    ["the third sample of seed 003", { ...seed3, spec_code: "dcs.master_standy", ...dailyBackup, bss_param: paid }],
    ["the fourth sample of seed 003", { ...seed3Cluster, ...dailyBackup, bss_param: paid }],
    ["the fifth sample of seed 003, without its backup policy", { ...seedMemcached, maintain_end: "06:00" }],
    ["a 0.125 GB master and replica", { capacity: 0.125, spec_code: "redis.ha.xu1.tiny.r2.128" }],
    ["read/write splitting", { capacity: 8, spec_code: "redis.ha.xu1.large.p2.8" }],
    ["a proxy cluster of 1024 GB", { capacity: 1024, spec_code: "redis.proxy.xu1.large.1024" }],
  ])("accepts %s", (_name, body) => accepts(body));

  test.each<[string, Body, string]>([
    ["another engine", { engine: "MySQL" }, "DCS.4007"],
    ["no version with Redis", { engine_version: null }, "DCS.4008"],
    ["an unknown spec_code", { spec_code: "redis.m.small" }, "DCS.4927"],
    ["a spec_code of another version", { engine_version: "3.0" }, "DCS.4927"],
    ["a spec_code of another engine", { spec_code: "dcs.memcached.single_node", capacity: 2 }, "DCS.4022"],
    ["a capacity that the spec_code does not have", { capacity: 2 }, "DCS.4012"],
    ["a capacity as text", { capacity: "1" }, "DCS.4005"],
    ["an unknown zone", zones("z"), "DCS.4042"],
    ["a zone of another region", { az_codes: ["cn-east-3a"] }, "DCS.4042"],
    ["a zone without stock", zones("g"), "DCS.4054"],
    ["a size that is out of stock", { ...zones("c"), ...large }, "DCS.4054"],
    ["two zones for a single node", zones("a", "b"), "DCS.4062"],
    ["no zones", zones(), "DCS.4062"],
    ["no VPC", { vpc_id: "" }, "DCS.4013"],
    ["a VPC that does not exist", { vpc_id: "vpc-missing-1" }, "DCS.4068"],
    ["no subnet", { subnet_id: "" }, "DCS.4016"],
    ["a subnet that does not exist", { subnet_id: "subnet-missing-1" }, "DCS.4018"],
    ["3.0 without a security group", { ...redis3, security_group_id: "" }, "DCS.4014"],
    ["a security group that does not exist", { ...redis3, security_group_id: "sg-missing" }, "DCS.4046"],
    ["a port with 3.0", { ...redis3, port: 7000 }, "DCS.4062"],
    ["renamed commands with Memcached", { ...memcached, ...renamed("keys") }, "DCS.4062"],
    ["a window off the hour", window("02:30:00", "03:30:00"), "DCS.4106"],
    ["0 days of backups", backup({ save_days: 0 }), "DCS.4072"],
    ["8 days of backups", backup({ save_days: 8 }), "DCS.4072"],
    ["another backup type", backup({ backup_type: "never" }), "DCS.4073"],
    ["a backup plan that is not weekly", plan({ period_type: "daily" }), "DCS.4074"],
    ["a backup on an eighth day", plan({ backup_at: [8] }), "DCS.4075"],
    ["a payment of yes", prepaid({ is_auto_pay: "yes" }), "DCS.4062"],
    ["public access of Memcached", { ...memcached, ...publicAccess }, "DCS.4062"],
    ["a user without a password", { ...memcached, access_user: "shop", no_password_access: true }, "DCS.4844"],
    ["a backup slot without length", plan({ begin_at: "16:00-16:00" }), "DCS.4076"],
    ["an unknown time zone", plan({ timezone_offset: "+1300" }), "DCS.4062"],
    ["a public address as private_ip", { private_ip: "8.8.8.8" }, "DCS.4062"],
    ["a private_ip for a cluster", { ...cluster, private_ip: "192.168.1.8" }, "DCS.4062"],
    ["one private_ip for two instances", { private_ip: "192.168.1.9", instance_num: 2 }, "DCS.4062"],
    ["public access without an address", { ...redis3, enable_publicip: true }, "DCS.4062"],
    ["one address for two instances", { ...redis3, ...publicAccess, instance_num: 2 }, "DCS.4062"],
    ["0 instances", { instance_num: 0 }, "DCS.4062"],
    ["101 instances", { instance_num: 101 }, "DCS.4062"],
    ["one and a half instances", { instance_num: 1.5 }, "DCS.4062"],
    ["prePaid without a period", { bss_param: { charging_mode: "prePaid" } }, "DCS.4062"],
    ["a tag key twice", { tags: [...tags({ k: "1" }), ...tags({ k: "2" })] }, "DCS.4062"],
    ["a misspelt field", { 'maintain_end"': "06:00:00" }, "Sandbox.UnknownParameter"],
    ["a misspelt field inside", prepaid({ periodNum: 1 }), "Sandbox.UnknownParameter"],
  ])("rejects %s", (_name, body, code) => rejects(body, code));
});

describe("creation", () => {
  const f = useFixture();

  test("is CREATING, then RUNNING with a task, then RUNNING without", async () => {
    const { body } = await f.create();
    const id = body.instances[0].instance_id;
    expect(body).toEqual({ instances: [{ instance_id: id, instance_name: "dcs-test" }] });
    expect(await f.show(id)).toMatchObject({ status: "CREATING", task: null });
    f.wait(provisionMs * 0.75);
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: "CREATING" });
    f.wait(provisionMs * 0.25);
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: null });
  });

  test("of a batch has the vendor's suffixes and one entry for each instance", async () => {
    const { body } = await f.create({ instance_num: 3, name: "dcs_demo" });
    const names = ["dcs_demo-000", "dcs_demo-001", "dcs_demo-002"];
    expect(body.instances.map((one: { instance_name: string }) => one.instance_name)).toEqual(names);
    expect(f.sandbox.instances()).toHaveLength(3);
  });

  test("that fails ends in CREATEFAILED, is listed only with include_failure=true, and can be deleted", async () => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "fail" });
    const id = await f.createRunning();
    expect((await f.show(id)).status).toBe("CREATEFAILED");
    const counts = ["", "?include_failure=false", "?include_failure=true"].map((query) => f.get(`/instances${query}`));
    expect((await Promise.all(counts)).map(({ instance_num }) => instance_num)).toEqual([0, 0, 1]);
    expect(await f.outcome("DELETE", `/instances/${id}`)).toBe("204");
    f.wait();
    expect(f.sandbox.instances()).toEqual([]);
  });

  test("with tags needs the right to tag as well", async () => {
    const deny = ["BatchCreateOrDeleteTags", "DeleteSingleInstance"];
    await f.restart({ keys: { huawei: [{ id: "weak", secret: "s", deny }] } });
    const options = { keys: { id: "weak", secret: "s" } };
    const create = (more: Body) => f.create(more, options);
    expect(await create({ tags: tags({ a: "" }) })).toMatchObject({
      status: 403,
      body: { error_code: "DCS.2007", error_msg: "Policy does not allow dcs:tag:modify to be performed." },
    });
    const id = (await create({})).body.instances[0].instance_id;
    expect(await f.outcome("DELETE", `/instances/${id}`, undefined, options)).toBe("403 DCS.2007");
  });

  test("counts against the quota of instances, a batch as a whole", async () => {
    const keys = { id: "small", secret: "s" };
    await f.restart({ keys: { huawei: [{ ...keys, account: "small", quota: 2 }] } });
    const { projects } = await f.get("//v3/projects?name=cn-north-4", { keys });
    const project = projects[0].id as string;
    expect(project).not.toBe(f.sandbox.info.huawei.projectId);
    const create = (instance_num: number) =>
      f.outcome("POST", "/instances", { ...single, instance_num }, { keys, project });
    expect(await create(3)).toBe("400 DCS.4035");
    expect(await create(2)).toBe("200");
    expect(await create(1)).toBe("400 DCS.4035");
    const { quotas } = await f.get("/quota", { keys, project });
    expect(quotas.resources[0]).toMatchObject({ type: "instance", quota: 2, used: 2 });
  });
});
