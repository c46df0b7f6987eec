import { ApiError, invalid, notFound } from "../errors";
import { vendorTime } from "../instance";
import { checkIps, isCidr } from "../rules";
import { type Context, done, findInstance, type Operation, requireRunning } from "../state";

export const describeIpWhiteList: Operation = {
  mutating: false,
  known: "[sdk] answer",
  handle: (context) => ({ result: { ipWhiteList: findInstance(context).properties.ipWhiteList } }),
};

export const modifyIpWhiteList: Operation = {
  mutating: true,
  known: "[sdk] the whole list, blocks only; [guess] an empty list is 400; takes effect at once",
  handle: (context) => {
    const instance = findInstance(context);
    const list = context.args.texts("ipWhiteList");
    if (list.length === 0) throw invalid("ipWhiteList cannot be empty");
    const wrong = list.find((one) => !isCidr(one));
    if (wrong !== undefined) throw invalid(`ipWhiteList "${wrong}" is not like 10.0.0.0/8`);
    requireRunning(instance);
    instance.properties.ipWhiteList = [...new Set(list)];
    return done(instance);
  },
};

export const describeWhiteListGroup: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] the plain list is the group `default`",
  handle: (context) => {
    const { ipWhiteList, whiteListGroups } = findInstance(context).properties;
    return { result: { whiteLists: [{ name: "default", ips: ipWhiteList.join(",") }, ...whiteListGroups] } };
  },
};

export const addWhiteListGroup: Operation = {
  mutating: true,
  known: "[sdk] parameters; [doc] 409 ALREADY_EXISTS; [guess] that it is said here",
  handle: (context) => {
    const ips = context.args.text("ips") ?? "";
    return withGroups(context, (groups, name) => {
      if (name === "default" || groups.some((one) => one.name === name)) {
        throw new ApiError("ALREADY_EXISTS", `white list group ${name} already exists`);
      }
      return [...groups, { name, ips: checked(ips) }];
    });
  },
};

export const modifyWhiteListGroup: Operation = {
  mutating: true,
  known: "[sdk] parameters",
  handle: (context) => {
    const ips = context.args.required("ips");
    return withGroups(context, (groups, name) => {
      requireGroup(groups, name);
      return groups.map((one) => (one.name === name ? { name, ips: checked(ips) } : one));
    });
  },
};

export const deleteWhiteListGroup: Operation = {
  mutating: true,
  known: "[sdk] parameters, in the query",
  handle: (context) =>
    withGroups(context, (groups, name) => {
      requireGroup(groups, name);
      return groups.filter((one) => one.name !== name);
    }),
};

type Groups = readonly { name: string; ips: string }[];

function withGroups(context: Context, change: (groups: Groups, name: string) => { name: string; ips: string }[]) {
  const instance = findInstance(context);
  const groups = change(instance.properties.whiteListGroups, context.args.required("name"));
  requireRunning(instance);
  instance.properties.whiteListGroups = groups;
  return done(instance);
}

function requireGroup(groups: Groups, name: string): void {
  if (!groups.some((one) => one.name === name)) throw notFound(`white list group ${name} not found`);
}

function checked(ips: string): string {
  if (ips !== "") checkIps(ips);
  return ips;
}

/** [guess] which; the vendor gives the list by call only. */
const commands = [
  "config",
  "eval",
  "evalsha",
  "flushall",
  "flushdb",
  "hgetall",
  "hkeys",
  "hvals",
  "keys",
  "monitor",
  "scan",
  "script",
  "smembers",
];

export const listDisableCommands: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] the commands",
  handle: (context) => {
    findInstance(context);
    return { result: { disableCommands: commands } };
  },
};

export const getDisableCommands: Operation = {
  mutating: false,
  known: "[sdk] answer",
  handle: (context) => ({ result: { disableCommandLists: findInstance(context).properties.disableCommands } }),
};

export const setDisableCommands: Operation = {
  mutating: true,
  known: "[sdk] each command with isDisable; [guess] only the named ones change, at once",
  handle: (context) => {
    const instance = findInstance(context);
    const wishes = context.args.objects("disableCommands");
    if (wishes.length === 0) throw invalid("disableCommands cannot be empty");
    requireRunning(instance);
    const disabled = new Map(instance.properties.disableCommands.map((one) => [one.commandName, one.disableTime]));
    for (const wish of wishes) {
      const name = wish.required("commandName").toLowerCase();
      if (!commands.includes(name)) throw invalid(`command ${name} cannot be disabled`);
      if (wish.bool("isDisable") === true) disabled.set(name, disabled.get(name) ?? vendorTime(context.world.now()));
      else disabled.delete(name);
    }
    instance.properties.disableCommands = [...disabled].map(([commandName, disableTime]) => ({
      commandName,
      disableTime,
    }));
    return done(instance);
  },
};
