import { ApiError, invalid } from "../errors";
import { type Account, type HuaweiInstance, isOld, status, task } from "../instance";
import type { Task } from "../jobs";
import { checkAccountName, checkAccountPassword } from "../rules";
import { type Context, findIdle, findInstance, type Operation, type Result, transit } from "../state";

/** Besides the default one. [doc] */
const mostAccounts = 18;

/** Where the password of an account is, besides the default account's. */
const accountSecret = (name: string): string => `account ${name}`;

/** 4.0 and 5.0; 6.0 only for customers who have asked for it. [doc], the code [guess] */
function findWithAccounts(context: Context): HuaweiInstance {
  const instance = findIdle(context);
  const { properties: p } = instance;
  if (isOld(p) || Number(p.engine_version) >= 6) throw new ApiError("DCS.4872", "accounts");
  return instance;
}

/** The one of the path. The default one is no account of these operations. [guess] the code */
function find({ properties }: HuaweiInstance, { path }: Context): Account {
  const found = properties.accounts.find(({ account_id }) => account_id === path.account_id);
  if (found === undefined) throw invalid("account_id");
  return found;
}

interface Step {
  readonly during: readonly Account[];
  readonly after: readonly Account[];
  readonly job: string;
  readonly listed?: Task;
}

/** The instance takes no other order until the account is done. [guess] */
function begin(context: Context, instance: HuaweiInstance, { during, after, job, listed }: Step): string {
  const step = { during: { task: task.account }, setNow: { accounts: [...during] }, set: { accounts: [...after] } };
  return transit(context, instance, { ...step, job, listed });
}

/** Changes the account of the path. */
function update(context: Context, instance: HuaweiInstance, set: Partial<Account>, job: string): string {
  const { account_id } = find(instance, context);
  const withStatus = (status: string) =>
    instance.properties.accounts.map((each) => (each.account_id === account_id ? { ...each, ...set, status } : each));
  return begin(context, instance, { during: withStatus("UPDATING"), after: withStatus("AVAILABLE"), job });
}

const empty = ({ id }: HuaweiInstance): Result => ({ status: 200, touched: [id] });

export const createAclAccount: Operation = {
  mutating: true,
  right: "dcs:aclaccount:create",
  known:
    "[doc] rules, 4.0 and 5.0, at most 18, no colon in the default password of single and ha; [sdk] an answer without content; [guess] all codes",
  handle: (context) => {
    const { body, world } = context;
    const instance = findWithAccounts(context);
    const { properties, secrets } = instance;
    const name = body.text("account_name") ?? "";
    const password = body.text("account_password") ?? "";
    checkAccountName(name);
    checkAccountPassword(password, name);
    const hasColon = secrets.password?.includes(":") === true;
    if (hasColon && ["single", "ha"].includes(properties.cache_mode)) throw invalid("password of the default account");
    const { accounts } = properties;
    if (name === "default" || accounts.some(({ account_name }) => account_name === name))
      throw new ApiError("DCS.4062", `account_name (it exists already)`);
    if (accounts.length >= mostAccounts) throw invalid(`account_name (more than ${mostAccounts} accounts)`);
    const made: Account = {
      account_id: world.random.uuid(),
      account_name: name,
      account_role: body.text("account_role") ?? "",
      description: body.raw("description") ?? "",
      status: "AVAILABLE",
    };
    secrets[accountSecret(name)] = password;
    begin(context, instance, {
      during: [...accounts, { ...made, status: "CREATING" }],
      after: [...accounts, made],
      job: "createAclJob",
    });
    return empty(instance);
  },
};

export const listAclAccounts: Operation = {
  mutating: false,
  right: "dcs:aclaccount:list",
  known: "[sdk] shape, types, states; [doc] the account called default; [guess] its id, and an empty list before 4.0",
  handle: (context) => {
    const { id, status: current, properties } = findInstance(context);
    const isOwner = !isOld(properties) && current !== status.creating;
    const byDefault = {
      ...{ account_id: id, account_name: "default", account_role: "write", description: "", status: "AVAILABLE" },
      account_type: "default",
    };
    const normal = properties.accounts.map((each) => ({ ...each, account_type: "normal" }));
    const accounts = (isOwner ? [byDefault, ...normal] : []).map((each) => ({
      ...each,
      instance_id: id,
      error_code: null,
    }));
    return { content: { accounts } };
  },
};

export const updateAclAccount: Operation = {
  mutating: true,
  right: "dcs:aclaccount:modifyRole",
  known: "[sdk] instance_id and job_id; [tf] UPDATING meanwhile; [guess] the new role is shown at once",
  handle: (context) => {
    const instance = findWithAccounts(context);
    const set = { account_role: context.body.text("account_role") ?? "" };
    const job_id = update(context, instance, set, "modifyAclRoleJob");
    return { content: { instance_id: instance.id, job_id }, touched: [instance.id] };
  },
};

export const updateAclAccountRemark: Operation = {
  mutating: true,
  right: "dcs:aclaccount:modifyRemark",
  known: "[tf] 204; [guess] in force at once, an empty text clears it",
  handle: (context) => {
    const instance = findWithAccounts(context);
    const { properties } = instance;
    const found = find(instance, context);
    const description = context.body.raw("description") ?? "";
    properties.accounts = properties.accounts.map((each) => (each === found ? { ...each, description } : each));
    return { status: 204, touched: [instance.id] };
  },
};

export const resetAclAccountPassWord: Operation = {
  mutating: true,
  right: "dcs:aclaccount:resetPassword",
  known:
    "[sdk] code, message; [tf] new_password alone, UPDATING meanwhile; [guess] code 1 is success, as of an instance",
  handle: (context) => {
    const instance = findWithAccounts(context);
    const { account_name } = find(instance, context);
    const password = context.body.text("new_password") ?? "";
    checkAccountPassword(password, account_name);
    instance.secrets[accountSecret(account_name)] = password;
    update(context, instance, {}, "resetAclPasswordJob");
    const noLock = { lock_time: null, lock_time_left: null, retry_times_left: null };
    return { content: { code: "1", message: "success", ...noLock }, touched: [instance.id] };
  },
};

export const deleteAclAccount: Operation = {
  mutating: true,
  right: "dcs:aclaccount:delete",
  known:
    "[doc] 200, a task; normal accounts only; [tf] DeleteAcl in the list of tasks; [guess] DELETING until it is gone",
  handle: (context) => {
    const instance = findWithAccounts(context);
    const found = find(instance, context);
    const { accounts } = instance.properties;
    delete instance.secrets[accountSecret(found.account_name)];
    begin(context, instance, {
      during: accounts.map((each) => (each === found ? { ...each, status: "DELETING" } : each)),
      after: accounts.filter((each) => each !== found),
      job: "deleteAclJob",
      listed: { name: "DeleteAcl", details: {} },
    });
    return empty(instance);
  },
};
