import type { AnyBatchDefinition } from "../../provider/core/batch/definition";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { attributeEntries } from "../../provider/core/resource/attributes";
import type { Cloud, Send } from "../../provider/core/resource/cloud";
import type { AnyInstanceDefinition, CreateRequest } from "../../provider/core/resource/definition";
import { validate } from "../../provider/core/resource/schema";
import { testWorld } from "../engine/world";
import { partWith, programOf } from "./arguments";
import { type Args, type Fixture, provisionMs } from "./fixture";

interface Trace {
  /** Each distinct request, before it is signed, sorted. */
  readonly requests: readonly string[];
  /** What the state holds afterwards. */
  readonly state: Args;
}

/** The definition with a client whose requests are recorded, without tokens and pending tags: they depend on every argument. */
function recording(definition: AnyResourceDefinition, requests: Set<string>, derived: Set<string>) {
  const send =
    (connected: Send): Send =>
    (protocol, action, request, secrets) => {
      requests.add(
        `${action.name} ${request.url.pathname} ${decodeURIComponent(request.url.search)} ${request.body ?? ""}`,
      );
      return connected(protocol, action, request, secrets);
    };
  const cloud: Cloud<unknown> = {
    ...definition.cloud,
    client: (connection) => definition.cloud.client({ ...connection, send: send(connection.send) }),
  };
  const hide = ({ token, pendingTag }: Pick<CreateRequest, "token" | "pendingTag">, args: Args) => {
    for (const text of [token, pendingTag]) if (text && text !== args.token) derived.add(text);
  };
  if ("member" in definition) {
    const create: AnyBatchDefinition["create"] = (api, args, request) => {
      hide(request, args);
      return definition.create(api, args, request);
    };
    return { ...definition, cloud, create, member: { ...definition.member, cloud } };
  }
  const create: AnyInstanceDefinition["create"] = (api, args, request) => {
    hide(request, args);
    return definition.create(api, args, request);
  };
  return { ...definition, cloud, create };
}

/** Creates the resource, and may change it then, in a world of its own, which is the same world every time. */
export async function trace(
  definition: AnyResourceDefinition,
  programs: readonly Args[],
  furtherClouds: Fixture["furtherClouds"] = [],
): Promise<Trace> {
  const requests = new Set<string>();
  const derived = new Set<string>();
  const world = await testWorld([recording(definition, requests, derived)], {
    provisionMs,
    furtherClouds,
    seed: 7,
  });
  try {
    for (const args of programs) await world.engine.up([{ type: definition.type, name: "cache", args: { ...args } }]);
    const plain = (text: string) => [...derived].reduce((rest, each) => rest.replaceAll(each, "…"), text);
    return { requests: [...requests].map(plain).sort(), state: world.engine.state[0]?.outputs ?? {} };
  } finally {
    await world.close();
  }
}

/**
 * Programs that differ in one argument, in groups that may differ in nothing else. The last group is for arguments whose
 * values each need other arguments beside them, as another region needs another network.
 */
export function variants(
  values: readonly unknown[],
  program: (value: unknown, beside: unknown) => Args,
  isAccepted: (args: Args) => boolean,
): readonly (readonly Args[])[] {
  const groups = [
    ...values.map((beside) => values.map((value) => program(value, beside))),
    values.map((value) => program(value, value)),
  ];
  return groups.map((group) => group.filter(isAccepted)).filter((group) => group.length > 1);
}

/** Do two programs of one group differ by what `view` shows of them? */
export async function differs(
  groups: readonly (readonly Args[])[],
  view: (args: Args) => Promise<unknown>,
): Promise<boolean> {
  const seen = new Map<string, Promise<unknown>>();
  for (const group of groups) {
    const views = new Set<string>();
    for (const args of group) {
      const key = JSON.stringify(args);
      const shown = seen.get(key) ?? view(args);
      seen.set(key, shown);
      views.add(JSON.stringify(await shown));
      if (views.size > 1) return true;
    }
  }
  return false;
}

/** Arguments whose values no pair of programs of the fixture can tell apart, and why. */
const exempt: Readonly<Record<string, string>> = {
  instanceNum: "1 is its only value",
  enablePublicip: "true needs a publicipId beside it, false takes none; the case of publicipId has both",
  restartForParameters: "decides what follows a change of parameters; test/huawei/lifecycle.test.ts",
  deletedNodes: "says how to remove replicas; test/huawei/lifecycle.test.ts",
  reservedIps: "says how to shrink a cluster; test/huawei/lifecycle.test.ts",
  sslRenewal: "an edit of it is all that counts; test/aliyun/update.test.ts",
};

/** Sent by updates and not by the creation. */
const optionsOfUpdates: readonly string[] = ["effectiveTime"];

/** An argument that a definition accepts and nothing ever sends would pass every other test. */
export function contractOfWire(fixture: Fixture): void {
  const { definition, furtherClouds } = fixture;
  const attributes = attributeEntries(definition.attributes).filter(([name]) => !(name in exempt));

  describe("wire", () => {
    test.each(attributes)(
      "%s: another value changes a request, or the state where the argument is only stored",
      async (name, { changeMode }) => {
        const { change, accepted = [] } = fixture.arguments[name] ?? {};
        const groups = variants(
          [change?.to, change?.from, ...accepted],
          (value, beside) => programOf(fixture, partWith(fixture, name, beside), { [name]: value }),
          (args) => validate(definition.schema as never, args).failures.length === 0,
        );
        const view = async (...programs: Args[]) => {
          const { requests, state } = await trace(definition, programs, furtherClouds);
          return changeMode === "stateOnly" ? state[name] : requests;
        };
        const isDifferent = await differs(groups, (args) =>
          optionsOfUpdates.includes(name)
            ? view(args, { ...args, ...fixture.inPlace, [name]: args[name] })
            : view(args),
        );
        expect(isDifferent).toBe(true);
      },
    );
  });
}
