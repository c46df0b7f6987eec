import { errorRules as aliyun } from "../../provider/aliyun/errors";
import { classify } from "../../provider/core/client/errors";
import { errorRules as huawei } from "../../provider/huawei/errors";
import { errorRules as jd } from "../../provider/jd/errors";

/** Texts that a pattern of the error tables matches, as far as these tables go: groups, classes, `?`, `.*` and `{n}`. */
function samples(pattern: string): string[] {
  let at = 0;
  const alternatives = (): string[] => {
    const all: string[] = [];
    do all.push(...sequence());
    while (pattern[at++] === "|");
    return all;
  };
  const sequence = (): string[] => {
    let texts = [""];
    while (at < pattern.length && !"|)".includes(pattern[at] as string)) {
      const parts = quantified(atom());
      texts = texts.flatMap((text) => parts.map((part) => text + part));
    }
    return texts;
  };
  const atom = (): string[] => {
    const char = pattern[at++] as string;
    if (char === "(") return alternatives();
    if (char === "[") {
      const start = at;
      at = pattern.indexOf("]", at) + 1;
      return range(pattern.slice(start, at - 1));
    }
    if (char !== "\\") return [char === "." ? "X" : char];
    const escaped = pattern[at++] as string;
    return [escaped === "d" ? "7" : escaped];
  };
  const quantified = (parts: string[]): string[] => {
    const [quantifier = "", count] = /^(?:[?*]|\{(\d+)\})/.exec(pattern.slice(at)) ?? [];
    at += quantifier.length;
    if (quantifier === "?") return [...parts, ""];
    return count ? parts.map((part) => part.repeat(Number(count))) : parts;
  };
  return alternatives();
}

const range = (text: string): string[] =>
  [...text.matchAll(/(.)-(.)|./g)].flatMap(([char, from, to]) =>
    from && to
      ? Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, n) =>
          String.fromCharCode(from.charCodeAt(0) + n),
        )
      : [char],
  );

describe.each(Object.entries({ aliyun, huawei, jd }))("the error table of %s", (_, rules) => {
  const codesOf = ({ code }: (typeof rules)[number]) =>
    typeof code === "string" ? [code] : samples(code.source.replace(/^\^|\$$/g, ""));

  test.each(rules.map((rule, index) => [index + 1, String(rule.code), rule] as const))(
    "row %d, %s, is the first to match a code of its own",
    (__, ___, rule) => {
      for (const code of codesOf(rule)) if (typeof rule.code !== "string") expect(code).toMatch(rule.code);
      const own = codesOf(rule).filter((code) => classify(rules, rule.status ?? 400, code) === rule);
      expect(own).not.toEqual([]);
    },
  );

  test("no code is written in two rows of one status", () => {
    const rows = rules.flatMap((rule) => (typeof rule.code === "string" ? [`${rule.code} ${rule.status ?? ""}`] : []));
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });
});

test("samples of a pattern are all of its texts", () => {
  expect(samples("A(B|C\\.[1-3])?|APIGW?\\.0\\d{2}.*")).toEqual([
    ...["AB", "AC.1", "AC.2", "AC.3", "A"],
    ...["APIGW.077X", "APIG.077X"],
  ]);
});
