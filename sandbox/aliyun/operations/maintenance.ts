import { ApiError } from "../errors";
import { once } from "../idempotency";
import { status } from "../instance";
import { checkMaintenance } from "../rules";
import { done, findInstance, type Operation, oneOf, requireNormal, transit } from "../state";

export const modifyInstanceMaintainTime: Operation = {
  mutating: true,
  known: "[sdk] HH:mmZ, at least an hour; InvalidEndTime.Format; [tf] no wait afterwards",
  handle: (context) => {
    const instance = findInstance(context);
    const start = context.args.must("MaintainStartTime");
    const end = context.args.must("MaintainEndTime");
    checkMaintenance(start, end);
    requireNormal(instance);
    Object.assign(instance.properties, { MaintainStartTime: start, MaintainEndTime: end });
    return done(instance);
  },
};

export const modifyResourceGroup: Operation = {
  mutating: true,
  known: "[sdk] parameters; [doc] ResourceGroupNotExist; [guess] takes effect at once, in any state",
  handle: (context) =>
    once(context, "ClientToken", () => {
      const instance = findInstance(context);
      const group = context.args.must("ResourceGroupId");
      if (!/^rg-[A-Za-z0-9*]+$/.test(group) || group.includes("missing")) throw new ApiError("ResourceGroupNotExist");
      instance.properties.ResourceGroupId = group;
      return done(instance);
    }),
};

export const modifyInstanceVpcAuthMode: Operation = {
  mutating: true,
  known:
    "[sdk] Open = password required, Close = password-free; ParamNotSupportedForCurrentVersion; [guess] the status meanwhile",
  handle: (context) => {
    const instance = findInstance(context);
    const mode = oneOf(context.args, "VpcAuthMode", ["Open", "Close"]) ?? "Open";
    requireNormal(instance);
    const { EngineVersion, NetworkType } = instance.properties;
    // Without a VPC there is nothing that could be trusted; 2.8 lacks it. [guess]
    if (EngineVersion === "2.8" || NetworkType !== "VPC") throw new ApiError("ParamNotSupportedForCurrentVersion");
    transit(context, instance, status.network, { VpcAuthMode: mode });
    return done(instance);
  },
};
