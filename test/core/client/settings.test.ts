import type { ProfileValues } from "../../../provider/core/client/cloudSettings";
import { configuredCloudsKey, whyNotConfigured } from "../../../provider/core/client/configuredClouds";
import { UserError } from "../../../provider/core/client/errors";
import { Settings } from "../../../provider/core/client/settings";
import { toySettings } from "../toy";

type Texts = Readonly<Record<string, string>>;
interface Places {
  readonly config?: Texts;
  readonly env?: Texts;
  readonly profile?: ProfileValues;
}

function settings({ config = {}, env = {}, profile = {} }: Places = {}, more: object = {}) {
  const file = { title: "the profile file ~/.toy", read: () => profile };
  const others = { ...toySettings.others, ...more };
  const cloud = { name: "toy", title: "Toy Cloud", settings: { ...toySettings, others, profile: file } };
  return new Settings(cloud, (key) => config[key], env);
}

/** Every place, in the order in which they count. */
const config = { "toy:keyId": "config-id", "toy:keySecret": "config-secret", "toy:region": "config-region" };
const current = { TOY_KEY_ID: "env-id", TOY_KEY_SECRET: "env-secret", TOY_REGION: "env-region" };
const legacy = { OLD_TOY_KEY_ID: "old-id", OLD_TOY_KEY_SECRET: "old-secret", OLD_TOY_REGION: "old-region" };
const profile = { id: "profile-id", secret: "profile-secret", region: "profile-region" };

const around = (values: Texts) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, ` ${value}\r\n`]));

describe("the first place that has a value counts", () => {
  test.each<[string, Places, string]>([
    ["configuration before all", { config, env: { ...current, ...legacy }, profile }, "config"],
    ["the current environment names before the old ones", { env: { ...legacy, ...current }, profile }, "env"],
    ["the old environment names before the profile", { env: legacy, profile }, "old"],
    ["the profile last", { profile }, "profile"],
    ["blanks and newlines around a configured key are left out", { config: around(config) }, "config"],
    ["blanks and newlines in the environment are left out", { env: around(current) }, "env"],
    ["blanks and newlines in the profile are left out", { profile: around(profile) }, "profile"],
  ])("%s", (_, places, from) => {
    expect(settings(places).credentials()).toEqual({ id: `${from}-id`, secret: `${from}-secret`, token: undefined });
    expect(settings(places).requireRegion()).toBe(`${from}-region`);
  });

  test("an empty text is as good as none", () => {
    const empty = Object.fromEntries(Object.keys({ ...config, ...current }).map((name) => [name, ""]));
    const places = { config: empty, env: { ...empty, ...legacy } };
    expect(settings(places).credentials().id).toBe("old-id");
    expect(settings(places).requireRegion()).toBe("old-region");
  });

  test("the region may come from another place than the keys", () => {
    const one = settings({ config: { "toy:region": "config-region" }, env: current });
    expect([one.requireRegion(), one.credentials().id]).toEqual(["config-region", "env-id"]);
  });

  test("the profile gives only the region, and a setting that does not exist is undefined", () => {
    const one = settings({ profile: { ...profile, endpoint: "https://evil.example" } as ProfileValues });
    expect([one.get("endpoint"), one.get("colour")]).toEqual([undefined, undefined]);
  });

  test("another cloud's key of the same name is not ours", () => {
    expect(settings({ config: { "other:region": "x", region: "y" } }).get("region")).toBeUndefined();
  });
});

describe("sources are never mixed", () => {
  const inConfig = { config: { "toy:keyId": "c" }, env: current };

  test.each<[string, Places, string]>([
    ["key from configuration, secret from the environment", inConfig, "configuration"],
    ["secret from configuration alone", { config: { "toy:keySecret": "c" }, env: current }, "configuration"],
    ["current key, old secret", { env: { TOY_KEY_ID: "e", OLD_TOY_KEY_SECRET: "o" } }, "TOY_KEY_ID"],
    ["current secret, old pair", { env: { TOY_KEY_SECRET: "e", ...legacy } }, "TOY_KEY_ID"],
    ["half a profile", { profile: { id: "p" } }, "the profile file ~/.toy"],
  ])("%s is an error that names the source", (_, places, where) => {
    expect(() => settings(places).credentials()).toThrow(
      `Toy Cloud: ${where} has only one of access key id and secret; both must come from the same source.`,
    );
  });

  test("a token comes from the place of its key", () => {
    expect(settings({ env: { ...current, TOY_TOKEN: "t", OLD_TOY_TOKEN: "o" } }).credentials().token).toBe("t");
    expect(settings({ config, env: { ...current, TOY_TOKEN: "t" } }).credentials().token).toBeUndefined();
  });

  test("the other half, where another source has it, is named", () => {
    const message = /configuration has only one .* The other one is also in TOY_KEY_ID\.$/;
    expect(() => settings(inConfig).credentials()).toThrow(message);
  });

  const token = { TOY_TOKEN: "t" };
  test.each<[string, Places, key: string, token: string]>([
    ["configuration", { config: { "toy:token": "t" }, env: current }, "TOY_KEY_ID", "configuration toy:token"],
    ["the current variables", { env: { ...token, ...legacy } }, "OLD_TOY_KEY_ID", "TOY_TOKEN"],
    ["the environment", { config, env: token }, "configuration", "TOY_TOKEN"],
    ["the environment", { env: token, profile }, "the profile file ~/.toy", "TOY_TOKEN"],
  ])("a token of %s with a key from elsewhere is an error that names both: %j", (_, places, keyFrom, tokenFrom) => {
    expect(() => settings(places).credentials()).toThrow(
      new UserError(
        `Toy Cloud: the access key comes from ${keyFrom}, but a token of temporary credentials from ${tokenFrom}. Key, secret and token must come from the same source.`,
      ),
    );
  });

  test("a token alone is no credential", () => {
    expect(() => settings({ env: token }).credentials()).toThrow(/no credentials found/);
  });

  test("an error never quotes the half that is there", () => {
    const half = settings({ config: { "toy:keySecret": "Half-Secret" } });
    expect(() => half.credentials()).toThrow();
    expect(() => half.credentials()).not.toThrow("Half-Secret");
  });
});

const malformed = ["Xx zZ", "Xx\nzZ", "Xx\u200bzZ", "Xxé", "Xx\u0000zZ"];
test.each(malformed)("%j inside a key is an error that does not show the secret", (key) => {
  const work = () => settings({ env: { TOY_KEY_ID: "id", TOY_KEY_SECRET: key } }).credentials();
  expect(work).toThrow(/the secret of TOY_KEY_ID contains a blank or another character that no key has/);
  expect(work).not.toThrow(key);
  expect(() => settings({ env: { TOY_KEY_ID: key, TOY_KEY_SECRET: "s" } }).credentials()).toThrow(UserError);
  expect(() => settings({ env: { ...current, TOY_TOKEN: key } }).credentials()).toThrow(UserError);
});

describe("a region and its project", () => {
  const projectOf = (places: Places) => {
    const one = settings(places, {
      projectId: { config: "projectId", env: ["TOY_PROJECT"], ofAccount: true, ofRegion: true },
      projectName: { config: "projectName", env: ["TOY_PROJECT_NAME"], ofAccount: true, ofRegion: true },
    });
    return [one.within("north", "projectId"), one.within("north", "projectName")];
  };
  const env = { TOY_REGION: "north", TOY_PROJECT: "p" };
  const north = { "toy:region": "north" };
  const name = { "toy:projectName": "n" };
  const id = { "toy:projectId": "c" };
  const none = [undefined, undefined] as const;

  test.each<[string, Places, id: string | undefined, name: string | undefined]>([
    ["both of the environment", { env }, "p", undefined],
    ["both of the configuration, others in the environment", { config: { ...north, ...name }, env }, undefined, "n"],
    [
      "a configured region, another in the environment",
      { config: north, env: { ...env, TOY_REGION: "south" } },
      ...none,
    ],
    ["the environment's region, and the same in the configuration", { config: north, env }, "p", undefined],
    ["a configured project where the program gives the region", { config: id }, "c", undefined],
    ["another region than the configured one", { config: { "toy:region": "south", ...id } }, ...none],
    ["keys of the configuration, project of the environment", { config, env }, ...none],
  ])("come from one source: %s", (_, places, ...expected) => {
    expect(projectOf(places)).toEqual(expected);
  });

  const project = { TOY_PROJECT: "p" };
  const named = /projectName comes from configuration toy:projectName, but region from TOY_REGION/;
  const inEnvironment = /projectId comes from TOY_PROJECT, but region from configuration toy:region/;
  const besideProfile = /projectId comes from TOY_PROJECT, but region from the profile file/;
  test.each<[string, Places, RegExp]>([
    ["a configured name, region of the environment", { config: name, env: { TOY_REGION: "north" } }, named],
    ["a configured name, region and project of the environment", { config: name, env }, named],
    ["a configured region, project of the environment", { config: north, env: project }, inEnvironment],
    [
      "a region of the profile, project of the environment",
      { env: project, profile: { region: "north" } },
      besideProfile,
    ],
  ])("are never mixed: %s is an error that names both", (_, places, message) => {
    expect(() => projectOf(places)).toThrow(message);
    expect(() => projectOf(places)).toThrow(/A project belongs to one region: set both in the same place/);
  });
});

describe("nothing anywhere", () => {
  test.each<[string, Places]>([
    ["without a profile", {}],
    ["with a profile of empty texts, as the vendors' tools write it", { profile: { id: "", secret: "", token: "" } }],
  ])("is an error that lists every source: %s", (_, places) => {
    expect(() => settings(places).credentials()).toThrow(
      new UserError(
        [
          "Toy Cloud: no credentials found. Tried:",
          "  configuration toy:keyId and toy:keySecret",
          "  environment TOY_KEY_ID and TOY_KEY_SECRET",
          "  environment OLD_TOY_KEY_ID and OLD_TOY_KEY_SECRET",
          "  the profile file ~/.toy",
        ].join("\n"),
      ),
    );
  });

  test("of a region is an error that says how to set one", () => {
    expect(() => settings().requireRegion()).toThrow(
      "Toy Cloud: no region. Give one as an argument, or set `pulumi config set toy:region` or TOY_REGION, OLD_TOY_REGION.",
    );
  });
});

describe("where keys were looked for", () => {
  const outcomes = (places: Parameters<typeof settings>[0]) =>
    settings(places)
      .keyPlaces()
      .map(({ names, outcome, why }) => [names, outcome, ...(why ? [why] : [])]);
  const configured = "configuration toy:keyId and toy:keySecret";
  const inEnv = "environment TOY_KEY_ID and TOY_KEY_SECRET";
  const inOldEnv = "environment OLD_TOY_KEY_ID and OLD_TOY_KEY_SECRET";
  const file = "the profile file ~/.toy";

  test("the place that counts, those passed over with the reason, and those that are empty", () => {
    expect(outcomes({ config, env: legacy })).toEqual([
      [configured, "used"],
      [inEnv, "absent"],
      [inOldEnv, "passedOver", `because ${configured} counts`],
      [file, "absent"],
    ]);
  });

  test("half a pair hides what comes after it, and says so", () => {
    expect(outcomes({ env: { TOY_KEY_ID: "only-half" }, profile: { ...profile, problem: "it is not there" } })).toEqual(
      [
        [configured, "absent"],
        [inEnv, "incomplete", "has only one of the two"],
        [inOldEnv, "absent"],
        [file, "passedOver", `because ${inEnv} counts`],
      ],
    );
  });

  test("a profile says why it gives nothing, or where it asks", () => {
    expect(outcomes({ profile: { problem: "it is not there" } }).at(-1)).toEqual([file, "absent", "it is not there"]);
    const asks = { role: { mode: "EcsRamRole", params: {} } };
    expect(outcomes({ profile: asks }).at(-1)).toEqual([file, "used", "asks for temporary keys, mode EcsRamRole"]);
  });

  test("no value is among them", () => {
    const all = JSON.stringify(outcomes({ config, env: { ...current, ...legacy }, profile }));
    expect(all).not.toMatch(/config-|env-|old-|profile-id|profile-secret/);
  });
});

test.each([
  ["a variable", { env: { TOY_ENDPOINT: "https://x.example" } }, "TOY_ENDPOINT"],
  ["the configuration", { config: { "toy:endpoint": "https://x.example" } }, "toy:endpoint"],
  ["nothing", {}, "toy:endpoint"],
])("a message about a setting that %s gives names it", (_, places, name) => {
  expect(settings(places).whereOf("endpoint")).toBe(name);
});

describe("an explicit provider", () => {
  const configured = (...clouds: string[]) => settings({ config: { [configuredCloudsKey]: clouds.join() } });

  test.each([
    ["of this cloud", configured("toy")],
    ["of this cloud and another", configured("other", "toy")],
    ["without the key, which is the default one,", settings()],
  ])("%s is accepted", (_, one) => {
    expect(() => one.requireConfigured()).not.toThrow();
  });

  test.each([
    ["of other clouds", configured("one", "two"), "one, two"],
    ["of no cloud", configured(), "no cloud"],
    ["of a cloud whose name begins alike", configured("toys"), "toys"],
  ])("%s is rejected", (_, one, clouds) => {
    expect(() => one.requireConfigured()).toThrow(`Toy Cloud: the provider has settings for ${clouds}, not for toy.`);
  });

  test("whyNotConfigured is undefined for a configured cloud", () => {
    expect(whyNotConfigured(["a", "b"], "b")).toBeUndefined();
  });
});
