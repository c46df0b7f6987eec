import { connect } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { printableLines } from "./printable";

/** The Pulumi engine as seen from the plugin process. Only mutating calls depend on it. */
export interface Engine {
  /** Shows in the resource's own row of the CLI's table while it works. */
  status(urn: string, text: string): void;
  /** Stays in the output, on the resource. */
  info(urn: string, text: string): void;
  /** Shows in preview and up. Each text is shown once per resource and process, because `check` may run twice. */
  warn(urn: string, text: string): void;
  /** Everything reported so far has reached the engine. */
  flush(): Promise<void>;
  /** After `kill -9` of the CLI, this process can outlive its run. It must send nothing then. */
  isAlive(): Promise<boolean>;
}

/** For use without an engine: command line and tests. */
export const noEngine: Engine = {
  status() {},
  info() {},
  warn() {},
  flush: async () => {},
  isAlive: async () => true,
};

/** The plugin gets the engine's address as its last argument. */
export function engineOfThisProcess(argv = process.argv): Engine {
  const address = argv.at(-1) ?? "";
  return /^[^/\s]+:\d+$/.test(address) ? engineAt(address) : noEngine;
}

function engineAt(address: string): Engine {
  const said = new Set<string>();
  const onTheWay = new Set<Promise<unknown>>();
  let log: typeof pulumi.log | undefined;
  const logger = () => {
    if (!log) {
      const sdk = require("@pulumi/pulumi") as typeof pulumi;
      // The plugin's SDK does not connect its log by itself. Without this, messages would show on the stack's row.
      (sdk.runtime as unknown as { resetOptions(...options: unknown[]): void }).resetOptions(
        "",
        "",
        -1,
        address,
        "",
        false,
        "",
      );
      log = sdk.log;
    }
    return log;
  };
  const resource = (urn: string) => ({ urn: { promise: () => Promise.resolve(urn) } }) as unknown as pulumi.Resource;
  const deliver = (sent: Promise<unknown>) => {
    onTheWay.add(sent);
    void sent.finally(() => onTheWay.delete(sent));
  };
  return {
    status(urn, text) {
      void logger().info(printableLines(text), resource(urn), 0, true);
    },
    info(urn, text) {
      deliver(logger().info(printableLines(text), resource(urn)));
    },
    warn(urn, text) {
      if (said.has(urn + text)) return;
      said.add(urn + text);
      deliver(logger().warn(printableLines(text), urn === "" ? undefined : resource(urn)));
    },
    flush: async () => void (await Promise.allSettled(onTheWay)),
    isAlive: () => accepts(address),
  };
}

function accepts(address: string): Promise<boolean> {
  const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({ host: host as string, port: Number(port) });
    const settle = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.once("connect", () => settle(true));
    // A time-out does not prove that the engine has ended; it may be busy.
    socket.setTimeout(5_000, () => settle(true));
    socket.once("error", () => settle(false));
  });
}
