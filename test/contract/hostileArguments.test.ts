import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { validate } from "../../provider/core/resource/schema";
import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { aliyunFixture } from "../aliyun/fixture";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { huaweiFixture } from "../huawei/fixture";
import { jdFixture } from "../jd/fixture";
import { expectWords, hostile, prototypeKeys, strange } from "../support/hostile";
import type { Args } from "./fixture";

const one = { quantity: 1 };

/** Of each resource, a program, and more values of its arguments. */
const resources: readonly (readonly [AnyResourceDefinition, Args, Args])[] = [
  ...[aliyunFixture, huaweiFixture, jdFixture].map(
    ({ definition, base, arguments: cases }) =>
      [
        definition,
        base,
        Object.fromEntries(Object.entries(cases).map(([name, { accepted }]) => [name, accepted.at(-1)])),
      ] as const,
  ),
  [aliyunBatchFixture.definition, aliyunBatchFixture.program(one), { passwords: { "0": "Secret-123" } }],
  [huaweiBatchFixture.definition, huaweiBatchFixture.program(one), huaweiFixture.inPlace],
];

/** Copies of a value with something else in place of each of its parts, and of itself. */
function withEachPart(value: unknown, replacement: unknown): unknown[] {
  if (Array.isArray(value))
    return [replacement, ...value.flatMap((part, at) => withEachPart(part, replacement).map((x) => value.with(at, x)))];
  if (typeof value !== "object" || value === null) return [replacement];
  const parts = Object.entries(value).flatMap(([key, part]) =>
    withEachPart(part, replacement).map((other) => ({ ...value, [key]: other })),
  );
  return [replacement, [replacement], { added: replacement }, ...parts];
}

describe.each(resources.map(([definition, ...rest]) => [definition.type, definition, ...rest] as const))(
  "%s with what no argument can be",
  (_, definition, base, more) => {
    const samples = Object.keys(definition.attributes).map((name) => [name, base[name] ?? more[name]] as const);

    test.each(hostile)("%s is named wherever it stands, in words", (__, value) => {
      for (const [name, sample] of samples) {
        for (const given of withEachPart(sample, value)) {
          const { failures } = validate(definition.schema as never, { ...base, [name]: given });
          expect(failures.filter((text) => text.startsWith(name))).not.toEqual([]);
          expectWords(failures);
        }
      }
    });

    test.each(strange)("%s gets a verdict wherever it stands, in words", (__, value) => {
      for (const [name, sample] of samples) {
        for (const given of withEachPart(sample, value)) {
          const { failures } = validate(definition.schema as never, { ...base, [name]: given });
          expectWords(failures);
        }
      }
    });

    test.each(prototypeKeys)("an argument named %s is no argument", (key) => {
      const { failures } = validate(
        definition.schema as never,
        JSON.parse(`{${JSON.stringify(base).slice(1, -1)},"${key}":1}`),
      );
      expect(failures).toEqual([expect.stringContaining(key)]);
    });
  },
);
