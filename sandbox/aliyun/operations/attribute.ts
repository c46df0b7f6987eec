import { ApiError } from "../errors";
import { withToken } from "../idempotency";
import { idleStatuses } from "../instance";
import { checkMaintenance, checkName, checkPassword, isOwnId } from "../rules";
import { change, done, findInstance, type Operation, requireNormal } from "../state";

export const modifyInstanceAttribute: Operation = {
  mutating: true,
  known: "[sdk] parameters, errors; [guess] a name may be changed in any idle state, a password only in Normal",
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
    if (!idleStatuses.has(instance.status)) throw new ApiError("IncorrectDBInstanceState");
    // Only pay-as-you-go instances can be protected. [sdk]
    if (protection === true && instance.properties.ChargeType === "PrePaid")
      throw new ApiError("InvalidOrderCharge.NotSupport");
    if (name !== undefined) instance.properties.InstanceName = name;
    if (protection !== undefined) instance.properties.InstanceReleaseProtection = protection;
    if (password !== undefined) instance.secrets.Password = password;
    return done(instance);
  },
};

export const modifyInstanceMaintainTime = change({
  known: "[sdk] HH:mmZ, at least an hour; InvalidEndTime.Format; [tf] no wait afterwards",
  set: (_instance, { args }) => {
    const window = { MaintainStartTime: args.must("MaintainStartTime"), MaintainEndTime: args.must("MaintainEndTime") };
    checkMaintenance(window.MaintainStartTime, window.MaintainEndTime);
    return window;
  },
});

export const modifyResourceGroup = withToken(
  "ClientToken",
  change({
    known: "[sdk] parameters; [doc] ResourceGroupNotExist; [guess] takes effect at once, in any state",
    require: [],
    set: (_instance, { args }) => {
      const ResourceGroupId = args.must("ResourceGroupId");
      if (!isOwnId("ResourceGroupId", ResourceGroupId)) throw new ApiError("ResourceGroupNotExist");
      return { ResourceGroupId };
    },
  }),
);
