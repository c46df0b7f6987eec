/** Region → letters of its zones. [doc] DescribeRegions; the zones that the seeds' samples name are among them. */
const letters: Readonly<Record<string, string>> = {
  "cn-hangzhou": "b d e f g h i j k",
  "cn-shanghai": "a b c d e f g l m n",
  "cn-beijing": "a b c d e f g h i j k l",
  "cn-qingdao": "b c",
  "cn-zhangjiakou": "a b c",
  "cn-huhehaote": "a b",
  "cn-wulanchabu": "a b c",
  "cn-shenzhen": "a b c d e f",
  "cn-heyuan": "a b",
  "cn-guangzhou": "a b",
  "cn-chengdu": "a b",
  "cn-nanjing": "a",
  "cn-fuzhou": "a",
  "cn-wuhan-lr": "a",
  "cn-hongkong": "b c d",
  "ap-northeast-1": "a b c",
  "ap-northeast-2": "a b",
  "ap-southeast-1": "a b c",
  "ap-southeast-2": "a b",
  "ap-southeast-3": "a b c",
  "ap-southeast-5": "a b c",
  "ap-southeast-6": "a b",
  "ap-southeast-7": "a b",
  "ap-south-1": "a b",
  "us-east-1": "a b",
  "us-west-1": "a b",
  "eu-central-1": "a b c",
  "eu-west-1": "a b",
  "me-east-1": "a",
  "me-central-1": "a b",
};

/** These regions share the central host; all others have one each. [sdk] */
const central = new Set("cn-hangzhou cn-beijing cn-shanghai cn-qingdao cn-wulanchabu cn-heyuan".split(" "));

/** Sold out for good: answers Zone.Closed. [guess] which; the code is of seed 002. */
const closed = new Set(["cn-hangzhou-d", "cn-shenzhen-a"]);

/** Zones where the classic network of seeds 000 and 001 is still sold. [guess] which */
const classic = new Set(["cn-qingdao-b", "cn-qingdao-c"]);

/** Of these the ones that have nothing else: they answer IzNotSupportVpcError. [guess] which; the code is of seeds 001 and 002 */
const withoutVpc = new Set(["cn-qingdao-c"]);

export const regionIds: readonly string[] = Object.keys(letters);

export function zonesOf(regionId: string): string[] {
  return (letters[regionId] ?? "").split(" ").flatMap((letter) => (letter === "" ? [] : [`${regionId}-${letter}`]));
}

export function regionOf(zoneId: string): string {
  return zoneId.slice(0, zoneId.lastIndexOf("-"));
}

export function isClosed(zoneId: string): boolean {
  return closed.has(zoneId);
}

export function sellsClassicNetwork(zoneId: string): boolean {
  return classic.has(zoneId);
}

export function sellsVpc(zoneId: string): boolean {
  return !withoutVpc.has(zoneId);
}

export function endpointOf(regionId: string): string {
  return central.has(regionId) ? "r-kvstore.aliyuncs.com" : `r-kvstore.${regionId}.aliyuncs.com`;
}
