import { readdirSync } from "node:fs";
import { join } from "node:path";
import { clouds, folders } from "./cloudPlan";

const root = join(__dirname, "../..");

const namesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .map((name) => name.replace(/\.(ts|md)$/, ""))
    .sort();

describe("one plan per cloud", () => {
  test.each(folders)(
    "$folder holds the common files, and others only for a named reason",
    ({ folder, common, own }) => {
      expect(namesIn(folder)).toEqual([...Object.keys(common), ...Object.keys(own)].sort());
    },
  );

  test("every cloud has a plan", () => {
    const found = readdirSync(join(root, "provider"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !["core", "cache"].includes(entry.name))
      .map(({ name }) => name);
    expect(Object.keys(clouds).sort()).toEqual([...found, "toy"].sort());
    const planned = folders.map(({ folder }) => folder);
    expect(planned).toEqual(
      expect.arrayContaining(found.flatMap((cloud) => [`provider/${cloud}`, `sandbox/${cloud}`])),
    );
  });
});
