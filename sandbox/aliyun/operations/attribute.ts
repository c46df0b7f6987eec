import { ApiError } from "../errors";
import { restingStatuses } from "../instance";
import { release } from "../recycleBin";
import { checkName, checkPassword } from "../rules";
import { done, findInstance, type Operation, requireNormal } from "../state";

export const modifyInstanceAttribute: Operation = {
  mutating: true,
  known: "[sdk] parameters, errors; [guess] a name may be changed in any resting state, a password only in Normal",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const name = args.text("InstanceName");
    const password = args.text("NewPassword");
    const protection = args.bool("InstanceReleaseProtection");
    if (name === undefined && password === undefined && protection === undefined) {
      throw new ApiError("MissingParameter", "InstanceName, NewPassword or InstanceReleaseProtection is mandatory.");
    }
    checkName(name);
    checkPassword(password);
    if (password !== undefined) requireNormal(instance);
    if (!restingStatuses.has(instance.status)) throw new ApiError("IncorrectDBInstanceState");
    // Only pay-as-you-go instances can be protected. [sdk]
    if (protection === true && instance.properties.ChargeType === "PrePaid")
      throw new ApiError("InvalidOrderCharge.NotSupport");
    if (name !== undefined) instance.properties.InstanceName = name;
    if (protection !== undefined) instance.properties.InstanceReleaseProtection = protection;
    if (password !== undefined) instance.secrets.Password = password;
    return done(instance);
  },
};

export const deleteInstance: Operation = {
  mutating: true,
  known:
    "[doc] Normal, PostPaid, no release protection, then the recycle bin; [tf] codes; [guess] Error, Unavailable and Inactive may be deleted too",
  handle: (context) => {
    const instance = findInstance(context);
    if (instance.properties.ChargeType === "PrePaid") throw new ApiError("InvalidOrderCharge.NotSupport");
    if (instance.properties.InstanceReleaseProtection) throw new ApiError("InstanceReleaseProtection");
    if (!restingStatuses.has(instance.status)) throw new ApiError("IncorrectDBInstanceState");
    release(context, instance);
    return done(instance);
  },
};
