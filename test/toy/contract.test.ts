import type { SandboxInstance } from "../../sandbox";
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
const withoutTrace = ["prepaidDestroy", "adoptInstanceId"];

/** An argument, a change of it with its plan, and values that are rejected. */
const argument = (
  name: string,
  plans: ArgumentCase["change"]["plans"],
  from: unknown,
  to: unknown,
  ...rejected: ArgumentCase["rejected"]
): [string, ArgumentCase] => [
  name,
  {
    ...{ accepted: [to], rejected, change: { from, to, plans } },
    ...(!withoutTrace.includes(name) && { observed: (instance) => shown(instance)[name] }),
  },
];
const notText = [1, /must be text/] as const;

// The recipe of ARCHITECTURE.md ("How to add a cloud"), tried: a folder of small files and this table are a cloud.
contract({
  definition: toyDefinition,
  cloud: "toy",
  furtherClouds: [toySandbox()],
  base,
  inPlace: { ...base, title: "carts", version: 7, password: "Secret-456", tags: { stage: "prod" } },
  replaced: { ...base, zone: "b" },
  arguments: Object.fromEntries([
    argument("region", "replace", "north", "south", notText),
    argument("title", "update", "aa", "bb", notText),
    argument("version", "update", 6, 7, [1.5, /whole number/], [0, /more than 0/], ["seven", /must be/]),
    argument("zone", "replace", "a", "b", notText),
    argument("address", "replace", "10.0.0.1", "10.0.0.2", notText),
    argument("ips", "update", ["10.0.0.1"], ["10.0.0.2"], ["10.0.0.1", /must be a list/]),
    argument("tags", "update", { a: "1" }, { b: "2" }, ["a", /must be an object/]),
    argument("password", "update", "Secret-123", "Secret-456", ["abc", /at least 4/]),
    argument("chargeType", "update", "PostPaid", "PrePaid", notText),
    argument("backup", "replace", "b-1", "b-2", notText),
    argument("prepaidDestroy", "update", "refuse", "forget", notText),
    argument("adoptInstanceId", "same", undefined, "toy-a", notText),
  ]),
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
