import { jdRedisDefinition } from "../../provider/jd/definition";
import { jdRedisTemplateDefinition } from "../../provider/jd/template/definition";
import { useOrderedCase } from "../contract/part/orderedFixture";
import { testWorld } from "../engine/world";
import { base } from "./fixture";
import { jdTemplateFixture } from "./templateFixture";

const world = useOrderedCase(jdTemplateFixture);
const templates = () => world.sandbox.table<Record<string, unknown>>("jd", "templates");
const sentLast = () => world.sandbox.requests().findLast(({ mutating }) => mutating)?.params ?? {};

/** A run whose plugin dies before the cloud is asked to make the template. */
async function interrupted(program = world.program()): Promise<void> {
  const { undelivered } = world.engine.world;
  for (let call = 1; undelivered.at(-1)?.action !== "createConfigTemplate"; call++)
    await world.engine.up(program, { death: { who: "plugin", when: "before", call } });
}

/** As if the next run were somebody else's: what this machine remembers is kept for later. */
function forgotten(): () => void {
  const { journal } = world.engine.world;
  const attempts = [...journal.findAll()];
  journal.forget();
  return () => {
    journal.forget();
    for (const [key, attempt] of attempts) journal.begin(key, attempt);
  };
}

/** In place of the answers to an operation. */
function answering(action: string, answer: { readonly status?: number; readonly text: string }) {
  world.engine.world.mangle = (real) =>
    world.sandbox.requests().at(-1)?.action === action ? { ...real, ...answer } : real;
}
const rejecting = (action: string, status: string, code = 400) =>
  answering(action, {
    status: code,
    text: JSON.stringify({ requestId: "r-1", error: { code, status, message: "no" } }),
  });

test("it shows what the vendor says of it, and the settings that are not declared beside those that are", async () => {
  await world.engine.up(world.program());
  const { outputs } = world.entry() ?? {};
  const time = expect.stringMatching(/Z$/);
  expect(outputs).toMatchObject({
    ...{ templateId: world.name(), tplType: "user", redisType: "master-slave", redisVersion: "6.2" },
    ...{ createdTime: time, modifiedTime: time, config: { "hash-max-ziplist-value": "128" } },
  });
  expect(outputs?.otherConfig).toMatchObject({ "hash-max-ziplist-entries": "512" });
  expect(outputs?.otherConfig).not.toHaveProperty("hash-max-ziplist-value");
});

test("one without any setting is made, and so is one of a type that no SDK names, with a warning", async () => {
  expect(await world.engine.up(world.program(world.part({ config: undefined })))).toMatchObject({ errors: [] });
  expect(sentLast()).not.toHaveProperty("val");
  const { warnings } = await world.engine.preview(
    world.program(
      world.part({ redisType: "cluster", config: { "maxmemory-polici": "x", "@slave-appendonly": "yes" } }),
    ),
  );
  expect(warnings.join("\n")).toMatch(/redisType: cluster is not a type that the vendor documents/);
  // The one that is documented for instances and templates alike is not named.
  expect(warnings.join("\n")).toMatch(/config: maxmemory-polici is not a setting that the vendor documents$/m);
});

test("one without any setting may have none in its answer, as other lists of the vendor are null", async () => {
  world.engine.world.mangle = (answer) => ({ ...answer, text: answer.text.replace(/"val":\[.*?\}\]/, '"val":null') });
  const program = world.program(world.part({ config: undefined }));
  expect(await world.engine.up(program)).toMatchObject({ errors: [], steps: ["create part"] });
  expect(world.entry()?.outputs?.otherConfig).toEqual({});
  expect(await world.engine.refresh()).toMatchObject({ errors: [], steps: [] });
});

test("a change by hand of what is declared is found and set back; one of what is not declared is left alone", async () => {
  await world.engine.up(world.program());
  const id = world.name();
  world.driftPart({ id, set: { val: { "hash-max-ziplist-entries": "5" } } });
  await world.engine.refresh();
  expect(await world.engine.preview(world.program())).toMatchObject({ steps: ["same part"] });
  world.driftPart({ id, set: { description: "by hand", val: { "hash-max-ziplist-value": "1" } } });
  await world.engine.refresh();
  expect(await world.engine.up(world.program())).toMatchObject({ errors: [], steps: ["update part"] });
  expect(templates()).toMatchObject([
    { description: "for sessions", val: { "hash-max-ziplist-value": "128", "hash-max-ziplist-entries": "5" } },
  ]);
});

test("a change sends along all that is not as the vendor has it, because no page says what becomes of it otherwise", async () => {
  await world.engine.up(world.program());
  world.driftPart({ id: world.name(), set: { val: { "hash-max-ziplist-entries": "5" } } });
  await world.engine.up(world.program(world.part({ description: "other" })));
  expect(sentLast()).toMatchObject({ name: "sessions", description: "other" });
  expect(JSON.parse(sentLast().val ?? "")).toEqual({
    ...{ "hash-max-ziplist-value": "128", "hash-max-ziplist-entries": "5" },
  });
});

test("a setting whose value the vendor does not show is not sent along", async () => {
  await world.engine.up(world.program());
  world.engine.world.mangle = (answer) => ({
    ...answer,
    text: answer.text.replace(
      '"configName":"set-max-intset-entries","configValue":"512"',
      '"configName":"set-max-intset-entries","configValue":null',
    ),
  });
  await world.engine.up(world.program(world.part({ description: "other" })));
  expect(JSON.parse(sentLast().val ?? "")).toEqual({ "hash-max-ziplist-value": "128" });
});

test("the fields of an answer may be in configTemplate, as a comment of one SDK says", async () => {
  await world.engine.up(world.program());
  world.engine.world.mangle = (answer) => {
    if (world.sandbox.requests().at(-1)?.action !== "describeConfigTemplate") return answer;
    const { result, ...rest } = JSON.parse(answer.text);
    return { ...answer, text: JSON.stringify({ ...rest, result: { configTemplate: result } }) };
  };
  expect(await world.engine.refresh()).toMatchObject({ errors: [], steps: [] });
});

test("a page with fewer entries than were asked for is not the last while the total says otherwise", async () => {
  const parts = Array.from({ length: 3 }, (_, at) => world.part({ name: `sessions-${at}` }, { name: `part-${at}` }));
  await world.engine.up(world.program(...parts));
  const total = templates().length;
  // As if the vendor allowed one entry a page.
  world.engine.world.mangle = (answer) => {
    const last = world.sandbox.requests().at(-1);
    if (last?.action !== "describeConfigTemplates") return answer;
    const { result, ...rest } = JSON.parse(answer.text);
    const at = Number(last.params.pageNumber) - 1;
    const all = templates().map(({ templateId, name, description, redisType, redisVersion }) => ({
      ...{ templateId, name, description, redisType, redisVersion },
    }));
    return {
      ...answer,
      text: JSON.stringify({ ...rest, result: { ...result, total, templates: all.slice(at, at + 1) } }),
    };
  };
  const before = world.sandbox.requests().length;
  await world.engine.up(world.program(...parts, world.part({ name: "another" }, { name: "another" })));
  const pages = world.sandbox
    .requests()
    .slice(before)
    .filter(({ action }) => action === "describeConfigTemplates");
  expect(pages.length).toBeGreaterThanOrEqual(3);
});

test.each([
  [{ description: "by hand" }],
  [{ config: { "hash-max-ziplist-value": "1" } }],
  [{ name: "sessions-of-others" }],
  [{ redisType: "native-cluster" }],
  [{ redisVersion: "8.0" }],
])("one that its order would have made otherwise (%p) is not taken for that of a lost order", async (others) => {
  await interrupted();
  const remember = forgotten();
  await world.engine.up(world.program(world.part(others, { name: "others" })));
  const foreign = world.name("others");
  world.engine.state = [];
  remember();
  expect(await world.engine.up(world.program())).toMatchObject({ errors: [], warnings: [] });
  expect(Object.keys(world.shown()).sort()).toEqual([foreign, world.name()].sort());
});

test("a time without a zone tells nothing of when one was made: that of a lost answer is found", async () => {
  world.engine.world.mangle = (answer) => ({
    ...answer,
    // Eight hours ahead, as clocks are in China.
    text: answer.text.replace(/"createdTime":"2[^"]*"/g, '"createdTime":"2099-01-01 08:00:00"'),
  });
  for (let call = 1; templates().length === 0; call++)
    await world.engine.up(world.program(), { death: { who: "plugin", when: "after", call } });
  const [{ templateId } = {}] = templates();
  expect((await world.engine.up(world.program())).warnings.join()).toMatch(`Resuming template ${templateId}`);
  expect([templates().length, world.name()]).toEqual([1, templateId]);
});

test("a template is in no region: another one is no difference, and finds what was ordered in the first", async () => {
  const there = { regionId: "cn-east-2" };
  for (let call = 1; templates().length === 0; call++)
    await world.engine.up(world.program(), { death: { who: "plugin", when: "after", call } });
  const [{ templateId } = {}] = templates();
  expect(await world.engine.up(world.program(world.part(there)))).toMatchObject({ errors: [] });
  expect([templates().length, world.name()]).toEqual([1, templateId]);
  for (const regionId of ["cn-east-2", "cn-south-1"])
    expect(await world.engine.preview(world.program(world.part({ regionId })))).toMatchObject({
      ...{ errors: [], steps: ["same part"] },
    });
  await world.engine.up(world.alone);
  expect(templates()).toEqual([]);
});

test("a deletion that the vendor rejects names the template and what may stand in the way, without waiting", async () => {
  await world.engine.up(world.program());
  rejecting("deleteConfigTemplate", "FAILED_PRECONDITION");
  const before = world.changingCalls().length;
  const { errors } = await world.engine.up(world.alone);
  expect(errors.join()).toMatch(
    new RegExp(
      `^JdRedisTemplate ${world.name()} .*deleteConfigTemplate was rejected: no.*FAILED_PRECONDITION.*r-1.*use the template`,
    ),
  );
  expect(world.changingCalls().slice(before)).toEqual(["deleteConfigTemplate"]);
  expect(world.entry()).toBeDefined();
});

test.each([
  ["ALREADY_EXISTS", 409, /If the name is taken, give the template another one/],
  ["QUOTA_EXCEEDED", 429, /Delete a template that nothing needs/],
  ["FAILED_PRECONDITION", 400, /createConfigTemplate was rejected: no/],
])("an order that is rejected with %s is one call and an error that says what to do", async (status, code, hint) => {
  rejecting("createConfigTemplate", status, code);
  const before = world.changingCalls().length;
  const { errors } = await world.engine.up(world.program(world.part({ config: { unheard: "1" } })));
  expect(errors.join()).toMatch(hint);
  expect(errors.join()).toMatch(/^JdRedisTemplate \(cn-north-1\): createConfigTemplate was rejected/);
  expect(world.changingCalls().slice(before)).toEqual(["createConfigTemplate"]);
});

test("adoptTemplateId takes over what is as declared, and nothing else; the argument is never a difference", async () => {
  await world.engine.up(world.program());
  const adoptTemplateId = world.name();
  world.engine.state = [];
  world.engine.world.journal.forget();
  const wrong = await world.engine.up(world.program(world.part({ adoptTemplateId, redisVersion: "7.2" })));
  expect(wrong.errors.join()).toMatch(/is not what the program declares:\s+redisVersion is "6.2"/);
  const others = { "hash-max-ziplist-value": "128", "maxmemory-policy": "allkeys-lru", unheard: "1" };
  const set = await world.engine.up(world.program(world.part({ adoptTemplateId, config: others })));
  expect(set.errors.join()).toMatch(/config is not what the program declares: maxmemory-policy, unheard$/m);
  const none = await world.engine.up(world.program(world.part({ adoptTemplateId: `${adoptTemplateId}0` })));
  expect(none.errors.join()).toMatch(/no such template to adopt.*remove adoptTemplateId/);
  const before = world.changingCalls().length;
  expect(await world.engine.up(world.program(world.part({ adoptTemplateId })))).toMatchObject({
    ...{ errors: [], warnings: [], steps: ["create part"] },
  });
  expect([world.name(), world.changingCalls().length]).toEqual([adoptTemplateId, before]);
  await world.reconcile();
  await world.engine.up(world.program(world.part({ adoptTemplateId, redisVersion: "7.2" })));
  expect(world.name()).not.toBe(adoptTemplateId);
});

test("one of the vendor's own is neither adopted nor shown", async () => {
  const id = "default-6-2-master-slave";
  const own = { name: "default-6.2-master-slave", description: "", config: undefined };
  const { errors } = await world.engine.up(world.program(world.part({ ...own, adoptTemplateId: id })));
  expect(errors.join()).toMatch(/no such template to adopt/);
  expect((await world.engine.get("JdRedisTemplate", "there", id)).errors.join()).toMatch("there is no such template");
});

test("an instance begins with the values of a template", async () => {
  const both = await testWorld([jdRedisDefinition, jdRedisTemplateDefinition], { provisionMs: 1_000 });
  try {
    const { engine, sandbox } = both;
    const template = { type: "JdRedisTemplate", name: "template", args: world.part().args };
    await engine.up([template]);
    const [{ id: configTemplateId = "" } = {}] = engine.state;
    const args = { ...base, redisVersion: "6.2", configTemplateId };
    const run = await engine.up([template, { type: "JdRedis", name: "cache", args }]);
    expect(run).toMatchObject({ errors: [], steps: ["same template", "create cache"] });
    expect(sandbox.instances()[0]?.properties.instanceConfig).toMatchObject({ "hash-max-ziplist-value": "128" });
  } finally {
    await both.close();
  }
});
