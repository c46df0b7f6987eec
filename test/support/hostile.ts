class Money {
  amount = 1;
}

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

/** What no argument can be. */
export const hostile: readonly (readonly [string, unknown])[] = [
  ["NaN", Number.NaN],
  ["Infinity", Number.NEGATIVE_INFINITY],
  ["a Date", new Date(0)],
  ["a function", () => "x"],
  ["a symbol", Symbol("x")],
  ["a bigint", 1n],
  ["a Map", new Map([["a", 1]])],
  ["a class instance", new Money()],
  ["a cycle", cycle],
  [
    "a throwing getter",
    {
      get it() {
        throw new TypeError("no");
      },
    },
  ],
];

const signature = "4dabf18193072939515e22adb298388d";
export const prototypeKeys = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

/** What the engine and a program can hand over all the same. */
export const strange: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["a list in a list", [[]]],
  ["a number", 5],
  ["text", "?"],
  ["true", true],
  ["an empty object", {}],
  ["an object with a strange length", { length: "many" }],
  ["a value that is not known yet", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ["a secret", { [signature]: "1b47061264138c4ac30d75fd1ea44270", value: "x" }],
  ["an asset", { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "x" }],
  ["an archive", { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: {} }],
  ["a resource", { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:dev::shop::x::y" }],
  ["an output", { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: [null] }],
  ["keys of every object", JSON.parse(`{${prototypeKeys.map((key) => `"${key}":{"a":1}`)}}`)],
  ["a megabyte of text", " .".repeat(1 << 19)],
  ["half a surrogate pair and control characters", "\ud800\u0000\u001b[31m"],
  ["a key with line ends and control characters", { "x\n\u2028evil()\u001b[31m": "y" }],
  ["ten thousand items", Array.from({ length: 10_000 }, () => ({}))],
];

/** Neither zod's words, nor more than anybody reads, nor what a terminal would obey. */
export const expectWords = (failures: readonly string[]) => {
  const text = failures.join("\n");
  expect(text).not.toMatch(/Invalid|[Uu]nrecognized|expected|received|Too (big|small)|\[object/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u001b\u2028]/);
  expect(text.length).toBeLessThan(20_000);
};
