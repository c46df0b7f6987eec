import { findClass } from "../catalogue";
import { ApiError } from "../errors";
import { checkSecurityGroupId } from "../rules";
import { done, findInstance, invalid, type Operation, requireNormal } from "../state";

export const describeSecurityGroupConfiguration: Operation = {
  mutating: false,
  known: "[sdk] shape; [tf] in no particular order",
  handle: (context) => {
    const { SecurityGroupIds, RegionId, NetworkType } = findInstance(context).properties;
    // Sorted, so that nobody relies on getting back the order that was sent.
    const items = [...SecurityGroupIds].sort().map((SecurityGroupId) => ({
      SecurityGroupId,
      RegionId,
      NetType: NetworkType === "VPC" ? "vpc" : "classic",
    }));
    return { content: { Items: { EcsSecurityGroupRelation: items } } };
  },
};

export const modifySecurityGroupConfiguration: Operation = {
  mutating: true,
  known: "[sdk] replaces the set, at most 10; [guess] takes effect at once",
  handle: (context) => {
    const instance = findInstance(context, "DBInstanceId");
    requireNormal(instance);
    const ids = [...new Set(context.args.must("SecurityGroupId").split(","))];
    if (ids.length > 10) throw invalid("At most 10 security groups can be given.");
    ids.forEach(checkSecurityGroupId);
    instance.properties.SecurityGroupIds = ids;
    return done(instance);
  },
};

export const describeGlobalSecurityIPGroupRelation: Operation = {
  mutating: false,
  known: "[sdk] shape: a bare list, unlike all others",
  handle: (context) => {
    const instance = findInstance(context, "DBClusterId");
    const { GlobalSecurityGroupIds, RegionId } = instance.properties;
    return {
      content: {
        DBClusterId: instance.id,
        GlobalSecurityIPGroupRel: GlobalSecurityGroupIds.map((GlobalSecurityGroupId) => ({
          GlobalSecurityGroupId,
          GlobalIgName: GlobalSecurityGroupId,
          GIpList: "10.0.0.0/8",
          RegionId,
        })),
      },
    };
  },
};

export const modifyGlobalSecurityIPGroupRelation: Operation = {
  mutating: true,
  known: "[sdk] for cloud-native instances only; [guess] replaces the set",
  handle: (context) => {
    const instance = findInstance(context, "DBClusterId");
    requireNormal(instance);
    if (findClass(instance.properties.RealInstanceClass)?.product === "Local")
      throw new ApiError("InstanceType.NotSupport");
    const ids = context.args.must("GlobalSecurityGroupId").split(",");
    if (!ids.every((id) => /^g-[a-z0-9*]+$/.test(id) && !id.includes("missing"))) {
      throw new ApiError("InvalidSecurityGroupId.NotFound");
    }
    instance.properties.GlobalSecurityGroupIds = [...new Set(ids)];
    return done(instance);
  },
};
