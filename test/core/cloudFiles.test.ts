import { readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** One plan per cloud: who knows one knows all. A folder stands for a file that would be too long. */
const provider = {
  common: [
    ...["actions", "args", "attributes", "client", "cloud", "create", "credentials", "definition", "delete", "errors"],
    ...["fields", "instance", "observe", "outputs", "resource", "rules", "sign", "statuses", "tagSync", "tags"],
    ...["updaters", "validation"],
  ],
  extra: {
    aliyun: {
      batch: "CreateInstances orders many instances with one call",
      availability: "looks up what is available instead when an order is rejected",
      classes: "two generations of instance classes, with names of their own",
      config: "the engine's settings have names of the vendor's own",
    },
    huawei: {
      batch: "instance_num orders many instances with one call",
      availability: "flavors and quotas can be checked before an order",
      specCode: "the code of a flavor says what it is",
    },
    jd: {
      charge: "prepaid and postpaid are one object, with rules of its own",
    },
  },
};

const batch = {
  common: ["args", "attributes", "definition", "groups", "order", "outputs", "resource", "validation"],
  extra: {
    aliyun: {
      rules: "groups have rules of their own",
    },
    huawei: {},
  },
};

const sandbox = {
  common: [
    ...["args", "auth", "catalogue", "cloud", "create", "drift", "errors", "index", "instance", "operations"],
    ...["parameters", "rules", "settings", "sign", "state", "view", "wire"],
  ],
  extra: {
    aliyun: {
      elements: "CreateInstances takes a list of elements as JSON text",
      idempotency: "creating calls take a token",
      nodes: "shards, replicas and read-only nodes follow one set of rules",
      order: "two creating calls of different shapes ask for the same",
      orders: "an order can wait for payment",
      placement: "zones, networks and addresses belong together",
      purchase: "an account's balance, quota and stock decide about an order",
      recycleBin: "deleted instances can be brought back",
      signRpc: "the older of two signature schemes",
    },
    huawei: {
      jobs: "every change is a job that can be asked for",
      orders: "prepaid instances have orders at the billing centre",
      routes: "the API is REST: method and path name the operation",
    },
    jd: {
      README: "notes about two generations of signatures",
      charge: "a prepaid instance renews, expires and can be switched",
      routes: "the API is REST: method and path name the operation",
    },
  },
};

const operations = {
  common: [
    ...["access", "attribute", "billing", "catalogue", "config", "create", "delete", "index", "network", "read"],
    ...["resize", "tags"],
  ],
  extra: {
    aliyun: {
      backup: "backups and their policy",
      createInstances: "the order of many instances",
      encryption: "SSL and TDE",
      otherProducts: "one operation of STS and one of VPC",
      version: "major and minor versions, restarts",
    },
    huawei: {
      identity: "tokens, projects and enterprise projects",
      jobs: "jobs and background tasks",
      restart: "restarts, flushes, nodes that start and stop",
      scans: "scheduled scans for large, hot and expired keys",
    },
    jd: {
      backup: "backups and their policy",
      tasks: "resizes and upgrades are tasks",
      upgrade: "versions, architecture and zones change by tasks of one type",
    },
  },
};

interface Plan {
  readonly common: readonly string[];
  readonly extra: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const namesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .map((name) => name.replace(/\.(ts|md)$/, ""))
    .sort();

const plans: Readonly<Record<string, Plan>> = {
  "provider/CLOUD": provider,
  "provider/CLOUD/batch": batch,
  "sandbox/CLOUD": sandbox,
  "sandbox/CLOUD/operations": operations,
};

const cases = Object.entries(plans).flatMap(([folder, plan]) =>
  Object.entries(plan.extra).map(([cloud, extra]) => [folder.replace("CLOUD", cloud), plan.common, extra] as const),
);

describe("one plan per cloud", () => {
  test.each(cases)("%s holds the common files, and others only for a named reason", (folder, common, extra) => {
    expect(namesIn(folder)).toEqual([...common, ...Object.keys(extra)].sort());
  });

  test("every cloud has a plan", () => {
    const clouds = readdirSync(join(root, "provider"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "core")
      .map(({ name }) => name);
    expect(Object.keys(provider.extra).sort()).toEqual(clouds.sort());
    expect(Object.keys(sandbox.extra).sort()).toEqual(clouds.sort());
  });
});
