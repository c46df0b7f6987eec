import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { huaweiDcsTemplateDefinition } from "../../provider/huawei/template/definition";
import { useOrderedCase } from "../contract/part/orderedFixture";
import { testWorld } from "../engine/world";
import { base } from "./fixture";
import { huaweiTemplateFixture } from "./templateFixture";

const world = useOrderedCase(huaweiTemplateFixture);
const templates = () => world.sandbox.table<Record<string, unknown>>("huawei", "templates");
const sentLast = () => world.sandbox.requests().findLast(({ mutating }) => mutating)?.params ?? {};

/** A run whose plugin dies before the cloud is asked to make the template. Returns with what makes it as late as that. */
async function interrupted(program = world.program()): Promise<() => unknown> {
  const { undelivered } = world.engine.world;
  for (let call = 1; undelivered.at(-1)?.action !== "CreateCustomTemplate"; call++)
    await world.engine.up(program, { death: { who: "plugin", when: "before", call } });
  return () => undelivered.at(-1)?.deliver();
}

test("it shows what the vendor says of it, and the settings that are not declared beside those that are", async () => {
  await world.engine.up(world.program());
  const { outputs } = world.entry() ?? {};
  expect(outputs).toMatchObject({
    ...{ templateId: world.name(), type: "user", engine: "Redis", engineVersion: "5.0", cacheMode: "single" },
    ...{ productType: "generic", storageType: "DRAM", createdAt: expect.stringMatching(/Z$/) },
    ...{ params: { timeout: "100" }, sourceTemplateId: "11" },
  });
  expect(outputs?.otherParams).toMatchObject({ "active-expire-num": "20" });
  expect(outputs?.otherParams).not.toHaveProperty("timeout");
});

test("numbers and booleans are what the engine calls them; a setting that no page has is a warning", async () => {
  const params = { timeout: 30, appendonly: false };
  expect(await world.engine.up(world.program(world.part({ params })))).toMatchObject({ errors: [], warnings: [] });
  expect(templates()).toMatchObject([{ params: { timeout: "30", appendonly: "no" } }]);
  expect(await world.engine.preview(world.program(world.part({ params })))).toMatchObject({ steps: ["same part"] });
  const { warnings } = await world.engine.preview(world.program(world.part({ params: { "maxmemory-polici": "x" } })));
  expect(warnings.join()).toMatch(/params: maxmemory-polici is not a setting that the vendor documents/);
});

test("a change by hand of what is declared is found and set back; one of what is not declared is left alone", async () => {
  await world.engine.up(world.program());
  const id = world.name();
  world.driftPart({ id, set: { params: { "active-expire-num": "50" } } });
  await world.engine.refresh();
  expect(await world.engine.preview(world.program())).toMatchObject({ steps: ["same part"] });
  world.driftPart({ id, set: { description: "by hand", params: { timeout: "1" } } });
  await world.engine.refresh();
  expect(await world.engine.up(world.program())).toMatchObject({ errors: [], steps: ["update part"] });
  expect(templates()).toMatchObject([
    { description: "for sessions", params: { timeout: "100", "active-expire-num": "50" } },
  ]);
});

test("a change sends along what is not as the vendor has it, because no page says what becomes of it otherwise", async () => {
  await world.engine.up(world.program());
  world.driftPart({ id: world.name(), set: { params: { "active-expire-num": "50" } } });
  await world.engine.up(world.program(world.part({ description: "other" })));
  expect(JSON.parse(sentLast().params ?? "")).toEqual({ timeout: "100", "active-expire-num": "50" });
});

test("a setting whose value the vendor does not show is not sent along", async () => {
  await world.engine.up(world.program());
  world.engine.world.mangle = (answer) => ({
    ...answer,
    text: answer.text.replace(/("param_name":"set-max-intset-entries","param_value":)"512"/, "$1null"),
  });
  await world.engine.up(world.program(world.part({ description: "other" })));
  expect(JSON.parse(sentLast().params ?? "")).toEqual({ timeout: "100" });
});

test("a change has parameters, which the vendor requires, also where all declared ones are as the vendor has them", async () => {
  await world.engine.up(world.program(world.part({ params: { timeout: 0 } })));
  await world.engine.up(world.program(world.part({ params: { timeout: 0 }, description: "other" })));
  expect(JSON.parse(sentLast().params ?? "")).toEqual({ timeout: "0" });
});

test("a rejection that comes as a success is one", async () => {
  await world.engine.up(world.program());
  world.engine.world.mangle = (answer) =>
    answer.text.includes('"result"') ? { ...answer, text: '{"result":"the template is locked"}' } : answer;
  const { errors } = await world.engine.up(world.program(world.part({ description: "other" })));
  expect(errors.join()).toMatch(/UpdateConfigTemplate was rejected: the template is locked/);
  // A deletion ends well where nothing is there afterwards.
  expect(await world.engine.up(world.alone)).toMatchObject({ errors: [] });
  expect(templates()).toEqual([]);
});

test("a source that does not exist is an error, and nothing is left of it", async () => {
  const { errors } = await world.engine.up(world.program(world.part({ sourceTemplateId: "99" })));
  expect(errors.join()).toMatch(
    /^HuaweiDcsTemplate \(cn-north-4\): CreateCustomTemplate was rejected: .*DCS\.4988.*\n.*Check what the arguments name/,
  );
  await world.reconcile();
});

test.each([{ description: "by hand" }, { params: { timeout: "1" } }, { name: "sessions-of-others" }])(
  "one that its order would have made otherwise (%p) is not taken for that of a lost order",
  async (others) => {
    await interrupted();
    const { journal } = world.engine.world;
    const attempts = [...journal.findAll()];
    await world.engine.up(world.program(world.part(others, { name: "others" })));
    const foreign = world.name("others");
    world.engine.state = [];
    journal.forget();
    for (const [key, attempt] of attempts) journal.begin(key, attempt);
    expect(await world.engine.up(world.program())).toMatchObject({ errors: [], warnings: [] });
    expect(Object.keys(world.shown()).sort()).toEqual([foreign, world.name()].sort());
  },
);

test("a lost order in one region says nothing of what another region has", async () => {
  const there = { region: "cn-east-3" };
  await world.engine.up(world.program(world.part(there, { name: "others" })));
  const foreign = world.name("others");
  world.engine.state = [];
  await interrupted();
  expect(await world.engine.up(world.program(world.part(there)))).toMatchObject({ errors: [] });
  expect(world.name()).not.toBe(foreign);
});

test("adoptTemplateId takes over what is as declared, and nothing else; the argument is never a difference", async () => {
  await world.engine.up(world.program());
  const adoptTemplateId = world.name();
  world.engine.state = [];
  world.engine.world.journal.forget();
  const wrong = await world.engine.up(world.program(world.part({ adoptTemplateId, description: "other" })));
  expect(wrong.errors.join()).toMatch(/is not what the program declares:\s+description is "for sessions"/);
  const none = await world.engine.up(world.program(world.part({ adoptTemplateId: `${adoptTemplateId}0` })));
  expect(none.errors.join()).toMatch(/no such template to adopt.*remove adoptTemplateId/);
  const before = world.changingCalls().length;
  expect(await world.engine.up(world.program(world.part({ adoptTemplateId })))).toMatchObject({
    ...{ errors: [], warnings: [], steps: ["create part"] },
  });
  expect([world.name(), world.changingCalls().length]).toEqual([adoptTemplateId, before]);
  await world.reconcile();
  const another = await world.engine.up(
    world.program(world.part({ adoptTemplateId }), world.part({}, { name: "two" })),
  );
  expect(another.errors).toEqual([]);
  await world.engine.up(world.program(world.part({ adoptTemplateId, sourceTemplateId: "12" })));
  expect(world.name()).not.toBe(adoptTemplateId);
});

test("an instance begins with the values of a template", async () => {
  const both = await testWorld([huaweiDcsInstanceDefinition, huaweiDcsTemplateDefinition], { provisionMs: 1_000 });
  try {
    const { engine, sandbox } = both;
    const { args } = world.part({ sourceTemplateId: "17" });
    await engine.up([{ type: "HuaweiDcsTemplate", name: "template", args }]);
    const [{ id = "" } = {}] = engine.state;
    const cache = { type: "HuaweiDcsInstance", name: "cache", args: { ...base, templateId: id } };
    const run = await engine.up([{ type: "HuaweiDcsTemplate", name: "template", args }, cache]);
    expect(run).toMatchObject({ errors: [], steps: ["same template", "create cache"] });
    expect(sandbox.instances()[0]?.properties.redis_config).toMatchObject({ timeout: "100" });
    // 16 is one of the vendor's own for the same version, but for single nodes; 17 is for this instance.
    const ofVendor = (templateId: string) => [{ ...cache, name: "second", args: { ...base, templateId } }];
    expect((await engine.up(ofVendor("16"))).errors).toEqual([expect.stringContaining("template_id")]);
    expect((await engine.up(ofVendor("17"))).errors).toEqual([]);
  } finally {
    await both.close();
  }
});
