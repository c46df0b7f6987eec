/** Versions that the classes `redis.m.…`, `redis.c.…` and `redis.s.…` are for. [doc] 4.0, [sdk] the others */
export const newVersions = ["4.0", "6.2", "7.2", "8.0"];
/** Versions that pages and configuration templates name. [doc] [sdk] */
export const documentedVersions = ["2.8", ...newVersions];
/** Numbers of shards on the specifications page. [doc] */
export const documentedShards = [2, 4, 8, 16, 32, 64, 128];

export const isClassOf28 = (name: string | undefined) => /^redis\.[mc]1\./.test(name ?? "");
export const isClassOf40 = (name: string | undefined) => /^redis\.[mcs]\./.test(name ?? "");
/** Architectures by the class's family: standard, cluster, sold by the shard. [doc] */
export const typesOf: Readonly<Record<string, readonly string[]>> = {
  m: ["master-slave", "native-cluster"],
  c: ["cluster"],
  s: ["cluster", "native-cluster"],
};
export const isClassOfOneShard = (name: string | undefined) => /^redis\.s\./.test(name ?? "");
/** 128 shards are documented for these only. [doc] */
export const isLargeShard = (name: string): boolean => /\.2?xlarge\./.test(name);

/** Sizes of standard classes (`redis.m.…`) and of one shard (`redis.s.…`) with their memory in GB, for 4.0 and newer. [doc] */
export const sizes: readonly (readonly [memoryGb: number, size: string])[] = [
  [1, "micro"],
  [2, "small"],
  [4, "medium"],
  [8, "large"],
  [16, "xlarge"],
  [32, "2xlarge"],
];
