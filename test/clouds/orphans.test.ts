import { runCommandLine } from "../../bin/commandLine";
import { orphans } from "../../bin/orphans";
import { type Sandbox, startSandbox } from "../../sandbox";
import { useFolder } from "../support/folder";

describe("orphans, where a cloud cannot be listed", () => {
  const before = process.env;
  const folder = useFolder();
  let sandbox: Sandbox | undefined;
  const written: string[] = [];

  beforeEach(() => {
    folder.write("state.json", '{"deployment":{}}');
    process.env = { PATH: before.PATH, HOME: folder.path() };
    written.length = 0;
    jest.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    process.env = before;
    await sandbox?.close();
    sandbox = undefined;
  });

  const run = async (env: Readonly<Record<string, string>>, ...args: string[]) => {
    Object.assign(process.env, env);
    const code = await runCommandLine(["orphans", "--state", folder.path("state.json"), ...args], [orphans]);
    return [code, written.join("")] as const;
  };
  const ofAliyun = async () => {
    sandbox = await startSandbox();
    const { endpoint, accessKeyId, accessKeySecret, region } = sandbox.info.aliyun;
    return {
      ...{ ALIYUN_REDIS_ENDPOINT: endpoint, ALIBABA_CLOUD_REGION: region },
      ...{ ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret },
    };
  };
  const wrongRegion = { HW_ACCESS_KEY: "key", HW_SECRET_KEY: "secret", HW_REGION_NAME: "x.evil.example/#" };

  test("nothing is said of instances if no cloud could be listed", async () => {
    const [code, text] = await run({});
    expect(code).toBe(2);
    expect(text).not.toContain("No tagged instance");
    expect(text).toMatch(/^Looked at: nothing\.\nWithout credentials, and not in the stack: aliyun, huawei, jd\.$/m);
  });

  test("clouds without credentials are named, and fail nothing", async () => {
    const [code, text] = await run(await ofAliyun());
    expect(code).toBe(0);
    expect(text).toMatch(
      /^No tagged instance outside the stack\.\nLooked at: aliyun cn-hangzhou \(configuration\)\.\n.*huawei, jd\.$/m,
    );
  });

  test("settings that lead to the same place are asked once, others for themselves", async () => {
    const provider = (name: string, inputs: object) => ({
      urn: `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${name}`,
      type: "pulumi:providers:pulumi-nodejs",
      inputs,
    });
    const resources = [provider("default", {}), provider("beijing", { "aliyun:region": "cn-beijing" })];
    folder.write("state.json", JSON.stringify({ deployment: { resources } }));
    const [, text] = await run(await ofAliyun());
    expect(text).toContain("Looked at: aliyun cn-hangzhou (configuration), aliyun cn-beijing (beijing).");
  });

  const malformed = [
    ...["", "null", "[]", "1", '"text"', "{}", '{"deployment":1}', '{"deployment":{"resources":{}}}'],
    ...['{"deployment":{"resources":[null]}}', '{"deployment":{"resources":[{"urn":1}]}}'],
  ];
  test.each(malformed)("%j is no state, so that nothing looks as if it were left behind", async (state) => {
    const said = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    folder.write("state.json", state);
    const [code, text] = await run(await ofAliyun(), "--delete", "r-bp1other");
    expect([code, text]).toEqual([2, ""]);
    expect(String(said.mock.calls)).toMatch(
      /^error: .*state\.json is not the JSON that `pulumi stack export` prints\n$/,
    );
    expect(sandbox?.requests()).toEqual([]);
  });

  const strange = [
    '{"deployment":null}',
    '{"deployment":{"resources":[{"urn":"a","inputs":null,"outputs":{"__instanceIds":5}}]}}',
  ];
  test.each(strange)("%j is a state that holds nothing of ours", async (state) => {
    folder.write("state.json", state);
    expect((await run(await ofAliyun()))[0]).toBe(0);
  });

  test("an id that was not left behind is not deleted, and the exit code says so", async () => {
    const [code, text] = await run(await ofAliyun(), "--delete", "r-bp1other");
    expect(code).toBe(1);
    expect(text).toContain("r-bp1other was not deleted: it is none of the instances that were left behind.");
    const listed = sandbox?.requests().filter(({ mutating }) => mutating);
    expect(listed).toEqual([]);
  });

  test("a cloud with credentials that could not be listed is exit code 2, though another was", async () => {
    const [code, text] = await run({ ...(await ofAliyun()), ...wrongRegion });
    expect(code).toBe(2);
    expect(text).toMatch(
      /Looked at: aliyun cn-hangzhou \(configuration\)\.\nCould not look at huawei .*must be a region like/,
    );
  });
});
