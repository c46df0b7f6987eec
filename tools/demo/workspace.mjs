import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../lib/root.mjs";

// A developer's own Pulumi and own cloud keys must not get into a demonstration.
const foreign = /^(PULUMI_|ALIYUN_|ALIBABA_|ALICLOUD_)/;

/** A copy of the quickstart in a temporary folder with its own backend, so that the clone stays as it is. */
export function makeWorkspace() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-demo-")));
  const project = join(folder, "aliyun-quickstart");
  const program = join(project, "index.ts");
  cpSync(join(root, "examples/aliyun-quickstart"), project, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  mkdirSync(join(folder, "backend"));
  return {
    folder,
    project,
    environment(cliFolder, cloud) {
      const own = {
        PATH: `${cliFolder}${delimiter}${process.env.PATH}`,
        PULUMI_HOME: join(folder, "pulumi-home"),
        PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "demo",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // `npm test` checks the types of the example; for each command again, that takes longer than the command.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        ...cloud,
      };
      const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
      return { own, whole: { ...Object.fromEntries(kept), ...own } };
    },
    readProgram: () => readFileSync(program, "utf8"),
    writeProgram: (text) => writeFileSync(program, text),
    /** What a shell needs to go on here. */
    writeShellFile(own) {
      const file = join(folder, "env.sh");
      const quote = (value) => `'${value.replaceAll("'", "'\\''")}'`;
      const lines = Object.entries(own).map(([name, value]) => `export ${name}=${quote(value)}`);
      writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
