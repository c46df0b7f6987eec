import { useForAll } from "../support/useEach";
import { command } from "./driver/command";
import { openWorkspace, password } from "./driver/workspace";

const workspace = useForAll(openWorkspace);
const list = (...words: string[]) => command(workspace, "list", ...words);

const makeInstance = `
const { AliyunRedis } = require("pulumi-cn-cache");
new AliyunRedis("sessions", {
  instanceName: "sessions", zoneId: "cn-hangzhou-h", password: "${password}",
  instanceClass: "redis.shard.small.2.ce", engineVersion: "7.0", tags: { team: "shop", "cost.center": "a=b" },
});`;

test("classes are a table with the vendor's words as heads, and the restrictions hold", async () => {
  const { code, stdout, stderr } = await list("classes", "--cloud", "aliyun", "zoneId=cn-hangzhou-h", "memory=2");
  expect([code, stderr]).toEqual([0, ""]);
  const [heads = "", ...rows] = stdout.trim().split("\n");
  expect(heads).toMatch(/^instanceClass {2,}capacity {2,}architecture /);
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row).toMatch(/^\S+ +2048 .* cn-hangzhou-h /);
  expect(new Set(rows.map((row) => row.indexOf(" 2048")))).toEqual(new Set([heads.indexOf(" capacity")]));
});

test("instances as JSON and by tags, in another region none and exit code 1", async () => {
  await workspace.upTo(makeInstance);
  const { stdout } = await list("instances", "--cloud", "aliyun", "--json");
  expect(JSON.parse(stdout)).toMatchObject([{ instanceName: "sessions", engineVersion: "7.0" }]);
  expect(stdout).not.toContain(password);
  const tagged = (team: string) => list("instances", "--cloud", "aliyun", `tags.team=${team}`, "tags.cost.center=a=b");
  expect(await tagged("shop")).toMatchObject({ code: 0, stdout: expect.stringContaining("sessions") });
  expect(await tagged("post")).toMatchObject({ code: 1, stderr: "" });
  const elsewhere = await list("instances", "--cloud", "aliyun", "--region", "cn-beijing");
  expect(elsewhere).toEqual({ code: 1, stdout: "Nothing fits.\n", stderr: "" });
  await workspace.destroy();
});

test.each([
  [["flavors", "--cloud", "huawei", "cacheMode=ha", "capacity=2"], /^redis\.ha\.\S+ +2 +ha +/m],
  [
    ["classes", "--cloud", "jd", "redisVersion=6.2", "memoryMB=8192"],
    /^redis\.\S+ +8192 +\d+ .* cn-north-1a,cn-north-1b/m,
  ],
  [["zones", "--cloud", "huawei"], /^cn-north-4a /m],
  [
    ["templates", "--cloud", "huawei", "engineVersion=5.0", "cacheMode=single"],
    /^11 +Default-Redis-5\.0-single\S+ +sys /m,
  ],
  [
    ["templates", "--cloud", "jd", "redisVersion=6.2"],
    /^default-6-2-master-slave +default-6\.2-master-slave +default /m,
  ],
])("%j is a table", async (words, row) => {
  expect(await list(...words)).toEqual({ code: 0, stdout: expect.stringMatching(row), stderr: "" });
});

test("accounts of an instance, in a table without passwords", async () => {
  await workspace.upTo(makeInstance);
  const [instance] = workspace.cloud.instances();
  const { code, stdout } = await list("accounts", "--cloud", "aliyun", `instanceId=${instance?.id}`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^accountName +status +accountType +privilege +description\n/);
  expect(stdout).toMatch(/^default +Available +Super +RoleReadWrite +-$/m);
  expect(stdout).not.toContain(password);
  await workspace.destroy();
});

test.each([
  [
    ["zones", "--cloud", "jd"],
    /^error: JD Cloud has no list of zones; it has classes, instances, backups, accounts, templates\n$/,
  ],
  [["templates", "--cloud", "aliyun"], /^error: Alibaba Cloud has no list of templates; it has zones, .*\n$/],
  [["classes", "--cloud", "alyun"], /^error: there is no cloud "alyun"; there are aliyun, huawei, jd\n$/],
  [["classes", "--cloud", "aliyun", "7.0"], /^error: "7\.0" has to be argument=value/],
  [["classes", "--cloud", "aliyun", "versions=7.0"], /^error: list classes: versions: no such argument/],
  [["backups", "--cloud", "aliyun"], /^error: list backups: instanceId: is required\n$/],
  [["backups", "--cloud", "huawei"], /^error: list backups: instanceId: is required\n$/],
  [["zones", "--cloud", "aliyun", "regionId=a", "regionId=b"], /^error: regionId is given more than once\n$/],
  [["zones", "--cloud", "aliyun", "--region", "a", "regionId=a"], /^error: list zones: the region is given twice/],
  [
    ["instances", "--cloud", "jd", "tags=a"],
    /^error: list instances: each of the tags is written as tags\.key=value\n$/,
  ],
  [["accounts", "--cloud", "jd", "instanceId=redis-none"], /^error: list accounts \(JD Cloud, .*NOT_FOUND.*the region/],
  [["instances", "--cloud", "jd", "tags.a=b", "tags.a=c"], /^error: tags\.a is given more than once\n$/],
  [["cars", "--cloud", "aliyun"], /^error: .*'cars' is invalid.*Allowed choices are classes, flavors, zones/],
])("%j is one sentence, and exit code 2", async (words, text) => {
  expect(await list(...words)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(text) });
});
