import * as pulumi from "@pulumi/pulumi";
import {
  AliyunRedis,
  AliyunRedisBatch,
  CnCacheProvider,
  HuaweiDcsBatch,
  HuaweiDcsInstance,
  JdRedis,
} from "pulumi-cn-cache";
import { aliyun, huawei, jd, password } from "./caches";
import type { Programs, Run } from "./program";
import { Secret } from "./secret";

type Options = pulumi.ComponentResourceOptions;

/** Two caches, a batch, and what takes their outputs. */
class Caches extends pulumi.ComponentResource {
  readonly sessions: AliyunRedis;
  readonly workers: AliyunRedisBatch;

  constructor({ named, isEdited }: Run, opts?: Options) {
    super("acme:shop:Caches", named("caches"), {}, opts);
    const parent = { parent: this };
    const instanceName = isEdited ? "renamed" : "sessions";
    this.sessions = new AliyunRedis(named("sessions"), { ...aliyun, instanceName }, parent);
    new AliyunRedis(named("carts"), aliyun, parent);
    this.workers = new AliyunRedisBatch(
      named("workers"),
      { password, instances: [{ izNo: "cn-hangzhou-h", quantity: 2, instanceClass: aliyun.instanceClass }] },
      parent,
    );
    const { connectionString, instanceId, userName, endTime, orderId } = this.sessions;
    new Secret(named("credentials"), { stringData: { REDIS_URL: connectionString } }, parent);
    new Secret(named("login"), { stringData: { id: instanceId, user: userName } }, parent);
    new Secret(named("bill"), { stringData: { paidUntil: endTime, order: orderId } }, parent);
    this.registerOutputs({});
  }
}

/** One component for each cloud, in a component for all of them. */
class Everywhere extends pulumi.ComponentResource {
  constructor(run: Run) {
    super("acme:shop:Everywhere", run.named("everywhere"));
    for (const cloud of ["aliyun", "huawei", "jd"] as const) new Site(cloud, run, { parent: this });
    this.registerOutputs({});
  }
}

class Site extends pulumi.ComponentResource {
  constructor(cloud: "aliyun" | "huawei" | "jd", { named, isEdited }: Run, opts: Options) {
    super("acme:shop:Site", named(`${cloud}-site`), {}, opts);
    const parent = { parent: this };
    const tags = { stage: isEdited ? "prod" : "test" };
    const name = named(cloud);
    const cache = {
      aliyun: () => new AliyunRedis(name, { ...aliyun, tags }, parent),
      huawei: () => new HuaweiDcsInstance(name, { ...huawei, tags }, parent),
      jd: () => new JdRedis(name, { ...jd, tags }, parent),
    }[cloud]();
    new Secret(named(`${cloud}-secret`), { stringData: { REDIS_URL: cache.connectionString } }, parent);
  }
}

/** The pattern of every guide: a cache, and the Kubernetes Secret beside it. */
class Service extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string | undefined>;

  constructor({ named }: Run, name: string, opts?: Options) {
    super("acme:shop:Service", named(name), {}, opts);
    const cache = new AliyunRedis(named(`${name}-cache`), aliyun, { parent: this });
    new Secret(named(`${name}-secret`), { stringData: { REDIS_URL: cache.connectionString } }, { parent: this });
    this.url = cache.connectionString;
    this.registerOutputs({ url: this.url });
  }
}

interface TypedArgs {
  readonly stage: pulumi.Input<string>;
  readonly whitelist: pulumi.Input<pulumi.Input<string>[]>;
  readonly encrypted?: pulumi.Input<boolean>;
}

/** Hands its own inputs on, as a published component does. */
class Typed extends pulumi.ComponentResource {
  constructor({ named }: Run, { stage, whitelist, encrypted = false }: TypedArgs) {
    super("acme:shop:Typed", named("typed"));
    new AliyunRedis(
      named("cache"),
      {
        ...aliyun,
        instanceName: pulumi.interpolate`cache-${stage}`,
        tags: { stage },
        securityIps: whitelist,
        ssl: encrypted,
      },
      { parent: this },
    );
  }
}

/** A component whose data is there only later. */
class Later extends pulumi.ComponentResource<{ readonly zone: string }> {
  constructor({ named }: Run) {
    super("acme:shop:Later", named("later"));
    const data = pulumi.output(this.getData());
    new AliyunRedis(named("cache"), { ...aliyun, zoneId: data.zone }, { parent: this });
  }

  protected override async initialize(): Promise<{ readonly zone: string }> {
    await Promise.resolve();
    return { zone: "cn-hangzhou-h" };
  }
}

/** Hands the providers that it was given on to a component of its own. */
class Regional extends pulumi.ComponentResource {
  constructor({ named }: Run, name: string, depth: number, opts?: Options) {
    super("acme:shop:Regional", named(`${name}-${depth}`), {}, opts);
    if (depth > 1) new Regional({ named } as Run, name, depth - 1, { parent: this });
    else new AliyunRedis(named(name), aliyun, { parent: this });
  }
}

const lots = 40;

/** As a platform team has them: 120 instances of three clouds. */
class Lots extends pulumi.ComponentResource {
  constructor({ named }: Run) {
    super("acme:shop:Lots", named("lots"));
    const parent = { parent: this };
    for (let i = 0; i < lots; i++) {
      new AliyunRedis(named(`aliyun-${i}`), aliyun, parent);
      new HuaweiDcsInstance(named(`huawei-${i}`), huawei, parent);
      new JdRedis(named(`jd-${i}`), jd, parent);
    }
  }
}

export const programs: Programs = {
  nested: {
    run(run) {
      const shop = new pulumi.ComponentResource("acme:shop:Shop", run.named("shop"));
      const { workers } = new Caches(run, { parent: shop });
      return workers.instanceIds;
    },
    instances: 4,
    dependsOn: { credentials: ["sessions"], login: ["sessions"], bill: ["sessions"] },
    // What takes only the id is left alone.
    edit: { sessions: "update", credentials: "update", bill: "update" },
  },

  everywhere: {
    run: (run) => void new Everywhere(run),
    instances: 3,
    dependsOn: { "aliyun-secret": ["aliyun"], "huawei-secret": ["huawei"], "jd-secret": ["jd"] },
    edit: {
      aliyun: "update",
      huawei: "update",
      jd: "update",
      "aliyun-secret": "update",
      "huawei-secret": "update",
      "jd-secret": "update",
    },
  },

  service: {
    run: (run) => new Service(run, "api").url,
    instances: 1,
    dependsOn: { "api-secret": ["api-cache"] },
  },

  services: {
    run(run) {
      const names = run.isEdited ? ["api", "shop", "jobs"] : ["api", "jobs", "old"];
      return names.map((name) => new Service(run, name).url);
    },
    instances: 3,
    dependsOn: {
      "api-secret": ["api-cache"],
      "jobs-secret": ["jobs-cache"],
      "old-secret": ["old-cache"],
      "shop-secret": ["shop-cache"],
    },
    edit: {
      shop: "create",
      "shop-cache": "create",
      "shop-secret": "create",
      old: "delete",
      "old-cache": "delete",
      "old-secret": "delete",
    },
  },

  dependsOnComponent: {
    run(run) {
      const { named } = run;
      const first = new Service(run, "first");
      new AliyunRedis(named("after"), aliyun, { dependsOn: first });
      new Service(run, "second", { dependsOn: [first] });
    },
    instances: 3,
    dependsOn: {
      "first-secret": ["first-cache"],
      // A dependency on a component is one on its children.
      after: ["first-cache", "first-secret"],
      // Its own children do not inherit it.
      second: ["first-cache", "first-secret"],
      "second-secret": ["second-cache"],
    },
  },

  componentDependsOnCache: {
    run(run) {
      const cache = new AliyunRedis(run.named("cache"), aliyun);
      new Service(run, "api", { dependsOn: [cache] });
    },
    instances: 2,
    dependsOn: { api: ["cache"], "api-secret": ["api-cache"] },
  },

  typedArguments: {
    run(run) {
      const stage = pulumi.output(Promise.resolve(run.isEdited ? "prod" : "test"));
      new Typed(run, { stage, whitelist: ["10.0.0.0/8", stage.apply(() => "192.168.1.1")] });
    },
    instances: 1,
    edit: { cache: "update" },
  },

  asyncComponent: { run: (run) => void new Later(run), instances: 1 },

  parentIsCache: {
    run({ named, isEdited }) {
      const parent = new AliyunRedis(named("parent"), { ...aliyun, tags: { stage: isEdited ? "prod" : "test" } });
      new JdRedis(named("child"), jd, { parent });
      new Secret(named("grandchild"), {}, { parent });
    },
    instances: 2,
    edit: { parent: "update" },
  },

  providersList: {
    run(run) {
      const { named } = run;
      const beijing = new CnCacheProvider(named("beijing"), { aliyun: { region: "cn-beijing" } });
      new Regional(run, "deep", 2, { providers: [beijing] });
      new Regional(run, "map", 1, { providers: { "pulumi-nodejs": beijing } });
      new Regional(run, "single", 1, { provider: beijing });
      new Regional(run, "default", 1);
    },
    instances: 4,
  },

  fiveClasses: {
    run(run) {
      const { named, isEdited } = run;
      const shop = new pulumi.ComponentResource("acme:shop:Shop", named("shop"));
      const parent = { parent: shop };
      new AliyunRedis(named("first"), aliyun, parent);
      new HuaweiDcsInstance(named("second"), huawei, parent);
      new JdRedis(named("third"), jd, parent);
      const batch = new AliyunRedisBatch(
        named("fourth"),
        {
          password,
          instances: [{ izNo: "cn-hangzhou-h", quantity: isEdited ? 3 : 2, instanceClass: aliyun.instanceClass }],
        },
        parent,
      );
      const huaweiBatch = new HuaweiDcsBatch(named("fifth"), { ...huawei, instanceNum: 2 }, parent);
      const hosts = batch.members.apply((members) => members.map(({ connectionDomain }) => connectionDomain));
      new Secret(named("hosts"), { stringData: { hosts, huawei: huaweiBatch.instanceIds } }, parent);
    },
    instances: 7,
    dependsOn: { hosts: ["fourth", "fifth"] },
    edit: { fourth: "update", hosts: "update" },
  },

  lots: { run: (run) => void new Lots(run), instances: 3 * lots },
};
