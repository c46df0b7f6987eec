import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "./driver/program";
import { openWorkspace, type Workspace } from "./driver/workspace";

const canary = "Canary-4711-owner";
const jdPassword = "Canary4711";

/** Every class with a secret among its tags, and the plain ones of Alibaba once more without. */
const declared = (edit: string) =>
  program(
    'const { AliyunRedisBatch, HuaweiDcsInstance, HuaweiDcsBatch, JdRedis } = require("pulumi-cn-cache");',
    `const tags = { owner: pulumi.secret("${canary}"), edit: "${edit}" };`,
    'const password = config.requireSecret("password");',
    'const web = { group: "web", quantity: 2, izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default" };',
    'new AliyunRedis("single", { instanceClass: "redis.master.small.default", password, tags });',
    'const shards = new AliyunRedisBatch("shards", { instances: [web], password, tags });',
    'const open = new AliyunRedisBatch("open", { instances: [web], password });',
    `const huawei = ${JSON.stringify(huaweiArgs)};`,
    'new HuaweiDcsInstance("dcs", { ...huawei, name: "single", password, tags });',
    'new HuaweiDcsBatch("dcs-batch", { ...huawei, name: "many", instanceNum: 2, password, tags });',
    `new JdRedis("jd", { ...${JSON.stringify(jdArgs)}, password: pulumi.secret("${jdPassword}"), tags });`,
    "exports.shards = shards.members;",
    "exports.open = open.members;",
  );

const huaweiArgs = {
  engine: "Redis",
  engineVersion: "6.0",
  capacity: 1,
  specCode: "redis.ha.xu1.large.r2.1",
  azCodes: ["cn-north-4a"],
  vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
  subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
};

const jdArgs = {
  cacheInstanceName: "jd",
  cacheInstanceClass: "redis.m.micro.basic",
  vpcId: "vpc-1a2b3c4d5e",
  subnetId: "subnet-1a2b3c4d5e",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  redisVersion: "4.0",
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("what is secret in stays secret out: in the state, its backups and history, and in the output, at every level", async () => {
  const workspace: Workspace = await openWorkspace();
  try {
    const outputs: string[] = [];
    for (const edit of ["one", "two"]) {
      workspace.writeProgram(declared(edit));
      outputs.push((await workspace.up()).output);
    }
    outputs.push((await workspace.run("refresh", "--yes")).output, (await workspace.run("stack", "output")).output);
    for (const secret of [canary, jdPassword]) expect(outputs.join("\n")).not.toContain(secret);
    expect(JSON.stringify(workspace.cloud.instances())).toContain(canary);
    expect(
      filesIn(join(workspace.folder, "backend")).filter((file) => readFileSync(file, "utf8").includes(canary)),
    ).toEqual([]);
    const { stdout } = await workspace.run("stack", "output", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ shards: "[secret]", open: [expect.anything(), expect.anything()] });
    await workspace.run("preview", "--expect-no-changes");
    await workspace.destroy();
  } finally {
    await workspace.close();
  }
});
