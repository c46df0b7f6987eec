import * as pulumi from "@pulumi/pulumi";

/** The state is what the program gives, as of a Kubernetes Secret. */
const provider = `exports.handler = () => ({
  check: async (olds, news) => ({ inputs: news }),
  create: async (inputs) => ({ id: "secret", outs: inputs }),
  update: async (id, olds, news) => ({ outs: news }),
});`;

export interface SecretArgs {
  readonly stringData?: pulumi.Input<Record<string, pulumi.Input<unknown>>>;
}

/** Stands for the resource of any other provider that takes what a cache gives. */
export class Secret extends pulumi.CustomResource {
  declare readonly stringData: pulumi.Output<Record<string, unknown> | undefined>;

  constructor(name: string, args: SecretArgs, opts?: pulumi.CustomResourceOptions) {
    super("pulumi-nodejs:dynamic/acme:Secret", name, { stringData: undefined, ...args, __provider: provider }, opts);
  }
}
