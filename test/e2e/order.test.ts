import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import type { Sandbox } from "../../sandbox";
import type { Declared, Run } from "../engine/miniEngine";
import { testWorld } from "../engine/world";
import { emptyProgram, sessionsArgs, sessionsProgram } from "./driver/program";
import { recordProviderCalls } from "./driver/providerCalls";
import { openWorkspace, password } from "./driver/workspace";

const tenMinutes = 600_000;

interface Options {
  readonly refresh?: boolean;
  readonly replace?: boolean;
}

/** What the two engines have in common; each command gives the provider's methods in the order of their calls. */
interface Engine {
  readonly cloud: Sandbox;
  /** `undefined`: the resource has left the program. */
  up(args: Args | undefined, options?: Options): Promise<readonly string[]>;
  preview(args: Args | undefined): Promise<readonly string[]>;
  refresh(): Promise<readonly string[]>;
  destroy(options?: Pick<Options, "refresh">): Promise<readonly string[]>;
  advance(ms: number): void;
  close(): Promise<void>;
}

interface Args {
  readonly instanceName?: string;
  readonly regionId?: string;
  /** `customTimeouts.create` */
  readonly patience?: string;
  readonly replaceOnChanges?: readonly string[];
}

async function realEngine(provisionMs: number): Promise<Engine> {
  const workspace = await openWorkspace({ provisionMs });
  const record = (...command: string[]) =>
    recordProviderCalls(workspace, async () => workspace.start(...command).finished);
  const write = (all: Args | undefined) => {
    const { patience, replaceOnChanges, ...args } = all ?? {};
    const options = { replaceOnChanges, ...(patience && { customTimeouts: { create: patience } }) };
    workspace.writeProgram(all ? sessionsProgram(args, options) : emptyProgram);
  };
  const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:AliyunRedis::sessions";
  const now = ["--yes", "--skip-preview"];
  return {
    cloud: workspace.cloud,
    up(args, { refresh = false, replace = false } = {}) {
      write(args);
      return record("up", ...now, ...(refresh ? ["--refresh"] : []), ...(replace ? ["--replace", urn] : []));
    },
    preview(args) {
      write(args);
      return record("preview");
    },
    refresh: () => record("refresh", ...now),
    destroy: ({ refresh = false } = {}) => record("destroy", ...now, ...(refresh ? ["--refresh"] : [])),
    advance: workspace.advanceClock,
    close: workspace.close,
  };
}

async function miniEngine(provisionMs: number): Promise<Engine> {
  const { engine, sandbox, clock, close } = await testWorld([aliyunRedisDefinition], { provisionMs });
  const declare = (all: Args | undefined): Declared[] => {
    const { patience, replaceOnChanges, ...args } = all ?? {};
    const resource = { type: "AliyunRedis", name: "sessions", args: { ...sessionsArgs, password, ...args } };
    const options = {
      ...(replaceOnChanges && { replaceOnChanges }),
      ...(patience && { timeouts: { create: patience } }),
    };
    return all ? [{ ...resource, ...options }] : [];
  };
  const calls = async (run: Promise<Run>) => (await run).calls;
  return {
    cloud: sandbox,
    up: (args, { refresh = false, replace = false } = {}) =>
      calls(engine.up(declare(args), { refresh, replace: replace ? ["sessions"] : [] })),
    preview: (args) => calls(engine.preview(declare(args))),
    refresh: () => calls(engine.refresh()),
    destroy: (options) => calls(engine.destroy(options)),
    advance: clock.advance.bind(clock),
    close,
  };
}

type Scenario = (engine: Engine) => Promise<Record<string, readonly string[]>>;

async function play(open: (provisionMs: number) => Promise<Engine>, scenario: Scenario, provisionMs: number) {
  const engine = await open(provisionMs);
  try {
    return await scenario(engine);
  } finally {
    await engine.close();
  }
}

/** Both engines call as the scenario says; the real one is asked first, since it is right. */
async function expectOrder(scenario: Scenario, expected: Record<string, string[]>, provisionMs = 200): Promise<void> {
  expect({ real: await play(realEngine, scenario, provisionMs) }).toEqual({ real: expected });
  expect({ mini: await play(miniEngine, scenario, provisionMs) }).toEqual({ mini: expected });
}

describe("the real engine and the mini engine call the provider in the same order", () => {
  test("from creation to destroy", () =>
    expectOrder(
      async (engine) => ({
        "preview of a creation": await engine.preview({}),
        creation: await engine.up({}),
        "no change": await engine.up({}),
        "preview of an update": await engine.preview({ instanceName: "carts" }),
        update: await engine.up({ instanceName: "carts" }),
        refresh: await engine.refresh(),
        "up --refresh": await engine.up({ instanceName: "sessions" }, { refresh: true }),
        destroy: await engine.destroy(),
      }),
      {
        "preview of a creation": ["check new"],
        creation: ["check new", "create"],
        "no change": ["check", "diff"],
        "preview of an update": ["check", "diff"],
        update: ["check", "diff", "update"],
        refresh: ["read", "diff"],
        "up --refresh": ["read", "diff", "check", "diff", "update"],
        destroy: ["delete"],
      },
    ));

  test("in replacements and removals", () => {
    const there = { regionId: "cn-beijing" };
    return expectOrder(
      async (engine) => ({
        creation: await engine.up({ regionId: "cn-hangzhou" }),
        "preview of a replacement": await engine.preview(there),
        "replacement by diff": await engine.up(there),
        "up --replace": await engine.up(there, { replace: true }),
        replaceOnChanges: await engine.up({ ...there, instanceName: "carts", replaceOnChanges: ["instanceName"] }),
        "up --refresh without the resource": await engine.up(undefined, { refresh: true }),
        "creation again": await engine.up({}),
        "destroy --refresh": await engine.destroy({ refresh: true }),
      }),
      {
        creation: ["check new", "create"],
        "preview of a replacement": ["check", "diff", "check new"],
        "replacement by diff": ["check", "diff", "check new", "create", "delete"],
        "up --replace": ["check new", "create", "delete"],
        replaceOnChanges: ["check", "diff", "check new", "create", "delete"],
        "up --refresh without the resource": ["read", "diff", "delete"],
        "creation again": ["check new", "create"],
        "destroy --refresh": ["read", "diff", "delete"],
      },
    );
  });

  test("after a replacement whose old instance could not be deleted", () =>
    expectOrder(
      async (engine) => {
        await engine.up({ regionId: "cn-hangzhou" });
        const id = engine.cloud.instances()[0]?.id ?? "none";
        const protect = (on: boolean) =>
          engine.cloud.drift({ cloud: "aliyun", id, set: { InstanceReleaseProtection: on } });
        protect(true);
        const replacement = await engine.up({ regionId: "cn-beijing" });
        protect(false);
        return { replacement, "the next up": await engine.up({ regionId: "cn-beijing" }) };
      },
      { replacement: ["check", "diff", "check new", "create", "delete"], "the next up": ["check", "diff", "delete"] },
    ));

  test("after a creation that took too long", () =>
    expectOrder(
      async (engine) => {
        const creation = await engine.up({ patience: "1s" });
        const refresh = await engine.refresh();
        engine.advance(tenMinutes);
        return { creation, refresh, "going on": await engine.up({ patience: "1s" }) };
      },
      { creation: ["check new", "create"], refresh: ["read", "diff"], "going on": ["check", "diff", "update"] },
      tenMinutes,
    ));

  test("after a creation that failed", () =>
    expectOrder(
      async (engine) => {
        engine.cloud.fault({ cloud: "aliyun", action: "CreateInstance", kind: "fail" });
        return { creation: await engine.up({}), "the next up": await engine.up({}), destroy: await engine.destroy() };
      },
      {
        creation: ["check new", "create"],
        "the next up": ["check", "diff", "check new", "delete", "create"],
        destroy: ["delete"],
      },
    ));
});
