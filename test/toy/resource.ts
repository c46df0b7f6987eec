import type { CustomResourceOptions } from "@pulumi/pulumi";
import { cacheResource, type ResourceRegistration, typeToken } from "../../provider/core/program/resource";
import type { ToyArgs } from "./args";
import { toyAttributes } from "./attributes";
import { type ToyState, toyOutputs } from "./outputs";

export const toyRegistration: ResourceRegistration = {
  ...{ type: "Toy", cloud: "toy", factory: "toy", attributes: toyAttributes, outputs: toyOutputs },
};

export class Toy extends cacheResource<ToyState>() {
  static readonly __pulumiType = typeToken("Toy");

  constructor(name: string, args: ToyArgs, opts?: CustomResourceOptions) {
    super(toyRegistration, name, args, opts);
  }
}
