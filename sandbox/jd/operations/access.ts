import type { Args } from "../args";
import { ApiError, invalid, notFound } from "../errors";
import { type JdInstance, vendorTime, type WhiteListGroup } from "../instance";
import { isBlock, readIps } from "../rules";
import { change, read } from "../state";

export const describeIpWhiteList = read({
  known: "[sdk] answer",
  result: ({ properties: { ipWhiteList } }) => ({ ipWhiteList }),
});

export const modifyIpWhiteList = change({
  known: "[sdk] the whole list; [guess] an empty list is 400; takes effect at once",
  set: (args) => {
    const list = args.requiredTexts("ipWhiteList");
    const wrong = list.find((one) => !isBlock(one));
    if (wrong !== undefined) throw invalid(`ipWhiteList "${wrong}" is not an address or a block like 10.0.0.0/8`);
    return { ipWhiteList: [...new Set(list)] };
  },
});

export const describeWhiteListGroup = read({
  known: "[sdk] answer; [guess] the plain list is the group `default`",
  result: ({ properties: { ipWhiteList, whiteListGroups } }) => ({
    whiteLists: [{ name: "default", ips: ipWhiteList.join(",") }, ...whiteListGroups],
  }),
});

export const addWhiteListGroup = change({
  known: "[sdk] parameters; [doc] 409 ALREADY_EXISTS; [guess] that it applies here",
  set: (args, { properties: { whiteListGroups } }) => {
    const name = args.required("name");
    if (name === "default" || whiteListGroups.some((one) => one.name === name)) {
      throw new ApiError("ALREADY_EXISTS", `white list group ${name} already exists`);
    }
    return { whiteListGroups: [...whiteListGroups, { name, ips: readIps(args.text("ips") ?? "") }] };
  },
});

export const modifyWhiteListGroup = change({
  known: "[sdk] parameters",
  set: (args, instance) => {
    const ips = args.required("ips");
    const group = findGroup(args, instance);
    const changed = { ...group, ips: readIps(ips) };
    return { whiteListGroups: instance.properties.whiteListGroups.map((one) => (one === group ? changed : one)) };
  },
});

export const deleteWhiteListGroup = change({
  known: "[sdk] parameters, in the query",
  set: (args, instance) => {
    const group = findGroup(args, instance);
    return { whiteListGroups: instance.properties.whiteListGroups.filter((one) => one !== group) };
  },
});

function findGroup(args: Args, { properties }: JdInstance): WhiteListGroup {
  const name = args.required("name");
  const group = properties.whiteListGroups.find((one) => one.name === name);
  if (group === undefined) throw notFound(`white list group ${name} not found`);
  return group;
}

/** [guess] which; the vendor documents the list only as the answer of this call. */
const commands = "config eval evalsha flushall flushdb hgetall hkeys hvals keys monitor scan script smembers".split(
  " ",
);

export const listDisableCommands = read({
  known: "[sdk] answer; [guess] the commands",
  result: () => ({ disableCommands: commands }),
});

export const getDisableCommands = read({
  known: "[sdk] answer",
  result: ({ properties }) => ({ disableCommandLists: properties.disableCommands }),
});

export const setDisableCommands = change({
  known: "[sdk] each command with isDisable; [guess] only the named ones change, at once",
  set: (args, { properties }, { world }) => {
    const disabled = new Map(properties.disableCommands.map((one) => [one.commandName, one.disableTime]));
    for (const requested of args.requiredObjects("disableCommands")) {
      const name = requested.required("commandName").toLowerCase();
      if (!commands.includes(name)) throw invalid(`command ${name} cannot be disabled`);
      if (requested.bool("isDisable") === true) disabled.set(name, disabled.get(name) ?? vendorTime(world.now()));
      else disabled.delete(name);
    }
    return { disableCommands: [...disabled].map(([commandName, disableTime]) => ({ commandName, disableTime })) };
  },
});
