import * as pulumi from "@pulumi/pulumi";
import { CnCacheProvider } from "../../provider";
import { expectWords, hostile, prototypeKeys, strange } from "../support/hostile";

const settings = { aliyun: "accessKeyId", huawei: "projectId", jd: "region" };

beforeEach(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  }),
);

/** What the constructor says about the arguments; nothing where it takes them. */
function verdict(args: unknown): string[] {
  try {
    new CnCacheProvider("other", args as object);
    return [];
  } catch (error) {
    expect((error as Error).constructor).toBe(Error);
    expect((error as Error).message).toMatch(/^CnCacheProvider "other": /);
    return [(error as Error).message];
  }
}

const places = Object.entries(settings).flatMap(([cloud, setting]) => [
  (value: unknown) => ({ [cloud]: value }),
  (value: unknown) => ({ [cloud]: { [setting]: value } }),
  (value: unknown) => ({ [cloud]: { nothing: value } }),
]);

test.each(hostile)("CnCacheProvider: %s is named wherever it stands, in words", (_, value) => {
  for (const place of places) {
    const said = verdict(place(value));
    expect(said).toHaveLength(1);
    expectWords(said);
  }
  expectWords(verdict(value));
});

test.each(strange)("CnCacheProvider: %s gets a verdict wherever it stands, in words", (_, value) => {
  for (const given of [value, ...places.map((place) => place(value))]) expectWords(verdict(given));
});

test.each(prototypeKeys)("CnCacheProvider: neither a cloud nor a setting is named %s", (key) => {
  for (const text of [`{"${key}":{}}`, `{"aliyun":{"${key}":"x"}}`]) {
    expect(verdict(JSON.parse(text))).toEqual([expect.stringContaining(key)]);
  }
});

test.each([
  [
    "a getter that throws",
    {
      get aliyun() {
        throw new TypeError("no");
      },
    },
  ],
  [
    "a getter that throws further in",
    {
      jd: {
        get region() {
          throw new TypeError("no");
        },
      },
    },
  ],
])("CnCacheProvider: %s is named", (_, given) => {
  expect(verdict(given)).toEqual([expect.stringContaining("cannot be read")]);
});
