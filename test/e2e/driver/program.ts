type Args = Record<string, unknown>;

/** Stands for `config.requireSecret(key)` among the arguments. */
export const fromConfig = (key: string) => `{{secret ${key}}}`;

export const sessionsArgs: Args = {
  instanceName: "sessions",
  instanceClass: "redis.master.small.default",
  password: fromConfig("password"),
};

/** A program with one AliyunRedis, `sessions`. JavaScript, since a TypeScript program takes the CLI a second longer to load. */
export function sessionsProgram(args: Args = {}, options: Args = {}): string {
  const literal = JSON.stringify({ ...sessionsArgs, ...args }, null, 2).replace(
    /"\{\{secret (\w+)\}\}"/g,
    (_text, key) => `config.requireSecret("${key}")`,
  );
  return `
const pulumi = require("@pulumi/pulumi");
const { AliyunRedis } = require("pulumi-cn-cache");
const config = new pulumi.Config();
const sessions = new AliyunRedis("sessions", ${literal}, ${JSON.stringify(options)});
exports.instanceId = sessions.instanceId;
exports.connectionDomain = sessions.connectionDomain;
exports.port = sessions.port;
exports.connectionString = sessions.connectionString;
`;
}

export const emptyProgram = "";
