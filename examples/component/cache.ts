import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis } from "pulumi-cn-cache";

export interface CacheArgs {
  readonly password: pulumi.Input<string>;
  /** The addresses that may connect, by the name of who uses them. */
  readonly clients: Readonly<Record<string, readonly pulumi.Input<string>[]>>;
  readonly size?: "small" | "large";
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What an application needs to connect, as the `stringData` of a Kubernetes Secret takes it. Contains the password. */
export interface Environment {
  readonly REDIS_HOST: string;
  readonly REDIS_PORT: string;
  readonly REDIS_URL: string;
}

/** How this organization runs a Redis: open to named clients only, with daily backups. */
export class Cache extends pulumi.ComponentResource {
  readonly redis: AliyunRedis;
  readonly environment: pulumi.Output<Environment>;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:shop:Cache", name, {}, opts);
    if (Object.keys(args.clients).length === 0) throw new Error(`${name}: a cache without clients is of no use`);
    this.redis = new AliyunRedis(
      name,
      {
        instanceName: name,
        instanceClass: `redis.master.${args.size ?? "small"}.default`,
        password: args.password,
        securityIpGroups: args.clients,
        backupPolicy: {
          preferredBackupPeriod: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
          preferredBackupTime: "19:00Z-20:00Z",
        },
        tags: args.tags,
      },
      { parent: this },
    );
    this.environment = pulumi
      .all([this.redis.connectionDomain, this.redis.port, this.redis.connectionString])
      .apply(([host, port, url]) => ({ REDIS_HOST: host, REDIS_PORT: `${port}`, REDIS_URL: `${url}` }));
    this.registerOutputs({ environment: this.environment });
  }
}
