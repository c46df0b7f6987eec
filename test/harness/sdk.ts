import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as Engine from "@pulumi/pulumi/proto/engine_pb";
import type * as ProviderService from "@pulumi/pulumi/proto/provider_grpc_pb";
import type * as Provider from "@pulumi/pulumi/proto/provider_pb";
import type * as Status from "@pulumi/pulumi/proto/status_pb";
import type * as Empty from "google-protobuf/google/protobuf/empty_pb";
import type * as Struct from "google-protobuf/google/protobuf/struct_pb";

/** Both ends of the peer range and the pinned one; package-lock.json holds all three. */
export const sdkPackages = ["pulumi-lowest", "@pulumi/pulumi", "pulumi-newest"] as const;
export type SdkPackage = (typeof sdkPackages)[number];

/** An SDK's own copies: a message made by another copy of the library is rejected. */
export interface Sdk {
  folder: string;
  version: string;
  grpc: typeof Grpc;
  provider: typeof Provider;
  providerService: typeof ProviderService;
  engine: typeof Engine;
  engineService: typeof EngineService;
  status: typeof Status;
  struct: typeof Struct;
  empty: typeof Empty;
}

export function loadSdk(name: SdkPackage): Sdk {
  const manifest = createRequire(__filename).resolve(`${name}/package.json`);
  const own = createRequire(manifest);
  return {
    folder: dirname(manifest),
    version: (own(manifest) as { version: string }).version,
    grpc: own("@grpc/grpc-js"),
    provider: own("./proto/provider_pb"),
    providerService: own("./proto/provider_grpc_pb"),
    engine: own("./proto/engine_pb"),
    engineService: own("./proto/engine_grpc_pb"),
    status: own("./proto/status_pb"),
    struct: own("google-protobuf/google/protobuf/struct_pb"),
    empty: own("google-protobuf/google/protobuf/empty_pb"),
  };
}
