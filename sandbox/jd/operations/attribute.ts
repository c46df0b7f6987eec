import { ApiError, invalid } from "../errors";
import { status } from "../instance";
import { checkDescription, checkName, passwordProblem, readPassword } from "../rules";
import { done, findInstance, type Operation, requireRunning } from "../state";

export const modifyCacheInstanceAttribute: Operation = {
  mutating: true,
  known:
    "[sdk] either alone works; [qa] an empty name is 400, one character is accepted; [guess] in any state but deleting",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const name = args.text("cacheInstanceName");
    const description = args.text("cacheInstanceDescription");
    if (name === undefined && description === undefined) {
      throw invalid("cacheInstanceName or cacheInstanceDescription is required");
    }
    if (name !== undefined) checkName(name, 1);
    if (description !== undefined) checkDescription(description);
    if (instance.status === status.deleting) requireRunning(instance);
    if (name !== undefined) instance.properties.cacheInstanceName = name;
    if (description !== undefined) instance.properties.cacheInstanceDescription = description;
    return done(instance);
  },
};

export const resetCacheInstancePassword: Operation = {
  mutating: true,
  known:
    "[sdk] empty means no authentication, isAllowNoAuth; [qa] takes effect at once; [guess] the refusal of no-auth",
  handle: (context) => {
    const instance = findInstance(context);
    const password = readPassword(context.args.text("password"));
    requireRunning(instance);
    if (password === undefined && !instance.properties.isAllowNoAuth) {
      throw new ApiError("FAILED_PRECONDITION", `cacheInstance ${instance.id} does not allow no-auth`);
    }
    if (password === undefined) delete instance.secrets.password;
    else instance.secrets.password = password;
    return done(instance);
  },
};

export const checkPasswordValid: Operation = {
  mutating: false,
  known: "[sdk] answer; [qa] the rule",
  handle: ({ args }) => {
    const fault = passwordProblem(args.text("password") ?? "");
    return { result: { valid: fault === undefined, msg: fault ?? "" } };
  },
};
