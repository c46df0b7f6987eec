import { contract } from "../contract/contract";
import type { ArgumentCase } from "../contract/fixture";
import { toyDefinition } from "./definition";
import { Toy, toyRegistration } from "./resource";
import { toySandbox } from "./sandbox";
import { comparableTags } from "./tags";

const base = { region: "north", title: "sessions", size: 1, password: "Secret-123", tags: { team: "web" } };

const text = (
  from: string | undefined,
  to: string,
  plans: ArgumentCase["change"]["plans"],
  name?: string,
): ArgumentCase => ({
  accepted: [to],
  rejected: [[1, /must be text/]],
  change: { from, to, plans },
  ...(name && { observed: ({ properties }) => properties[name] }),
});

// The recipe of ARCHITECTURE.md ("How to add a cloud"), tried: a folder of small files and this table are a cloud.
contract({
  definition: toyDefinition,
  cloud: "toy",
  furtherClouds: [toySandbox()],
  base,
  inPlace: { ...base, title: "carts", size: 2, password: "Secret-456", tags: { stage: "prod" } },
  replaced: { ...base, zone: "b" },
  arguments: {
    region: text("north", "south", "replace", "region"),
    title: text("aa", "bb", "update", "title"),
    size: {
      accepted: [1, 64],
      rejected: [
        [1.5, /whole GB/],
        [0, /more than 0/],
      ],
      change: { from: 1, to: 2, plans: "update" },
      observed: ({ properties }) => properties.size,
    },
    version: {
      accepted: [7],
      rejected: [["seven", /must be/]],
      change: { from: 6, to: 7, plans: "update" },
      observed: ({ properties }) => properties.version,
    },
    zone: text("a", "b", "replace", "zone"),
    address: text("10.0.0.1", "10.0.0.2", "replace", "address"),
    ips: {
      accepted: [[], ["10.0.0.1"]],
      rejected: [["10.0.0.1", /must be a list/]],
      change: { from: ["10.0.0.1"], to: ["10.0.0.2"], plans: "update" },
      observed: ({ properties }) => properties.ips,
    },
    tags: {
      accepted: [{}],
      rejected: [["a", /must be an object/]],
      change: { from: { a: "1" }, to: { b: "2" }, plans: "update" },
      observed: comparableTags,
    },
    password: {
      accepted: ["Secret-123"],
      rejected: [["abc", /at least 4/]],
      change: { from: "Secret-123", to: "Secret-456", plans: "update" },
      observed: ({ secrets }) => secrets.password,
    },
    chargeType: text("PostPaid", "PrePaid", "update", "chargeType"),
    backup: text("b-1", "b-2", "replace", "backup"),
    coupon: text("c-1", "c-2", "same"),
    prepaidDestroy: text("refuse", "forget", "update"),
    adoptInstanceId: text(undefined, "toy-a", "same"),
  },
  drifts: { title: { set: { title: "other" } }, size: { set: { size: 9 } }, tags: { tags: { team: "other" } } },
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
