import type { Input } from "@pulumi/pulumi";
import { type CacheResourceOptions, cacheResource, type ResourceRegistration } from "../core/program/resource";

export interface CacheRecordInputs {
  readonly cloud: string;
  readonly generatesPassword: boolean;
  readonly passwordVersion?: string | undefined;
}

export interface CacheRecordState extends CacheRecordInputs {
  /** Null where the program gives one. */
  readonly password: string | null;
}

const registration = (cloud: string): ResourceRegistration => ({
  type: "CacheRecord",
  cloud,
  factory: "cacheRecord",
  attributes: {},
  outputs: { password: "secret" },
});

/** What a `Cache` remembers between runs: the password that was made for it, and its cloud, so that a preview can tell of a move. */
export class CacheRecord extends cacheResource<Pick<CacheRecordState, "password">>() {
  constructor(
    name: string,
    args: { readonly [K in keyof CacheRecordInputs]: Input<CacheRecordInputs[K]> } & { readonly cloud: string },
    opts: CacheResourceOptions,
  ) {
    super(registration(args.cloud), name, args, opts);
  }
}
