import { failedPrecondition, invalid } from "../errors";
import { checkMaintenance, checkName, passwordProblem, readPassword } from "../rules";
import { change, type Operation, requireNotDeleting } from "../state";

export const modifyCacheInstanceAttribute = change({
  known:
    "[sdk] either alone works; [qa] an empty name is 400, one character is accepted; [guess] in any state but deleting",
  set: (args) => {
    const name = args.text("cacheInstanceName");
    const description = args.text("cacheInstanceDescription");
    if (name === undefined && description === undefined) {
      throw invalid("cacheInstanceName or cacheInstanceDescription is required");
    }
    if (name !== undefined) checkName(name, 1);
    return {
      ...(name === undefined ? {} : { cacheInstanceName: name }),
      ...(description === undefined ? {} : { cacheInstanceDescription: description }),
    };
  },
  require: requireNotDeleting,
});

export const resetCacheInstancePassword = change({
  known: "[sdk] empty means no authentication, isAllowNoAuth; [qa] takes effect at once; [guess] the error for no-auth",
  secrets: (args, { id, properties }) => {
    const password = readPassword(args.text("password"));
    if (password === undefined && !properties.isAllowNoAuth) {
      throw failedPrecondition(`cacheInstance ${id} does not allow no-auth`);
    }
    return { password };
  },
});

export const checkPasswordValid: Operation = {
  mutating: false,
  known: "[sdk] answer; [qa] the rule",
  handle: ({ args }) => {
    const problem = passwordProblem(args.text("password") ?? "");
    return { result: { valid: problem === undefined, msg: problem ?? "" } };
  },
};

export const maintenanceTime = change({
  known: "[sdk] parameters; [guess] at once; a deferred task keeps its time",
  set: (args) => {
    const maintenanceStartTime = args.required("startTime");
    const maintenanceEndTime = args.required("endTime");
    checkMaintenance(maintenanceStartTime, maintenanceEndTime);
    return { maintenanceStartTime, maintenanceEndTime };
  },
});
