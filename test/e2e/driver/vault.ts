import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

const prefix = "vault:v1:";

/** Where the stacks of the tests keep the key of their secrets. */
export interface Vault {
  readonly secretsProvider: string;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Stands for the transit engine of a HashiCorp Vault, which keeps the key of each stack: to derive one from a passphrase takes
 * every command a fifth of a second. The secrets in the state are encrypted with that key either way; here the key is not.
 */
export async function startVault(): Promise<Vault> {
  const server = createServer(async (request, answer) => {
    const { plaintext, ciphertext } = (await json(request)) as { plaintext?: string; ciphertext?: string };
    const data =
      plaintext === undefined
        ? { plaintext: ciphertext?.slice(prefix.length) }
        : { ciphertext: `${prefix}${plaintext}` };
    // One request a connection: the CLI fails when an idle one is closed just as it sends, and does not try again.
    answer.shouldKeepAlive = false;
    answer.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    secretsProvider: "hashivault://stacks",
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "tests" },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
