import { readFileSync } from "node:fs";
import { join } from "node:path";
import { aliyun } from "../../provider/cache/aliyun";
import { huawei } from "../../provider/cache/huawei";
import { jd } from "../../provider/cache/jd";

const page = readFileSync(join(__dirname, "../../docs/cache.md"), "utf8");

/** The cells of a row, without its name. */
const row = (name: string): string[] => {
  const line = page.split("\n").find((each) => each.startsWith(`| ${name} |`)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
};

const clouds = [aliyun, huawei, jd].map(({ offers }) => offers);

test("docs/cache.md lists the sizes, versions and shards that are sold", () => {
  const standard = clouds.map((offers) => offers.filter(({ shards, ha }) => shards === 1 && ha));
  expect(row("GB without shards")).toEqual(standard.map((offers) => offers.map(({ memoryGb }) => memoryGb).join(", ")));
  expect(row("`ha: false`")).toEqual(clouds.map((offers) => (offers.some(({ ha }) => !ha) ? "yes" : "no")));
  const versions = row("versions").map((cell) => cell.split(";")[0]);
  expect(versions).toEqual(standard.map(([offer]) => offer?.versions.join(", ")));
  const [ofAliyun = "", ofHuawei = "", ofJd = ""] = row("`shards`");
  const sizesWith = (offers: readonly { memoryGb: number; shards: number }[], shards: number) =>
    offers.filter((offer) => offer.shards === shards).map((offer) => offer.memoryGb);
  const list = (values: readonly number[]) => `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
  const shardsOf = (offers: readonly { shards: number }[]) =>
    [...new Set(offers.map(({ shards }) => shards))].sort((a, b) => a - b);
  expect(ofAliyun).toBe(
    `2-${Math.max(...shardsOf(aliyun.offers))}, each of ${list(sizesWith(aliyun.offers, 2).map((gb) => gb / 2))} GB`,
  );
  const [, smallest, next] = shardsOf(huawei.offers);
  const [small, medium] = [sizesWith(huawei.offers, smallest ?? 0), sizesWith(huawei.offers, next ?? 0)];
  const large = huawei.offers.filter(({ shards }) => shards > (next ?? 0));
  expect(large.every(({ memoryGb, shards }) => memoryGb === 8 * shards)).toBe(true);
  const [from, to] = [large[0]?.memoryGb, large.at(-1)?.memoryGb];
  expect(ofHuawei).toBe(
    `${smallest} for ${small[0]}-${small.at(-1)} GB, ${next} for ${medium} GB, one for each 8 GB from ${from} to ${to} GB`,
  );
  const few = shardsOf(jd.offers).filter((shards) => shards > 1 && shards < 128);
  const [two, most] = [sizesWith(jd.offers, 2).map((gb) => gb / 2), sizesWith(jd.offers, 128).map((gb) => gb / 128)];
  expect(ofJd).toBe(`${list(few)} of ${two[0]}-${two.at(-1)} GB; 128 of ${list(most)} GB`);
});
