// npm shows the README on a page of its own, where a path of the repository leads nowhere. `prepack` makes such links
// absolute, to the files of this version's tag; `postpack` makes them relative again.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/root.mjs";

const file = join(root, "README.md");
const { repository, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const page = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
const base = (view) => `${page}/${view}/v${version}/`;

/** What follows `](`, or `[name]: ` at the start of a line, and is neither an address nor an anchor of this page. */
const relative = /(?<=\]\(|^\[[^\]]+\]: )(?![a-z][a-z+.-]*:|#)[^)\s]+/gim;

const absolute = (target) => {
  const isFolder = statSync(join(root, target.replace(/#.*/, ""))).isDirectory();
  return base(isFolder ? "tree" : "blob") + target;
};

const text = readFileSync(file, "utf8");
switch (process.argv[2]) {
  case "absolute":
    if (!existsSync(join(root, "dist/provider/index.js")))
      throw new Error("there is nothing to pack: run `npm run build` first");
    writeFileSync(file, text.replace(relative, absolute));
    break;
  // Nothing is remembered in between, so the next run also undoes what one that was killed has left.
  case "relative":
    writeFileSync(file, text.replaceAll(base("blob"), "").replaceAll(base("tree"), ""));
    break;
  default:
    throw new Error("usage: packed-readme.mjs absolute | relative");
}
