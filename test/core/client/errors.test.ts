import {
  CloudError,
  classify,
  EngineGoneError,
  type ErrorRule,
  means,
  messageOf,
  NoAnswerError,
  UserError,
} from "../../../provider/core/client/errors";

const rules: readonly ErrorRule[] = [
  { code: "Throttling.Busy", meaning: "throttled" },
  { code: /^Throttling/, status: 400, meaning: "quota", hint: "Ask for more." },
  { code: /^Throttling/, meaning: "transient" },
  { code: "InternalError", status: 500, meaning: "conflict" },
  { code: "SlowDown", status: 503, meaning: "input" },
];

describe("classify", () => {
  test.each([
    ["the first rule that fits decides", 400, "Throttling.Busy", "throttled"],
    ["a pattern fits its family, with its status", 400, "Throttling.User", "quota"],
    ["a rule of another status is passed over", 403, "Throttling.User", "transient"],
    ["a rule speaks for a 5xx before the status does", 500, "InternalError", "conflict"],
    ["a code with another 5xx is transient", 502, "InternalError", "transient"],
    ["500 without a rule is transient", 500, "Unheard", "transient"],
    ["503 without a rule is transient", 503, "", "transient"],
    ["429 without a rule is throttled", 429, "Unheard", "throttled"],
    ["200 without a rule is transient: nobody knows what was carried out", 200, "Unheard", "transient"],
    ["a 4xx without a rule is other, so it is never repeated", 400, "Unheard", "other"],
    ["a text is compared whole", 400, "InternalError.Longer", "other"],
    ["a text is compared in its case", 500, "internalerror", "transient"],
  ] as const)("%s: %d %s → %s", (_, status, code, meaning) => {
    expect(classify(rules, status, code).meaning).toBe(meaning);
  });

  test("the hint comes with the rule", () => {
    expect(classify(rules, 400, "Throttling.User").hint).toBe("Ask for more.");
  });
});

describe("texts from elsewhere", () => {
  const hostile = {
    "dots and blanks": `${". ".repeat(4_000_000)}x`,
    "colours of a terminal": "\u001b[31mred\u001b[0m and \u001b]8;;https://evil.example\u0007link\u009b1m",
    "many escapes": "\u001b[".repeat(4_000_000),
    "line ends": "one\r\n\tError: two\u2028three",
    "another direction": "a\u202eb\u2066c\u200bd",
    "half of a surrogate pair": "a\ud800b",
  };

  test.each(Object.entries(hostile))("are cut and printable in every error: %s", (_, text) => {
    const errors = [
      new CloudError("Act", 400, { code: text, message: text, requestId: text }, "input"),
      new NoAnswerError("Act", "unknown", text),
      new UserError(text),
    ];
    for (const { message } of errors) {
      expect(message.length).toBeLessThan(20_100);
      expect(message.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202e\u2066]/);
    }
    expect(errors.slice(0, 2).every(({ message }) => !message.includes("\n"))).toBe(true);
  });

  test("nothing grows together where a sign was taken out", () => {
    const error = new CloudError("Act", 400, { code: "C", message: "Sec\u001b[0mret \u0000-1" }, "input");
    expect(error.message).toBe("Act was rejected: Sec ret -1 (C, HTTP 400).");
  });

  test("lines of our own messages stay", () => {
    expect(new UserError("first\n    second").message).toBe("first\n    second");
  });
});

describe("errors", () => {
  const rejected = new CloudError("CreateInstance", 400, { code: "Bad.Zone", message: "No such zone. " }, "input");

  const rejection = { code: "Quota", message: "Full", requestId: "req-1" };
  const full = new CloudError("CreateInstance", 403, rejection, "quota", "Ask for more.");
  const lost = new NoAnswerError("CreateInstance", "unknown", "host: ECONNRESET.");

  test.each([
    [rejected, "CreateInstance was rejected: No such zone (Bad.Zone, HTTP 400)."],
    [full, "CreateInstance was rejected: Full (Quota, HTTP 403, request req-1). Ask for more."],
    [lost, "CreateInstance got no usable answer: host: ECONNRESET."],
  ])("tell what is known, each with one full stop: %s", (error, message) => {
    expect(error.message).toBe(message);
  });

  test("an error for a person has no stack, because the SDK prints it", () => {
    const cause = new Error("why");
    const error = new UserError("do this", { cause });
    expect([error.stack, error.name, error.message, error.cause]).toEqual(["", "Error", "do this", cause]);
  });

  test("EngineGoneError says what to do", () => {
    expect(new EngineGoneError().message).toMatch(/engine has ended.*Run `pulumi up` again/);
  });

  test("means holds for a cloud's rejection with one of the meanings, and for nothing else", () => {
    expect(means(rejected, "notFound", "input")).toBe(true);
    expect(means(rejected, "notFound")).toBe(false);
    expect(means(new NoAnswerError("A", "no", "x"), "input")).toBe(false);
    expect(means({ meaning: "input" }, "input")).toBe(false);
  });

  test("errors differ by class", () => {
    const errors = [rejected, new NoAnswerError("A", "no", "x"), new EngineGoneError(), new UserError("x")];
    for (const type of [CloudError, NoAnswerError, EngineGoneError, UserError])
      expect(errors.filter((error) => error instanceof type)).toHaveLength(1);
  });

  test.each([
    [new Error("text"), "text"],
    ["thrown text", "thrown text"],
    [undefined, "undefined"],
  ])("messageOf(%p) is %p", (error, text) => {
    expect(messageOf(error)).toBe(text);
  });
});
