import { VirtualClock } from "../../support/virtualClock";
import { openToy, toyEngine } from "../batch/toyBatch";
import { ToyCloud, toyDefinition, toyEnv } from "../toy";

/** Users' states hold these names for ever: a rename loses what earlier versions have stored. */
const ofInputs = ["__provider", "__urn", "__organization", "__timeouts", "__identity", "__inherited"];
const ofAll = [...ofInputs, "__v", "__location", "__readiness", "__inputKeys"];
const ofBatches = ["__instanceIds", "__memberStates", "__pendingDeletion"];
/** In the elements of `__pendingDeletion`. */
const ofPendingMembers = ["__state"];

const internalNames = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name.startsWith("__") ? [name] : []),
    ...internalNames(inner),
  ]);
};
const namesIn = (values: unknown) => [...new Set(internalNames(values))].sort();

const timeouts = { create: "30m" };

test("the state of an instance has these internal properties and no others", async () => {
  const cloud = new ToyCloud(new VirtualClock());
  const engine = toyEngine(cloud, toyDefinition(cloud), { ...toyEnv, TOY_REGION: "north" });
  expect((await engine.up([{ type: "Toy", name: "cache", args: {}, timeouts }])).errors).toEqual([]);
  expect(namesIn(engine.state[0]?.inputs)).toEqual([...ofInputs].sort());
  expect(namesIn(engine.state[0]?.outputs)).toEqual([...ofAll].sort());
});

test("the state of a batch has these internal properties and no others", async () => {
  const stack = openToy();
  await stack.up({ groups: [{ quantity: 2 }] });
  stack.reject("remove");
  await stack.up({ groups: [{ quantity: 1 }] });
  const names = [...ofAll.filter((name) => name !== "__timeouts"), ...ofBatches];
  expect(namesIn(stack.outputs)).toEqual([...names, ...ofPendingMembers].sort());
});
