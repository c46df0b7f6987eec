/** Regions that the Redis pages and the OpenAPI list name, with the suffix of their domains. [doc] regions, [guess] suffixes and zones of the others */
const regions = {
  "cn-north-1": { name: "华北-北京", zones: ["a", "b", "c"], domain: "hb" },
  "cn-south-1": { name: "华南-广州", zones: ["a", "b", "c"], domain: "hn" },
  "cn-east-2": { name: "华东-上海", zones: ["a", "b", "c"], domain: "hd" },
  "cn-east-1": { name: "华东-宿迁", zones: ["a", "b"], domain: "sq" },
} as const;

export type RegionId = keyof typeof regions;

export const regionIds = Object.keys(regions) as readonly RegionId[];

export function isRegion(id: string): id is RegionId {
  return Object.hasOwn(regions, id);
}

export function regionName(id: RegionId): string {
  return regions[id].name;
}

/** `<region>` + a letter. [doc] */
export function zonesOf(id: RegionId): string[] {
  return regions[id].zones.map((letter) => id + letter);
}

/** `redis-m0vcg462xe31-proxy-nlb.jvessel-open-hb.jdcloud.com` is the vendor's sample. [doc] */
export function domainOf(instanceId: string, id: RegionId): string {
  return `${instanceId}-proxy-nlb.jvessel-open-${regions[id].domain}.jdcloud.com`;
}
