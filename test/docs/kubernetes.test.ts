import * as pulumi from "@pulumi/pulumi";

interface Registered {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

// The plugin of @pulumi/kubernetes is a binary that does not come from npm, so the program runs with mocks.
describe("examples/kubernetes", () => {
  const password = "Sessions-4711";
  const url = `redis://:${password}@sessions.test:6379`;
  const registered: Registered[] = [];
  beforeAll(async () => {
    const network = { "project:vpcId": "vpc-bp1zxszhcgatnx0001", "project:vSwitchId": "vsw-bp1zxszhcgatnx0001" };
    pulumi.runtime.setAllConfig({ ...network, "project:password": password }, ["project:password"]);
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, inputs });
        const connectionString = pulumi.secret(url);
        return { id: name, state: { ...inputs, connectionDomain: "sessions.test", port: 6379, connectionString } };
      },
      call: ({ inputs }) => inputs,
    });
    const program = require("../../examples/kubernetes/index") as typeof import("../../examples/kubernetes/index");
    await new Promise((done) => program.secretName.apply(done));
  });

  test("puts host, port and connection string of the cache into the cluster's secret, and keeps them secret", () => {
    const secret = registered.find(({ type }) => type === "kubernetes:core/v1:Secret");
    expect(secret?.inputs).toMatchObject({
      metadata: { name: "sessions" },
      stringData: {
        [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
        value: { REDIS_HOST: "sessions.test", REDIS_PORT: "6379", REDIS_URL: url },
      },
    });
  });
});
