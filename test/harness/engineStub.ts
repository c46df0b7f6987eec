import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Sdk } from "./sdk";

export interface LogEntry {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn: string;
  ephemeral: boolean;
}

/** The engine as far as a provider may talk to it: it listens to the log. */
export interface EngineStub {
  address: string;
  log: LogEntry[];
  /** Settles with the first entry that fits, whether it has come already or comes later. */
  logged(fits: (entry: LogEntry) => boolean): Promise<LogEntry>;
  close(): void;
}

const severities = ["debug", "info", "warning", "error"] as const;

export async function startEngineStub(sdk: Sdk): Promise<EngineStub> {
  const log: LogEntry[] = [];
  const waiting = new Set<() => void>();
  const server = new sdk.grpc.Server();
  const rejection = { code: sdk.grpc.status.UNIMPLEMENTED };
  const unimplemented = (_call: unknown, done: sendUnaryData<never>) => done(rejection);
  server.addService(sdk.engineService.EngineService, {
    log(call: ServerUnaryCall<LogRequest, Empty>, done: sendUnaryData<Empty>) {
      const entry = call.request.toObject();
      log.push({ ...entry, severity: severities[entry.severity] ?? "error" });
      for (const notify of waiting) notify();
      done(null, new sdk.empty.Empty());
    },
    getRootResource: unimplemented,
    setRootResource: unimplemented,
    startDebugging: unimplemented,
    requirePulumiVersion: unimplemented,
  });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = sdk.grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return {
    address: `127.0.0.1:${port}`,
    log,
    logged: (fits) =>
      new Promise((resolve) => {
        const notify = () => {
          const entry = log.find(fits);
          if (!entry) return;
          waiting.delete(notify);
          resolve(entry);
        };
        waiting.add(notify);
        notify();
      }),
    close: () => server.forceShutdown(),
  };
}
