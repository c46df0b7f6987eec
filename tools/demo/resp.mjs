import { connect } from "node:net";

/** Sends Redis commands one after the other over one connection; settles with the answers as text. */
export function redisCommands({ host, port }, commands) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let received = "";
    socket.setTimeout(5000, () => socket.destroy(new Error(`no answer from ${host}:${port} within 5 s`)));
    socket.once("error", reject);
    socket.once("connect", () => socket.write(commands.map(encode).join("")));
    socket.setEncoding("utf8").on("data", (chunk) => {
      received += chunk;
      const answers = decode(received);
      if (answers.length < commands.length) return;
      socket.end();
      resolve(answers);
    });
  });
}

function encode(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}

/** Of the protocol only what PING, AUTH, SET and GET answer: a simple string, an error, a number, a text without line ends. */
function decode(text) {
  const answers = [];
  for (const [, sign, line, bulk] of text.matchAll(/(?:([+\-:])(.*)|\$(?:-1|\d+\r\n(.*)))\r\n/g)) {
    answers.push(sign ? (sign === "-" ? `-${line}` : line) : bulk);
  }
  return answers;
}
