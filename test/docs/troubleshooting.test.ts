import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/guides/troubleshooting.md"), "utf8");
const [, section = ""] = page.split(/^## .*$/m);
const messages = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, text = ""]) => text).slice(2);

const sources = ["provider", "bin"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
);

test("docs: the page on troubleshooting has messages of ours", () => {
  expect(messages.length).toBeGreaterThan(10);
});

// "…" stands for what differs.
test.each(messages)("docs: a source of ours says: %s", (message) => {
  const parts = message.split(" … ");
  expect(sources.filter((text) => parts.every((part) => text.includes(part)))).not.toEqual([]);
});
