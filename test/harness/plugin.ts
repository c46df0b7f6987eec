import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ServiceError } from "@grpc/grpc-js";
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { nodeOptions } from "../e2e/driver/nodeOptions";
import { withoutSecrets } from "../support/secrets";
import type { Project } from "./project";
import type { Sdk } from "./sdk";

export type Props = Record<string, unknown>;

/** What the engine makes of an error that carries an id: the resource exists, and goes into the state unfinished. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly properties: Props,
    readonly reasons: string[],
  ) {
    super(`init failed: ${reasons.join(" ")}`);
  }
}

export interface Diff {
  changes: "some" | "none" | "unknown";
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** The real dynamic-provider process of an SDK, spoken to as the engine does. */
export interface Plugin {
  configure(config: Props): Promise<void>;
  check(olds: Props, news: Props): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }>;
  diff(id: string, olds: Props, news: Props): Promise<Diff>;
  create(inputs: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, props: Props): Promise<{ id: string; props: Props; inputs: Props | undefined }>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, props: Props): Promise<void>;
  /** Every line after the port. */
  stdout: string[];
  stderr: string[];
  /** SIGINT, as at the end of a run; settles with the exit code. */
  end(): Promise<number | null>;
}

type Answer<T> = (error: ServiceError | null, response: T) => void;

export async function startPlugin(sdk: Sdk, project: Project, engine: string): Promise<Plugin> {
  const script = `${project.folder}/node_modules/@pulumi/pulumi/cmd/dynamic-provider`;
  const child = spawn(process.execPath, [script, engine], {
    cwd: project.folder,
    env: { PATH: process.env.PATH, NODE_OPTIONS: nodeOptions },
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => stderr.push(line));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout.push(line);
      resolve(line);
    });
    exited.then((code) => reject(new Error(`the plugin ended with ${code} at once:\n${stderr.join("\n")}`)));
  });
  stdout.shift();
  const { grpc, provider } = sdk;
  const credentials = grpc.credentials.createInsecure();
  const client = new sdk.providerService.ResourceProviderClient(`127.0.0.1:${port}`, credentials);
  const struct = (props: Props): Struct =>
    sdk.struct.Struct.fromJavaScript(props as Parameters<typeof sdk.struct.Struct.fromJavaScript>[0]);
  const call = <T>(send: (answer: Answer<T>) => unknown) =>
    new Promise<T>((resolve, reject) =>
      send((error, response) => (error ? reject(understand(sdk, error)) : resolve(response))),
    );

  return {
    stdout,
    stderr,
    async configure(config) {
      const request = new provider.ConfigureRequest().setArgs(struct(config)).setAcceptsecrets(true);
      await call((answer) => client.configure(request, answer));
    },
    async check(olds, news) {
      const request = new provider.CheckRequest().setOlds(struct(olds)).setNews(struct(news));
      const response = await call<CheckResponse>((answer) => client.check(request, answer));
      const failures = response.getFailuresList().map((each) => each.toObject());
      return { inputs: withoutSecrets(plain(response.getInputs())), failures };
    },
    async diff(id, olds, news) {
      const request = new provider.DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const response = await call<DiffResponse>((answer) => client.diff(request, answer));
      return {
        changes: (["unknown", "none", "some"] as const)[response.getChanges()] ?? "unknown",
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    async create(inputs) {
      const request = new provider.CreateRequest().setProperties(struct(inputs));
      const response = await call<CreateResponse>((answer) => client.create(request, answer));
      return { id: response.getId(), outs: plain(response.getProperties()) };
    },
    async read(id, props) {
      const request = new provider.ReadRequest().setId(id).setProperties(struct(props));
      const response = await call<ReadResponse>((answer) => client.read(request, answer));
      const inputs = response.getInputs();
      return { id: response.getId(), props: plain(response.getProperties()), inputs: inputs && plain(inputs) };
    },
    async update(id, olds, news) {
      const request = new provider.UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      const response = await call<UpdateResponse>((answer) => client.update(request, answer));
      return plain(response.getProperties());
    },
    async delete(id, props) {
      const request = new provider.DeleteRequest().setId(id).setProperties(struct(props));
      await call((answer) => client.delete(request, answer));
    },
    async end() {
      client.close();
      child.kill("SIGINT");
      return exited;
    },
  };
}

function plain(struct: Struct | undefined): Props {
  return (struct?.toJavaScript() ?? {}) as Props;
}

function understand(sdk: Sdk, error: ServiceError): Error {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!packed) return error;
  const [any] = sdk.status.Status.deserializeBinary(packed as Uint8Array).getDetailsList();
  const { deserializeBinary } = sdk.provider.ErrorResourceInitFailed;
  const detail = any?.unpack(deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
  return detail ? new InitFailed(detail.getId(), plain(detail.getProperties()), detail.getReasonsList()) : error;
}
