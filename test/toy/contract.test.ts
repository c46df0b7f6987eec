import { contract } from "../contract/contract";
import { toyKind } from "./kind";
import { toySandbox } from "./sandbox";

const base = { region: "toy-1", name: "sessions", size: 1, password: "Secret-123", tags: { team: "web" } };

// The recipe of ARCHITECTURE.md ("How to add a cloud"), tried: two files and this table are a cloud.
contract({
  kind: toyKind,
  cloud: "toy",
  furtherClouds: [toySandbox],
  base,
  inPlace: { ...base, name: "carts", size: 2, password: "Secret-456", tags: { stage: "prod" } },
  replaced: { ...base, region: "toy-2" },
  arguments: {
    region: {
      accepted: ["toy-2"],
      refused: [["moon", /region like/]],
      change: { from: "toy-1", to: "toy-2", plans: "replace" },
      shown: ({ properties }) => properties.region,
    },
    name: {
      accepted: ["a"],
      refused: [[1, /expected string/]],
      change: { from: "a", to: "b", plans: "update" },
      shown: ({ properties }) => properties.name,
    },
    size: {
      accepted: [1, 64],
      refused: [[1.5, /whole number/]],
      change: { from: 1, to: 2, plans: "update" },
      shown: ({ properties }) => properties.size,
    },
    password: {
      accepted: ["Secret-123"],
      refused: [["short", /at least 8/]],
      change: { from: "Secret-123", to: "Secret-456", plans: "update" },
      shown: ({ secrets }) => secrets.password,
    },
    tags: {
      accepted: [{}],
      refused: [["a", /expected record/]],
      change: { from: { a: "1" }, to: { b: "2" }, plans: "update" },
      shown: ({ tags }) =>
        Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith("pulumi-cn-cache:"))),
    },
    adoptInstanceId: {
      accepted: ["toy-a"],
      refused: [[1, /expected string/]],
      change: { from: undefined, to: "toy-a", plans: "same" },
    },
  },
  drifts: { name: { set: { name: "other" } }, size: { set: { size: 9 } }, tags: { tags: { team: "other" } } },
  driftBeyondRepair: { region: "toy-9" },
  isProgram: ({ adoptInstanceId }) => adoptInstanceId === undefined,
  tagActions: ["tag", "untag"],
  mostChangingCalls: 6,
});
