import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

interface Target {
  readonly port: number;
  readonly password?: string;
}

/** How long a new server may take until it answers. */
const startMs = 10_000;

/** Sends commands over one connection, after logging in if there is a password. @throws on the first error answer. */
export function command(target: Target, commands: readonly string[][]): Promise<void> {
  const login = target.password === undefined ? [] : [["AUTH", target.password]];
  const all = [...login, ...commands];
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(target.port, "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8");
    socket.once("error", reject);
    socket.once("close", () => reject(new Error(`the server on port ${target.port} closed the connection`)));
    socket.on("data", (chunk) => {
      text += String(chunk);
      const answers = text.split("\r\n").slice(0, -1);
      const failure = answers.find((answer) => answer.startsWith("-"));
      if (failure === undefined && answers.length < all.length) return;
      socket.removeAllListeners("close");
      socket.destroy();
      if (failure === undefined) resolve();
      else reject(new Error(failure.slice(1)));
    });
    socket.write(all.map(encode).join(""));
  });
}

/** @throws when the server has ended or does not answer within ten seconds. */
export async function waitUntilItAnswers(target: Target, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + startMs;
  for (;;) {
    try {
      await command(target, [["PING"]]);
      return;
    } catch (error) {
      if (hasEnded() || Date.now() > deadline) {
        throw new Error(`the real server on port ${target.port} did not start: ${(error as Error).message}`);
      }
      await pause(10);
    }
  }
}

function encode(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}
