import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Account {
  createKeyPair(id: string, secret: string): void;
  revokeAccessKey(id: string): void;
}

type Handler = (
  context: { readonly headers: Record<string, string | undefined> },
  next: () => Promise<void>,
) => Promise<void>;

const Server = require("@20minutes/s3rver") as new (
  options: object,
) => {
  readonly middleware: Handler[];
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
};
const { DUMMY_ACCOUNT: account } = require("@20minutes/s3rver/lib/models/account") as { DUMMY_ACCOUNT: Account };

/** The only key that the server knows. */
const key = "S3RVER";

/** An S3 server on loopback, with a bucket for states. */
export interface S3Server {
  /** Variables that make the bucket the CLI's backend. */
  readonly env: NodeJS.ProcessEnv;
  /** Whatever is asked from now on is answered with 403. */
  revokeKey(): void;
  restoreKey(): void;
  close(): Promise<void>;
}

export async function startS3(): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-s3-"));
  const configureBuckets = [{ name: "states" }];
  const server = new Server({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets,
    // The CLI escapes the slashes of what it copies, which this server does not understand, and signs them so.
    allowMismatchedSignatures: true,
  });
  server.middleware.unshift(async ({ headers }, next) => {
    const source = headers["x-amz-copy-source"];
    if (source !== undefined) headers["x-amz-copy-source"] = source.replaceAll("%2F", "/");
    await next();
  });
  const { port } = await server.run();
  const restoreKey = () => account.createKeyPair(key, key);
  return {
    env: {
      PULUMI_BACKEND_URL: `s3://states?region=us-east-1&endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true`,
      AWS_ACCESS_KEY_ID: key,
      AWS_SECRET_ACCESS_KEY: key,
      AWS_EC2_METADATA_DISABLED: "true",
    },
    revokeKey: () => account.revokeAccessKey(key),
    restoreKey,
    async close() {
      restoreKey();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
