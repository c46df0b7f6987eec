import * as pulumi from "@pulumi/pulumi";
import * as entry from "../../provider";

type Get = (args?: unknown, opts?: unknown) => Promise<unknown>;
const functions = Object.entries(entry).filter(([name]) => /^get(?!.*Output$)/.test(name)) as [string, Get][];

// Programs in JavaScript may pass anything.
test.each(functions)("%s says which form takes outputs", async (name, get) => {
  const takes = `; call ${name}Output, which takes outputs and promises.`;
  const words: [unknown, string][] = [
    [{ instanceId: pulumi.output("i-1") }, `${name}: instanceId: is an Output${takes}`],
    [{ instanceId: Promise.resolve("i-1") }, `${name}: instanceId: is a Promise${takes}`],
    [{ tags: { team: pulumi.output("shop") } }, `${name}: tags.team: is an Output${takes}`],
    [pulumi.output({}), `${name}: the arguments are an Output${takes}`],
    ["i-1", `${name}: the arguments must be an object, not a string.`],
    [["i-1"], `${name}: the arguments must be an object, not a list.`],
  ];
  for (const [args, text] of words) await expect(get(args)).rejects.toThrow(new Error(text));
});

describe("options", () => {
  const before = process.env;
  beforeEach(() => {
    process.env = { HOME: "/nonexistent" };
  });
  afterEach(() => {
    process.env = before;
  });

  test.each(functions)("%s takes null for no options, and says what an option has to be", async (name, get) => {
    // It comes as far as the arguments or the settings.
    await expect(get({}, null)).rejects.toThrow(/no region|is required/);
    await expect(get(null, null)).rejects.toThrow(/no region|is required/);
    await expect(get({}, { parent: {} })).rejects.toThrow(new Error(`${name}: the option parent must be a resource.`));
    const provider = `${name}: the option provider must be a CnCacheProvider.`;
    await expect(get({}, { provider: {} })).rejects.toThrow(new Error(provider));
  });
});
