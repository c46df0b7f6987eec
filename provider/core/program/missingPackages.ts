import * as pulumi from "@pulumi/pulumi";

/** Folders that were looked into already. */
const looked = new Set<string>();

/**
 * A program of the Automation API may run anywhere, but the engine loads the package from the folder of the project; its
 * own error names neither. What the program can see is its own folder, which the SDK takes where `workDir` has no project.
 */
export function tellOfMissingPackages(): void {
  const folder = process.cwd();
  if (looked.has(folder) || !isInline() || !pulumi.runtime.getEngine()) return;
  looked.add(folder);
  if (hasPackages(folder)) return;
  void pulumi.log.info(
    `There are no packages in ${folder}, where this program runs. If the engine cannot find a module: set workDir of the workspace to a folder with Pulumi.yaml and with pulumi-cn-cache and @pulumi/pulumi in node_modules; the engine loads both from there.`,
  );
}

/** Any other program is run by the SDK's own script, in the project's folder. */
const isInline = (): boolean => !/[\\/]cmd[\\/]run\b/.test(require.main?.filename ?? "");

/** The SDK is looked for, as `require` finds the package that this file is in from everywhere. */
function hasPackages(folder: string): boolean {
  try {
    require.resolve("@pulumi/pulumi/package.json", { paths: [folder] });
    return true;
  } catch {
    return false;
  }
}
