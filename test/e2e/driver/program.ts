type Args = Record<string, unknown>;

/** Stands for an expression of the program among arguments and options. */
export const code = (expression: string) => `{{${expression}}}`;

/** Stands for `config.requireSecret(key)` among the arguments. */
export const fromConfig = (key: string) => code(`config.requireSecret("${key}")`);

export const sessionsArgs: Args = {
  instanceName: "sessions",
  instanceClass: "redis.master.small.default",
  password: fromConfig("password"),
};

/** A program of these statements. JavaScript, since a TypeScript program takes the CLI a second longer to load. */
export function program(...statements: string[]): string {
  return `
const pulumi = require("@pulumi/pulumi");
const { AliyunRedis, CnCacheProvider } = require("pulumi-cn-cache");
const config = new pulumi.Config();
${statements.join("\n")}
`;
}

/** The statement that declares an AliyunRedis, under a name that is also a variable's. */
export function redis(name: string, args: Args = {}, options: Args = {}): string {
  const all = { ...sessionsArgs, instanceName: name, ...args };
  return `const ${name} = new AliyunRedis("${name}", ${literal(all)}, ${literal(options)});`;
}

/** A program with one AliyunRedis, `sessions`, and its outputs. */
export function sessionsProgram(args: Args = {}, options: Args = {}): string {
  const outputs = ["instanceId", "connectionDomain", "port", "connectionString"];
  return program(redis("sessions", args, options), ...outputs.map((name) => `exports.${name} = sessions.${name};`));
}

export const emptyProgram = "";

function literal(values: Args): string {
  return JSON.stringify(values, null, 2).replace(/"\{\{(.*?)\}\}"/g, (_all, expression) =>
    JSON.parse(`"${expression}"`),
  );
}
