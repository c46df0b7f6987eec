import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnosis } from "../../provider/doctor";
import { command } from "./driver/command";
import { openWorkspace, type Workspace } from "./driver/workspace";

const canary = "Canary0123456789Canary0123456789Canary01";

describe("pulumi-cn-cache doctor", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
    const dependencies = { "@pulumi/pulumi": "*", "pulumi-cn-cache": "*" };
    writeFileSync(
      join(workspace.folder, "package.json"),
      JSON.stringify({ name: "shop", private: true, dependencies }),
    );
  });
  afterAll(() => workspace.close());

  /** Every check by section and name. */
  const statuses = (stdout: string) =>
    (JSON.parse(stdout) as Diagnosis[]).flatMap(({ title, checks }) =>
      checks.map(({ name, status }) => `${title}: ${name} ${status}`),
    );

  test("finds nothing wrong where all is well, and changes nothing", async () => {
    const { code, stdout, stderr } = await command(workspace, "doctor", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(statuses(stdout)).toEqual([
      ...["Node", "Pulumi CLI", "project", "Pulumi SDK", "package"].map((name) => `This machine: ${name} ok`),
      "This machine: TypeScript unused",
      "Configuration: stack ok",
      ...["Alibaba Cloud (aliyun)", "Huawei Cloud (huawei)", "JD Cloud (jd)"].flatMap((title) =>
        ["credentials", "region", "endpoint", "clock", "call"].map((name) => `${title}: ${name} ok`),
      ),
    ]);
    const calls = workspace.cloud.requests();
    expect(calls.filter(({ mutating }) => mutating)).toEqual([]);
  });

  test("prints a table without colours into a pipe, of one cloud only where it is named", async () => {
    const { code, stdout } = await command(workspace, "doctor", "aliyun");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ok {7}credentials {2}environment ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET$/m,
    );
    expect(stdout).toMatch(
      /^ok {7}endpoint {5}http:\/\/127\.0\.0\.1:\d+ \(ALIYUN_REDIS_ENDPOINT\) answers in \d+ ms$/m,
    );
    expect(stdout).not.toMatch(/huawei/i);
    expect(stdout).not.toContain("\u001b");
  });

  test("the stack's configuration counts, what it passes over is named, and a wrong secret never shows", async () => {
    const { info } = workspace.cloud;
    await workspace.run("config", "set", "jd:accessKey", info.jd.accessKey);
    await workspace.run("config", "set", "--secret", "jd:secretKey", canary);
    try {
      const { code, stdout, stderr } = await command(workspace, "doctor", "jd");
      expect([code, stderr]).toEqual([1, ""]);
      expect(stdout).toMatch(/^ok {7}credentials {2}configuration jd:accessKey and jd:secretKey$/m);
      expect(stdout).toMatch(/^ +passed over: environment JDCLOUD_ACCESS_KEY and JDCLOUD_SECRET_KEY, because/m);
      expect(stdout).toMatch(/^problem {2}call {9}.* was rejected/m);
      expect(stdout).not.toContain(canary);
    } finally {
      await workspace.run("config", "rm", "jd:accessKey");
      await workspace.run("config", "rm", "jd:secretKey");
    }
  });

  test("says what a project lacks that has no packages", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-bare-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
    const { code, stdout } = await command({ folder, env: workspace.env }, "doctor", "aliyun").finally(() =>
      rmSync(folder, { recursive: true }),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^problem {2}Pulumi SDK {3}@pulumi\/pulumi is not installed$/m);
    expect(stdout).toMatch(/^problem {2}package {6}pulumi-cn-cache cannot be loaded from the project's folder$/m);
    expect(stdout).toMatch(/^warning {2}stack {8}no stack is selected/m);
  });

  test.each([
    [["alyun"], 'error: there is no cloud "alyun"; there are aliyun, huawei, jd\n'],
    [
      ["--stack", "nope"],
      'error: there is no stack "nope" in this project; `pulumi stack ls` lists those that exist\n',
    ],
  ])("%j is one sentence, and exit code 2", async (args, text) => {
    expect(await command(workspace, "doctor", ...args)).toEqual({ code: 2, stdout: "", stderr: text });
  });
});
