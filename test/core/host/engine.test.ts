import { createServer } from "node:net";
import { engineOfThisProcess, noEngine } from "../../../provider/core/host/engine";
import { type EngineStub, startEngineStub } from "../../harness/engineStub";
import { loadSdk } from "../../harness/sdk";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:Toy::sessions";
const other = `${urn}-2`;

let stub: EngineStub;
beforeEach(async () => {
  stub = await startEngineStub(loadSdk("@pulumi/pulumi"));
});
afterEach(() => stub.close());

/** As the plugin process is started: the address comes last. */
const engine = () => engineOfThisProcess(["node", "dynamic-provider", stub.address]);
const said = (text: string) => stub.logged(({ message }) => message === text);

describe("the engine of this process", () => {
  test.each([
    ["status", "an ephemeral", { severity: "info", ephemeral: true }],
    ["info", "a lasting", { severity: "info", ephemeral: false }],
    ["warn", "a lasting", { severity: "warning", ephemeral: false }],
  ] as const)("gets a %s as %s message of the resource", async (method, _, entry) => {
    engine()[method](urn, "i-1 Creating, 48 s");
    expect(await said("i-1 Creating, 48 s")).toMatchObject({ urn, ...entry });
  });

  test("gets a warning once per text and resource, because check runs twice on a replacement", async () => {
    const one = engine();
    one.warn(urn, "twice");
    one.warn(urn, "twice");
    one.warn(other, "twice");
    one.warn(urn, "another");
    one.status(urn, "the end");
    await said("the end");
    await said("another");
    await stub.logged(({ urn: of }) => of === other);
    const warnings = stub.log.filter(({ severity }) => severity === "warning");
    const texts = warnings.map(({ urn: of, message }) => `${of} ${message}`).sort();
    expect(texts).toEqual([`${urn} another`, `${urn} twice`, `${other} twice`]);
  });

  test("gets every status, also repeated ones", async () => {
    const one = engine();
    one.status(urn, "again");
    one.status(urn, "again");
    one.status(urn, "the end");
    await said("the end");
    while (stub.log.length < 3) await new Promise(setImmediate);
    expect(stub.log.filter(({ message }) => message === "again")).toHaveLength(2);
  });
});

describe("isAlive", () => {
  test("holds while the address accepts connections", async () => {
    expect(await engine().isAlive()).toBe(true);
  });

  test("ends when nothing listens there any more", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const one = engineOfThisProcess(["node", `127.0.0.1:${port}`]);
    expect(await one.isAlive()).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await one.isAlive()).toBe(false);
  });
});

describe("without an engine", () => {
  const without = [
    [["node", "/usr/bin/jest"]],
    [["node", "script.js", "--port"]],
    [["node", "http://127.0.0.1:1/"]],
    [[]],
  ];
  test.each(without)("arguments %p name none: everything is silent and may be done", async (argv) => {
    const one = engineOfThisProcess(argv);
    expect(one).toBe(noEngine);
    expect([one.status(urn, "x"), one.warn(urn, "x"), await one.isAlive()]).toEqual([undefined, undefined, true]);
  });
});
