import type { SandboxInstance } from "../../sandbox";
import { argument, replace, same, update } from "../contract/argument";
import { contract } from "../contract/contract";
import type { ArgumentCase } from "../contract/fixture";
import { toyDefinition } from "./definition";
import { Toy, toyRegistration } from "./resource";
import { toySandbox } from "./sandbox";
import { comparableTags } from "./tags";

const base = { region: "north", title: "sessions", version: 6, password: "Secret-123", tags: { team: "web" } };

const shown = ({ properties, secrets, tags }: SandboxInstance): Readonly<Record<string, unknown>> => ({
  ...{ ...properties, ...secrets },
  tags: comparableTags({ tags }),
});
const notText = [1, /must be text/] as const;

const cases: Record<string, ArgumentCase> = {
  region: argument(replace("north", "south"), notText),
  title: argument(update("aa", "bb"), notText),
  version: argument(update(6, 7), [1.5, /whole number/], [0, /more than 0/], ["seven", /must be/]),
  zone: argument(replace("a", "b"), notText),
  address: argument(replace("10.0.0.1", "10.0.0.2"), notText),
  ips: argument(update(["10.0.0.1"], ["10.0.0.2"]), { accepted: [[]] }, ["10.0.0.1", /must be a list/]),
  tags: argument(update({ a: "1" }, { b: "2" }), { accepted: [{}] }, ["a", /must be an object/]),
  password: argument(update("Secret-123", "Secret-456"), ["abc", /at least 4/]),
  chargeType: argument(update("PostPaid", "PrePaid"), notText),
  backup: argument(replace("b-1", "b-2"), notText),
  prepaidDestroy: argument(update("refuse", "forget"), notText),
  adoptInstanceId: argument(same(undefined, "toy-a"), notText),
};
const withoutTrace = ["prepaidDestroy", "adoptInstanceId"];

/** The others are in the sandbox's instance under their own names. */
const casesWithTrace = Object.entries(cases).map(([name, each]): [string, ArgumentCase] => [
  name,
  withoutTrace.includes(name) ? each : { observed: (instance) => shown(instance)[name], ...each },
]);

// The recipe of ARCHITECTURE.md ("How to add a cloud"), tried: a folder of small files and this table are a cloud.
contract({
  definition: toyDefinition,
  cloud: "toy",
  furtherClouds: [toySandbox()],
  base,
  inPlace: { ...base, title: "carts", version: 7, password: "Secret-456", tags: { stage: "prod" } },
  replaced: { ...base, zone: "b" },
  arguments: Object.fromEntries(casesWithTrace),
  drifts: { title: { set: { title: "other" } }, version: { set: { version: 5 } }, tags: { tags: { team: "other" } } },
  driftBeyondRepair: { region: "east" },
  isProgram: ({ adoptInstanceId, chargeType }) => adoptInstanceId === undefined && chargeType !== "PrePaid",
  prepaid: { args: { chargeType: "PrePaid" }, policies: ["forget"] },
  tagActions: ["tag", "untag"],
  systemTags: {},
  mostChangingCalls: 8,
});

test("the program's class is registered with the definition's type and cloud", () => {
  expect(toyRegistration).toMatchObject({ type: toyDefinition.type, cloud: toyDefinition.cloud.name });
  expect(Toy.__pulumiType).toMatch(new RegExp(`:${toyDefinition.type}$`));
});
