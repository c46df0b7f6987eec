import { useForAll } from "../support/useEach";
import { code, sessionsProgram } from "./driver/program";
import { changingRequests, countRequests } from "./driver/request";
import type { Finished } from "./driver/run";
import { openWorkspace, password } from "./driver/workspace";

const constantProvider = 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedis();';

describe("an AliyunRedis that is up", () => {
  const workspace = useForAll(openWorkspace);
  let first: Finished;
  beforeAll(async () => {
    workspace.writeProgram(sessionsProgram({ securityIps: ["10.0.0.0/24", "10.0.1.7"], tags: { team: "web" } }));
    first = await workspace.up();
  });

  test("was created once and is Normal", () => {
    expect(workspace.cloud.instances()).toMatchObject([{ cloud: "aliyun", name: "sessions", status: "Normal" }]);
    expect(countRequests(workspace.cloud, "CreateInstance")).toBe(1);
  });

  test("has our two tags until a later run is shown its id", async () => {
    const tags = () => workspace.cloud.instances()[0]?.tags;
    expect(tags()).toEqual({
      team: "web",
      "pulumi-cn-cache:pending": expect.any(String),
      "pulumi-cn-cache:returned": "yes",
    });
    await workspace.up("--expect-no-changes");
    expect(tags()).toEqual({ team: "web" });
  });

  test("has the one constant __provider in the state's inputs and outputs", async () => {
    const resource = await workspace.sessions();
    expect(resource?.inputs?.__provider).toBe(constantProvider);
    expect(resource?.outputs?.__provider).toBe(constantProvider);
  });

  test("has connectionDomain and port among its outputs", async () => {
    const resource = await workspace.sessions();
    expect(resource?.outputs).toMatchObject({
      instanceId: workspace.cloud.instances()[0]?.id,
      status: "Normal",
      connectionDomain: expect.stringContaining("."),
      port: 6379,
    });
  });

  test("shows its password neither in the state nor in the output", async () => {
    expect(await workspace.exportState()).not.toContain(password);
    expect(first.output).not.toContain(password);
    expect((await workspace.run("stack", "output")).output).toMatch(/connectionString\s+\[secret\]/);
  });

  test("gives a connectionString with the password to who asks for secrets", async () => {
    const { stdout } = await workspace.run("stack", "output", "connectionString", "--show-secrets");
    const [domain, port] = [await output("connectionDomain"), await output("port")];
    expect(new URL(stdout.trim())).toMatchObject({ protocol: "redis:", hostname: domain, port });
    expect(decodeURIComponent(new URL(stdout.trim()).password)).toContain(password);
  });

  test("previews without a change and without an API call when the program is the same", async () => {
    const before = workspace.cloud.requests().length;
    await workspace.run("preview", "--expect-no-changes");
    expect(workspace.cloud.requests().slice(before)).toEqual([]);
  });

  test("shows no change and changes nothing on up --refresh", async () => {
    const before = workspace.cloud.requests().length;
    await workspace.up("--refresh", "--expect-no-changes");
    expect(workspace.cloud.requests().slice(before)).not.toEqual([]);
    expect(changingRequests(workspace.cloud, before)).toEqual([]);
  });

  test("is renamed in place", async () => {
    const [was] = workspace.cloud.instances();
    await workspace.upTo(
      sessionsProgram({ instanceName: "carts", securityIps: ["10.0.1.7", "10.0.0.0/24"], tags: { team: "web" } }),
    );
    expect(workspace.cloud.instances()).toMatchObject([{ id: was?.id, name: "carts" }]);
  });

  test("keeps a password secret that a transformation sets in plain text", async () => {
    const given = "Plain-5555x";
    const replace = `[({ props, opts }) => ({ props: { ...props, password: "${given}" }, opts })]`;
    workspace.writeProgram(sessionsProgram({ instanceName: "carts" }, { transformations: code(replace) }));
    const preview = await workspace.run("preview", "--diff");
    expect(preview.output).toMatch(/password *: \[secret\] => \[secret\]/);
    const { output } = await workspace.up();
    expect([preview.output, output, await workspace.exportState()].join()).not.toContain(given);
  });

  test("is gone after destroy, and with it every process", async () => {
    await workspace.run("destroy", "--yes", "--skip-preview");
    expect(workspace.cloud.instances()).toEqual([]);
    expect(workspace.processes()).toEqual([]);
  });

  const output = async (name: string) => (await workspace.run("stack", "output", name)).stdout.trim();
});
