import { chmodSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { savedStateOf } from "../../../provider/core/ownership/savedState";
import { useFolder } from "../../support/folder";
import { VirtualClock } from "../../support/virtualClock";

const dev = { organization: "acme", project: "shop", stack: "dev" };
const resources = [
  { urn: "urn:stack" },
  { urn: "urn:sessions", id: "r-1" },
  { urn: "urn:shards", id: "batch-1", outputs: { __instanceIds: ["r-2", "r-3"] } },
];
const checkpoint = JSON.stringify({ version: 3, checkpoint: { latest: { resources } } });
const ids = new Set(["r-1", "batch-1", "r-2", "r-3"]);

const folder = useFolder();
const saved = (env: Record<string, string>) => savedStateOf({ env, cwd: folder.path(), clock: new VirtualClock() });

describe("the saved state of a file backend", () => {
  const inBackend = () => saved({ PULUMI_BACKEND_URL: `file://${folder.path()}?no_tmp_dir=true` });
  const write = (path: string, content: string | Buffer) => folder.write(`.pulumi/stacks/${path}`, content);

  test.each([
    ["in the folder of its project", "shop/dev.json", checkpoint],
    ["compressed", "shop/dev.json.gz", gzipSync(checkpoint)],
    ["of an older CLI", "dev.json", checkpoint],
  ])("is read %s: every instance, also of a batch", async (_, path, content) => {
    write(path, content);
    expect(inBackend().inFile(dev)).toEqual(ids);
    expect(await inBackend().read(dev, 1_000)).toEqual(ids);
  });

  test("of a stack without resources holds nothing", () => {
    write("shop/dev.json", '{"version":3,"checkpoint":{"latest":null}}');
    expect(inBackend().inFile(dev)).toEqual(new Set());
  });

  test.each(["", "{", '{"version":3,"checkpoint":'])("cannot be read from %p", (content) => {
    write("shop/dev.json", content);
    expect(inBackend().inFile(dev)).toBeUndefined();
  });

  test("of another stack is not taken for it", () => {
    write("shop/prod.json", checkpoint);
    expect(inBackend().inFile(dev)).toBeUndefined();
  });
});

describe("the saved state of another backend", () => {
  /** A CLI that prints this, and notes what it was asked. */
  const withCli = (script: string) => {
    chmodSync(folder.write("pulumi", `#!/bin/sh\necho "$@" >> ${folder.path("asked")}\n${script}\n`), 0o755);
    return saved({ PULUMI_BACKEND_URL: "https://state.example", PATH: `${folder.path()}:${process.env.PATH}` });
  };
  const asked = () => readFileSync(folder.path("asked"), "utf8").trim().split("\n");

  test("is not in a file", () => {
    expect(withCli("exit 0").inFile(dev)).toBeUndefined();
  });

  test("comes from the CLI, once for all that ask at the same time", async () => {
    const state = withCli(`cat <<'END'\n${JSON.stringify({ version: 3, deployment: { resources } })}\nEND`);
    const answers = await Promise.all([state.read(dev, 60_000), state.read(dev, 60_000)]);
    expect(answers).toEqual([ids, ids]);
    expect(asked()).toEqual(["stack export --stack acme/shop/dev --non-interactive"]);
  });

  test.each([
    ["fails", "exit 1", true],
    ["prints something else", "echo hello", false],
    ["takes too long", "exec sleep 60", false],
  ])("is unknown when the CLI %s, and said to be broken only where it fails", async (_, script, isBroken) => {
    const state = withCli(script);
    expect(await state.read(dev, 500)).toBeUndefined();
    expect(await state.isBroken(dev, 500)).toBe(isBroken);
    expect(asked()).toHaveLength(1);
  });

  test("is unknown without a CLI, and not said to be broken", async () => {
    const state = saved({ PULUMI_BACKEND_URL: "https://state.example", PATH: folder.path() });
    expect([await state.read(dev, 60_000), await state.isBroken(dev, 60_000)]).toEqual([undefined, false]);
  });
});
