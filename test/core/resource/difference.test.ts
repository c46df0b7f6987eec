import { difference } from "../../../provider/core/resource/difference";

const secret = "Canary-4-Secret";

test.each<[string, unknown, unknown, string]>([
  ["a number", 2, 1, "a is 2 in the cloud, not what the program declares"],
  ["a text", "there", secret, 'a is "there" in the cloud, not what the program declares'],
  ["a list", [secret, "10.0.0.1"], [secret], "a is not what the program declares"],
  [
    "a map",
    { owner: secret, team: "web", old: secret },
    { owner: secret, team: secret, new: secret },
    "a is not what the program declares: new, old, team",
  ],
  ["nothing in place of a map", null, { owner: secret }, "a is not what the program declares"],
])("of %s names the argument and never shows the program's value", (_, actual, declared, text) => {
  expect(difference("a", actual, declared)).toBe(text);
});
