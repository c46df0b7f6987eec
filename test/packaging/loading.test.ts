import { root, run } from "./packed";
import { resources } from "./resources";

const clouds = [...new Set(resources.map(({ cloud }) => cloud))];

/** Files and packages that are loaded when a plugin asks for a resource's provider, beyond those of the SDK. */
function loadedBy(factory: string): string[] {
  const script = `
    require("@pulumi/pulumi");
    const before = new Set(Object.keys(require.cache));
    require("pulumi-cn-cache/dynamic").${factory}();
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));
    process.exit(0);
  `;
  return JSON.parse(run(root, process.execPath, "-e", script));
}

test.each(clouds)("a resource of %s loads its own cloud's files only, and neither HTTP nor YAML", (cloud) => {
  const loaded = loadedBy(resources.find((each) => each.cloud === cloud)?.factory as string);
  expect(clouds.filter((each) => loaded.some((file) => file.includes(`/dist/provider/${each}/`)))).toEqual([cloud]);
  const packages = loaded.map((file) => /node_modules\/(undici|yaml)\//.exec(file)?.[1]);
  expect(packages.filter(Boolean)).toEqual([]);
});
