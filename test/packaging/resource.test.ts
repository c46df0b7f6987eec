import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../provider/dynamic";
import * as index from "../../provider/index";
import { type ResourceRow, resources } from "./resources";

interface ResourceClass {
  new (name: string, args: object, opts?: pulumi.CustomResourceOptions): pulumi.CustomResource;
  get(name: string, id: string, opts?: pulumi.CustomResourceOptions): pulumi.CustomResource;
}
const classOf = ({ type }: ResourceRow) => (index as unknown as Record<string, ResourceClass>)[type] as ResourceClass;

const rows = resources.filter(({ type }) => type in index);
const secretKey = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [secretKey]: "1b47061264138c4ac30d75fd1eb44270", value });

let registered: pulumi.runtime.MockResourceArgs[];
let opts: pulumi.CustomResourceOptions | undefined;

beforeEach(async () => {
  registered = [];
  opts = undefined;
  const newResource = (args: pulumi.runtime.MockResourceArgs) => {
    registered.push(args);
    return {
      id: args.id || `${args.name}-id`,
      state: { ...args.inputs, status: "Normal", type: "Normal", tplType: "Normal", instanceIds: ["i-1"] },
    };
  };
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "shop", "dev", false, "acme");
});

/** The last moment before the engine: what our constructors have made of the options. */
const watched: pulumi.ResourceTransformation = (args) => {
  opts = args.opts;
  return undefined;
};

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));

/** Registers and waits until the engine has answered. */
async function inputsOf(resource: pulumi.CustomResource): Promise<Record<string, unknown>> {
  const urn = await known(resource.urn);
  const found = registered.find(({ name }) => name === urn.split("::").at(-1));
  return (found?.inputs ?? {}) as Record<string, unknown>;
}

/** The names of the arguments that are given on. */
const given = (inputs: Record<string, unknown>) =>
  Object.keys(inputs).filter((name) => inputs[name] !== undefined && !name.startsWith("__"));

describe.each(rows.map((row) => [row.type, row] as const))("%s", (_, row) => {
  const Resource = classOf(row);

  test("has its type token and its __provider text for ever, which names an export of dynamic", async () => {
    const { __provider: text } = await inputsOf(new Resource("one", {}));
    expect(registered[0]).toMatchObject({ type: row.token, name: "one", custom: true });
    expect(text).toBe(row.provider);
    const [, factory = ""] = /\.(\w+)\(\);$/.exec(row.provider) ?? [];
    expect(typeof (dynamic as unknown as Record<string, unknown>)[factory]).toBe("function");
  });

  test("lists its secret outputs for the engine, beside the program's own", async () => {
    await inputsOf(new Resource("one", {}, { transformations: [watched], additionalSecretOutputs: ["status"] }));
    expect([...(opts?.additionalSecretOutputs ?? [])].sort()).toEqual([...row.secretOutputs, "status"].sort());
  });

  test("is deleted before it is replaced while it has what no second instance can have, unless the program says otherwise", async () => {
    const register = async (name: string, args: object, more: pulumi.CustomResourceOptions = {}) => {
      await inputsOf(new Resource(name, args, { transformations: [watched], ...more }));
      return opts?.deleteBeforeReplace;
    };
    expect(await register("none", { tags: {} })).toBeUndefined();
    expect(await register("own", { tags: {} }, { deleteBeforeReplace: true })).toBe(true);
    for (const exclusive of row.exclusive ?? []) {
      expect(await register(`${exclusive}-given`, { [exclusive]: "x" })).toBe(true);
      expect(await register(`${exclusive}-absent`, { [exclusive]: undefined })).toBeUndefined();
      expect(await register(`${exclusive}-own`, { [exclusive]: "x" }, { deleteBeforeReplace: false })).toBe(false);
    }
  });

  test("makes a plain password a secret, and keeps one that is a secret already", async () => {
    if (row.isOrdered) return expect(row.secretOutputs).toEqual([]);
    expect((await inputsOf(new Resource("one", { password: "Plain-1234" }))).password).toEqual(secret("Plain-1234"));
    const inputs = await inputsOf(new Resource("two", { password: pulumi.secret("Secret-1234") }));
    expect(inputs.password).toEqual(secret("Secret-1234"));
  });

  test("passes other arguments on as they are, and invents none", async () => {
    const inputs = await inputsOf(new Resource("one", { tags: { a: "b" } }));
    expect([given(inputs), inputs.tags]).toEqual([["tags"], { a: "b" }]);
  });

  test("copies customTimeouts, which do not reach a dynamic provider by themselves", async () => {
    const patient = await inputsOf(new Resource("one", {}, { customTimeouts: { create: "40m" } }));
    expect(patient.__timeouts).toEqual({ create: "40m" });
    expect((await inputsOf(new Resource("two", {}))).__timeouts).toBeUndefined();
  });

  test("knows its own URN, also under a parent, and its organization", async () => {
    const { __urn: urn, __organization: organization } = await inputsOf(new Resource("one", {}));
    expect([urn, organization]).toEqual([`urn:pulumi:dev::shop::${row.token}::one`, "acme"]);
    const parent = new pulumi.ComponentResource("shop:index:Cart", "cart");
    const { __urn: inner } = await inputsOf(new Resource("two", {}, { parent }));
    expect(inner).toBe(`urn:pulumi:dev::shop::shop:index:Cart$${row.token}::two`);
  });

  type Known = pulumi.Output<unknown> & { isKnown: Promise<boolean> };
  const outputOf = (resource: object, name = "") => (resource as Record<string, Known>)[name] as Known;

  test("shows outputs that are no arguments", async () => {
    const [name, value] = row.isBatch ? ["instanceIds", ["i-1"]] : [row.output ?? "status", "Normal"];
    expect(await known(outputOf(new Resource("one", {}), name as string))).toEqual(value);
  });

  test("gives undefined, and knows it, for what the state holds as null", async () => {
    const partOutput = row.isOrdered && !row.adoptArgument ? "backupId" : "description";
    const name = row.isPart ? partOutput : "tags";
    const absent = outputOf(new Resource("one", { [name]: null }), name);
    expect([await known(absent), await absent.isKnown]).toEqual([undefined, true]);
  });

  test("get looks an instance up by its id, and gives no arguments; a batch has no id to be looked up by", async () => {
    if (row.isBatch) return expect(Resource).not.toHaveProperty("get");
    const resource = Resource.get("one", "i-123");
    expect(await known(resource.id)).toBe("i-123");
    expect(registered[0]).toMatchObject({ type: row.token, id: "i-123" });
    const inputs = registered[0]?.inputs as Record<string, unknown>;
    expect(inputs.__provider).toBe(row.provider);
    expect(given(inputs)).toEqual([]);
  });

  test.each([undefined, null])("takes %p for no arguments: what is missing, the preview names", async (nothing) => {
    const inputs = await inputsOf(new Resource("one", nothing as never));
    expect(inputs.__provider).toBe(row.provider);
  });

  test.each([
    ["an Output", () => pulumi.output({}), "an Output"],
    ["a text", () => "oops", "a string"],
  ])("rejects %s in place of the arguments", (_, args, what) => {
    expect(() => new Resource("one", args() as never)).toThrow(`the arguments must be an object, not ${what}.`);
  });

  test("rejects the import option, which dynamic resources do not have, with the way out", () => {
    const instead =
      row.isPart && !row.adoptArgument
        ? "declare it with adoptExisting: true"
        : `give its id as ${row.adoptArgument ?? "adoptInstanceId"}`;
    expect(() => new Resource("one", {}, { import: "i-1" })).toThrow(
      row.isBatch || (row.isOrdered && !row.adoptArgument)
        ? "This resource cannot take over what exists already"
        : instead,
    );
  });

  test.each(["", undefined, null])("get rejects the id %p", (id) => {
    if (row.isBatch) return expect(Resource).not.toHaveProperty("get");
    expect(() => Resource.get("one", id as string)).toThrow(`${row.type} "one": get needs the id of an instance.`);
  });

  test("takes one stack, for its place in the program, and none for its outputs; it leaves the limit of stacks as it was", () => {
    const { prepareStackTrace, stackTraceLimit } = Error;
    let stacks = 0;
    Error.prepareStackTrace = (_, calls) => {
      if (calls.length > 0) stacks++;
      return "";
    };
    try {
      new Resource("one", {});
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
    expect(stacks).toBeLessThanOrEqual(1);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  test("an error of the SDK's constructor has a stack that leads to the program", () => {
    const { stackTraceLimit } = Error;
    let thrown: unknown;
    try {
      new Resource("", {});
    } catch (error) {
      thrown = error;
    }
    expect((thrown as Error).stack).toMatch(/Missing resource name[\s\S]*resource\.test\.ts/);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  test("takes an explicit provider with its cloud's settings", async () => {
    const provider = new index.CnCacheProvider("there", { [row.cloud]: { region: "x" } });
    await inputsOf(new Resource("one", {}, { provider }));
    expect(registered.find(({ name }) => name === "one")?.provider).toBe(
      "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::there::there-id",
    );
  });

  test("rejects an explicit provider that has only another cloud's settings", () => {
    const another = row.cloud === "aliyun" ? "jd" : "aliyun";
    const provider = new index.CnCacheProvider("there", { [another]: { region: "x" } });
    expect(() => new Resource("one", {}, { provider })).toThrow(
      `${row.type}: the provider has settings for ${another}, not for ${row.cloud}`,
    );
  });
});

/** Does not compile when a setting is missing. */
const everySetting: {
  [C in Exclude<keyof index.CnCacheProviderArgs, "preflight">]-?: Record<
    keyof NonNullable<index.CnCacheProviderArgs[C]>,
    string
  >;
} = {
  aliyun: {
    region: "r",
    accessKeyId: "i",
    accessKeySecret: "s",
    securityToken: "t",
    endpoint: "e",
    stsEndpoint: "e",
    kmsEndpoint: "e",
  },
  huawei: {
    ...{ region: "r", accessKey: "i", secretKey: "s", securityToken: "t", authToken: "t", projectId: "p" },
    ...{ projectName: "p", endpoint: "e", iamEndpoint: "e", bssEndpoint: "e", epsEndpoint: "e" },
  },
  jd: {
    ...{ region: "r", accessKey: "i", secretKey: "s", securityToken: "t" },
    ...{ endpoint: "e", tagEndpoint: "e", renewalEndpoint: "e" },
  },
};

describe("CnCacheProvider", () => {
  test("hands settings on under keys with the cloud's name, and tells whose they are", async () => {
    const provider = new index.CnCacheProvider("there", {
      aliyun: { region: "cn-beijing", accessKeyId: "id", accessKeySecret: "Secret-1", securityToken: "Token-1" },
    });
    await known(provider.urn);
    expect(registered[0]).toMatchObject({ type: "pulumi:providers:pulumi-nodejs", name: "there" });
    expect(registered[0]?.inputs).toMatchObject({
      "aliyun:region": "cn-beijing",
      "aliyun:accessKeyId": "id",
      "aliyun:accessKeySecret": secret("Secret-1"),
      "aliyun:securityToken": secret("Token-1"),
      "cn-cache:clouds": "aliyun",
    });
  });

  test.each([
    [{ aws: {} }, "aws: no such cloud, only aliyun, huawei, jd"],
    [{ Aliyun: {} }, "Aliyun: no such cloud; did you mean aliyun?"],
    [{ jd: { regionId: "x" } }, "jd.regionId: no such setting; did you mean region?"],
    [
      { jd: { ak: "x", regoin: "x" } },
      /jd\.ak: no such setting, only .*; jd\.regoin: no such setting, only accessKey, .*region/,
    ],
    [{ huawei: { toString: "x" } }, "huawei.toString: no such setting"],
    [{ huawei: { projectId: 1 } }, "huawei.projectId: must be text, not a number"],
    [{ preflight: "yes" }, "preflight: must be true or false"],
    [{ aliyun: "cn-beijing" }, "aliyun: must be an object with settings"],
    [{ aliyun: pulumi.output({}) }, "aliyun: must be an object with settings"],
  ])("rejects %j, as plain JavaScript may write it", (settings, message) => {
    const make = () => new index.CnCacheProvider("there", settings as object);
    expect(make).toThrow(message);
    expect(make).toThrow(/^CnCacheProvider "there": /);
  });

  test("takes every setting of the types, and leaves out what is missing", async () => {
    const { aliyun, huawei, jd } = everySetting;
    await known(new index.CnCacheProvider("all", everySetting).urn);
    const inputs = registered[0]?.inputs as Record<string, unknown>;
    const keys = Object.entries({ aliyun, huawei, jd }).flatMap(([cloud, settings]) =>
      Object.keys(settings).map((key) => `${cloud}:${key}`),
    );
    expect(Object.keys(inputs).sort()).toEqual([...keys, "cn-cache:clouds"].sort());
    await known(new index.CnCacheProvider("none", { jd: null, aliyun: undefined } as object).urn);
    expect(registered[1]?.inputs).toEqual({ "cn-cache:clouds": "" });
  });

  test.each([
    [true, "true"],
    [pulumi.output(false), "false"],
    [undefined, undefined],
    [pulumi.output(undefined as boolean | undefined), undefined],
  ])("hands preflight %p on as text, which is what configuration is", async (preflight, text) => {
    await known(new index.CnCacheProvider("there", { preflight }).urn);
    expect(registered[0]?.inputs["cn-cache:preflight"]).toBe(text);
  });

  test("without any cloud serves none", () => {
    const provider = new index.CnCacheProvider("there", {});
    const [row] = rows as [ResourceRow, ...ResourceRow[]];
    const Resource = classOf(row);
    expect(() => new Resource("one", {}, { provider })).toThrow("the provider has settings for no cloud");
  });
});

describe("a secret argument that the configuration holds as plain text", () => {
  const warned = async (password: pulumi.Input<string>) => {
    pulumi.runtime.setAllConfig({ "shop:plain": "Plain-Text-1", "shop:hidden": "Hidden-Text-1", "shop:x": "abc" }, [
      "shop:hidden",
    ]);
    const warn = jest.spyOn(pulumi.log, "warn").mockImplementation(async () => undefined);
    try {
      await inputsOf(new index.AliyunRedis("one", { password }));
      await inputsOf(new index.AliyunRedisBatch("two", { instances: [], passwords: { web: password } }));
      return warn.mock.calls.map(([text]) => text);
    } finally {
      warn.mockRestore();
      pulumi.runtime.setAllConfig({}, []);
    }
  };
  const text = (argument: string) =>
    `${argument} is the configuration value shop:plain, which is plain text and therefore in the clear in the stack's state. Set it again with \`pulumi config set --secret shop:plain\`.`;

  test.each([
    ["a text", "Plain-Text-1"],
    ["an output", pulumi.output("Plain-Text-1")],
    ["a secret made of it", pulumi.secret("Plain-Text-1")],
  ])("is warned of, without its value: %s", async (_, password) => {
    expect(await warned(password)).toEqual([text("password"), text("passwords")]);
  });

  const others = ["Hidden-Text-1", "Other-Text-1", "abc"];
  test.each(others)("%s is not, as a secret, another text or a word by chance", async (password) => {
    expect(await warned(password)).toEqual([]);
  });
});
