import * as pulumi from "@pulumi/pulumi";
import { AliyunRedis, AliyunRedisBatch, HuaweiDcsInstance, JdRedis } from "pulumi-cn-cache";
import { aliyun, huawei, jd, password } from "./caches";
import type { Programs, Run } from "./program";

const types = { aliyun: "AliyunRedis", huawei: "HuaweiDcsInstance", jd: "JdRedis" } as const;
const tokenOf = (cloud: keyof typeof types) => `pulumi-nodejs:dynamic/cn-cache:${types[cloud]}`;
type Props = Record<string, unknown>;

class Caches extends pulumi.ComponentResource {
  constructor({ named, isEdited }: Run, opts?: pulumi.ComponentResourceOptions) {
    super("acme:shop:Caches", named("caches"), {}, opts);
    const parent = { parent: this };
    new AliyunRedis(named("aliyun"), { ...aliyun, instanceName: isEdited ? "renamed" : "sessions" }, parent);
    new HuaweiDcsInstance(named("huawei"), huawei, parent);
    new JdRedis(named("jd"), jd, parent);
  }
}

/** Every way in which a program changes resources that others declare. */
export const programs: Programs = {
  transforms: {
    run(run) {
      new Caches(run, {
        transforms: [
          ({ type, props, opts }) =>
            Object.keys(types).some((cloud) => type === tokenOf(cloud as keyof typeof types))
              ? { props: { ...props, tags: { ...props.tags, owner: "platform" } }, opts }
              : undefined,
        ],
      });
    },
    instances: 3,
    edit: { aliyun: "update" },
  },

  transformations: {
    run(run) {
      const stage = run.isEdited ? "prod" : "test";
      new Caches(run, {
        transformations: [
          ({ type, props, opts }) =>
            type.includes("cn-cache") ? { props: { ...props, tags: { stage } }, opts } : undefined,
        ],
      });
    },
    instances: 3,
    edit: { aliyun: "update", huawei: "update", jd: "update" },
  },

  asyncTransform: {
    run(run) {
      new Caches(run, {
        transforms: [
          async ({ type, props, opts }) => {
            await Promise.resolve();
            return type === tokenOf("aliyun") ? { props: { ...props, securityIps: ["10.9.0.0/16"] }, opts } : undefined;
          },
        ],
      });
    },
    instances: 3,
    edit: { aliyun: "update" },
  },

  stackTransformation: {
    run({ named }) {
      pulumi.runtime.registerStackTransformation(({ name, props, opts }) =>
        name === named("cache") ? { props: { ...props, tags: { owner: "platform" } }, opts } : undefined,
      );
      new AliyunRedis(named("cache"), aliyun);
    },
    instances: 1,
  },

  transformedSecrets: {
    run({ named }) {
      const replaced = (props: Props): Props => ({ ...props, password: "Transformed-4711" });
      new AliyunRedis(named("new"), aliyun, { transforms: [({ props, opts }) => ({ props: replaced(props), opts })] });
      new AliyunRedis(named("old"), aliyun, {
        transformations: [({ props, opts }) => ({ props: replaced(props), opts })],
      });
    },
    instances: 2,
  },

  transformedOptions: {
    run({ named, isEdited }) {
      const kept = (opts: pulumi.CustomResourceOptions) => ({ ...opts, ignoreChanges: ["tags"] });
      const tags = { stage: isEdited ? "prod" : "test" };
      new AliyunRedis(
        named("ignored"),
        { ...aliyun, tags },
        { transforms: [({ props, opts }) => ({ props, opts: kept(opts) })] },
      );
      new AliyunRedis(
        named("merged"),
        { ...aliyun, tags },
        {
          transformations: [
            ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { ignoreChanges: ["tags"] }) }),
          ],
        },
      );
    },
    instances: 2,
  },

  transformRemoves: {
    run({ named }) {
      const withoutTags = ({ tags: _, ...props }: Props): Props => props;
      const transform: pulumi.ResourceTransform = ({ props, opts }) => ({ props: withoutTags(props), opts });
      new AliyunRedis(named("cache"), { ...aliyun, tags: { owner: "nobody" } }, { transforms: [transform] });
    },
    instances: 1,
  },

  transformedBatch: {
    run({ named, isEdited }) {
      const instances = [{ izNo: "cn-hangzhou-h", quantity: 1, instanceClass: aliyun.instanceClass }];
      new AliyunRedisBatch(
        named("batch"),
        { password, instances },
        {
          transforms: [
            ({ props, opts }) => ({ props: { ...props, tags: { stage: isEdited ? "prod" : "test" } }, opts }),
          ],
        },
      );
    },
    instances: 1,
    edit: { batch: "update" },
  },

  nestedTransforms: {
    run({ named }) {
      const add =
        (key: string): pulumi.ResourceTransform =>
        ({ type, props, opts }) =>
          type === tokenOf("jd") ? { props: { ...props, tags: { ...props.tags, [key]: "yes" } }, opts } : undefined;
      const outer = new pulumi.ComponentResource("acme:shop:Outer", named("outer"), {}, { transforms: [add("outer")] });
      const inner = new pulumi.ComponentResource(
        "acme:shop:Inner",
        named("inner"),
        {},
        { parent: outer, transforms: [add("inner")] },
      );
      new JdRedis(named("cache"), jd, { parent: inner, transforms: [add("own")] });
    },
    instances: 1,
  },
};
